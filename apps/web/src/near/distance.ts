interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_METRES = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres as the crow flies. */
export function metresBetween(a: Position, b: Position): number {
  const across = Math.cos(radians((a.latitude + b.latitude) / 2));
  return EARTH_METRES * Math.hypot(radians(b.latitude - a.latitude), radians(b.longitude - a.longitude) * across);
}

/** "300 m", "1,2 km": as exact as a phone's position is. */
export function distanceText(metres: number, language: string): string {
  const far = metres >= 950;
  const amount = far ? metres / 1000 : Math.max(10, Math.round(metres / 10) * 10);
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: far && amount < 10 ? 1 : 0 });
  return `${format.format(amount)} ${far ? 'km' : 'm'}`;
}

interface Placed {
  readonly devices: readonly { readonly latitude: number | null; readonly longitude: number | null }[];
}

/** To its first pole; null when that has no coordinates. */
export function metresTo(incident: Placed, here: Position): number | null {
  const [device] = incident.devices;
  if (device === undefined || device.latitude === null || device.longitude === null) return null;
  return metresBetween(here, { latitude: device.latitude, longitude: device.longitude });
}

/** What is nearest first, what has no coordinates last; otherwise as it was. */
export function nearestFirst<Item extends Placed>(items: readonly Item[], here: Position | null): readonly Item[] {
  if (here === null) return items;
  return [...items].sort((a, b) => (metresTo(a, here) ?? Infinity) - (metresTo(b, here) ?? Infinity) || 0);
}
