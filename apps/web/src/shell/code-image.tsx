import { renderSVG } from 'uqr';

/** An address as a code that a phone's camera reads. */
export function CodeOf({
  address,
  alt,
  size = 220,
}: {
  readonly address: string;
  readonly alt: string;
  readonly size?: number;
}) {
  const svg = renderSVG(address, { ecc: 'M', border: 2 });
  return <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={alt} width={size} height={size} />;
}
