/** What is drawn besides the devices; the choice is part of the address. */
export const LAYERS = ['boundaries', 'cuts', 'uplinks'] as const;
export type Layer = (typeof LAYERS)[number];

const STANDARD: readonly Layer[] = ['boundaries', 'cuts'];

export function layersOf(search: URLSearchParams): ReadonlySet<Layer> {
  const shown = search.get('show');
  if (shown === null) return new Set(STANDARD);
  return new Set(LAYERS.filter((layer) => shown.split(',').includes(layer)));
}

/** The address with one layer on or off; the usual choice leaves it as it was. */
export function withLayer(search: URLSearchParams, layer: Layer, isShown: boolean): URLSearchParams {
  const shown = new Set(layersOf(search));
  if (isShown) shown.add(layer);
  else shown.delete(layer);
  const next = new URLSearchParams(search);
  const text = LAYERS.filter((one) => shown.has(one)).join();
  if (text === STANDARD.join()) next.delete('show');
  else next.set('show', text === '' ? 'none' : text);
  return next;
}
