/** Longitude, latitude in degrees (WGS84). */
export type LonLat = readonly [number, number];

/** Rings of each polygon: the first is its outside, the others are holes. */
type Polygons = readonly (readonly (readonly LonLat[])[])[];

export interface ReadBoundary {
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: Polygons };
  readonly points: number;
  /** West, south, east, north. */
  readonly box: readonly [number, number, number, number];
}

export const BOUNDARY_PROBLEMS = [
  'boundary_not_polygon',
  'boundary_empty',
  'boundary_not_numbers',
  'boundary_range',
  'boundary_ring_short',
  'boundary_ring_open',
  'boundary_too_fine',
] as const;
export type BoundaryProblem = (typeof BOUNDARY_PROBLEMS)[number];

/** A commune drawn every five metres has fewer; more only makes phones slow. */
export const MOST_BOUNDARY_POINTS = 20_000;
const LEAST_RING = 4;
/** Six decimals are eleven centimetres. */
const STEPS = 1e6;

/**
 * Reads the geometry of a GeoJSON feature: Polygon or MultiPolygon, closed rings, longitude before latitude in degrees
 * (WGS84). Gives one shape for both, rounded to six decimals, or what is wrong with it. Coordinates in metres (VN-2000)
 * are out of range and so told apart.
 */
export function readBoundary(value: unknown): ReadBoundary | { readonly problem: BoundaryProblem } {
  const { type, coordinates } = (value ?? {}) as { type?: unknown; coordinates?: unknown };
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates)) return no('boundary_not_polygon');
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : coordinates;
  const read: LonLat[][][] = [];
  let points = 0;
  for (const polygon of polygons) {
    if (!Array.isArray(polygon)) return no('boundary_not_polygon');
    const rings: LonLat[][] = [];
    for (const ring of polygon as unknown[]) {
      points += Array.isArray(ring) ? ring.length : 0;
      if (points > MOST_BOUNDARY_POINTS) return no('boundary_too_fine');
      const found = readRing(ring);
      if (typeof found === 'string') return no(found);
      rings.push(found);
    }
    if (rings.length === 0) return no('boundary_empty');
    read.push(rings);
  }
  if (read.length === 0) return no('boundary_empty');
  return { geometry: { type: 'MultiPolygon', coordinates: read }, points, box: boxAround(read) };
}

const no = (problem: BoundaryProblem) => ({ problem });

function readRing(ring: unknown): LonLat[] | BoundaryProblem {
  if (!Array.isArray(ring)) return 'boundary_not_polygon';
  if (ring.length < LEAST_RING) return 'boundary_ring_short';
  const points: LonLat[] = [];
  for (const point of ring as unknown[]) {
    const [longitude, latitude] = (Array.isArray(point) ? point : []) as unknown[];
    if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return 'boundary_not_numbers';
    const [x, y] = [longitude as number, latitude as number];
    if (Math.abs(x) > 180 || Math.abs(y) > 90) return 'boundary_range';
    points.push([Math.round(x * STEPS) / STEPS, Math.round(y * STEPS) / STEPS]);
  }
  const [first, last] = [points[0], points.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1] ? points : 'boundary_ring_open';
}

function boxAround(polygons: Polygons): ReadBoundary['box'] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [x, y] of polygons.flatMap((rings) => rings[0] ?? [])) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  return [west, south, east, north];
}
