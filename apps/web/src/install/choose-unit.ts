import { metresBetween } from '../near/distance.ts';

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

type Ring = readonly (readonly number[])[];

export interface Area {
  readonly unitId: string;
  /** GeoJSON: outer ring and holes, of one or several polygons. */
  readonly polygons: readonly (readonly Ring[])[];
}

export interface KnownPlace extends Point {
  readonly unitId: string;
}

/** A unit that may answer for a point, and why it is offered. */
export interface Candidate {
  readonly unitId: string;
  readonly reason: 'inside' | 'near';
  /** To what lies nearest of it; 0 inside. */
  readonly metres: number;
}

/** Farther poles say nothing about a point. */
const NEAR_METRES = 2_000;
const MOST = 3;

/** Who may answer for a point: the smallest area around it first, then the units of the nearest poles. */
export function unitsAt(point: Point, areas: readonly Area[], places: readonly KnownPlace[]): readonly Candidate[] {
  const inside = areas
    .filter(({ polygons }) => polygons.some((rings) => isInside(point, rings)))
    .sort((a, b) => extent(a) - extent(b))
    .map(({ unitId }): Candidate => ({ unitId, reason: 'inside', metres: 0 }));
  const near = places
    .map((place): Candidate => ({ unitId: place.unitId, reason: 'near', metres: metresBetween(point, place) }))
    .filter(({ metres }) => metres <= NEAR_METRES)
    .sort((a, b) => a.metres - b.metres);
  const seen = new Set<string>();
  const all = [...inside, ...near].filter(({ unitId }) => !seen.has(unitId) && seen.add(unitId));
  return all.slice(0, MOST);
}

/** In the outer ring and in none of the holes. */
function isInside(point: Point, [outer, ...holes]: readonly Ring[]): boolean {
  return outer !== undefined && crosses(point, outer) && !holes.some((hole) => crosses(point, hole));
}

/** A ray to the east crosses the ring an odd number of times. */
function crosses({ latitude, longitude }: Point, ring: Ring): boolean {
  let isIn = false;
  for (const [index, [x = 0, y = 0]] of ring.entries()) {
    const [px = 0, py = 0] = ring[(index + ring.length - 1) % ring.length] ?? [];
    if (y > latitude !== py > latitude && longitude < ((px - x) * (latitude - y)) / (py - y) + x) isIn = !isIn;
  }
  return isIn;
}

/** Of its box, in square degrees: only to compare. */
function extent({ polygons }: Area): number {
  const points = polygons.flatMap(([outer = []]) => outer);
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
}
