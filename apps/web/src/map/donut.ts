/** Names of donut images carry their parts in sixteenths, worst first: few images, drawn when the map first asks for one. */
const PREFIX = 'donut:';
const PARTS = 5;

export const donutName = (parts: readonly number[]): string => PREFIX + parts.join();

/** Shares that add up to one; null when this is no donut's name. */
export function readDonut(name: string): readonly number[] | null {
  if (!name.startsWith(PREFIX)) return null;
  const parts = name.slice(PREFIX.length).split(',').map(Number);
  const whole = parts.reduce((all, part) => all + part, 0);
  if (parts.length !== PARTS || !(whole > 0)) return null;
  return parts.map((part) => part / whole);
}
