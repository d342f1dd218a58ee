import type { Random } from '../random.ts';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const METRES_PER_DEGREE = 111_320;

/** A random place within `metres` of another, evenly over the circle; rounded to about a metre. */
export function near(centre: Place, metres: number, random: Random): Place {
  const distance = metres * Math.sqrt(random.next());
  const bearing = 2 * Math.PI * random.next();
  const north = (distance * Math.cos(bearing)) / METRES_PER_DEGREE;
  const east = (distance * Math.sin(bearing)) / (METRES_PER_DEGREE * Math.cos((centre.latitude * Math.PI) / 180));
  return { latitude: rounded(centre.latitude + north), longitude: rounded(centre.longitude + east) };
}

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
