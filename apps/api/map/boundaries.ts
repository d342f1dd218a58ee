import type { BoundaryCollection, BoundaryFeatures, PowerCutFeatures } from '#libs/contracts';
import type { BoundaryStore, NamedBoundary, PowerCutRow, UnplacedBoundary } from '#libs/database';
import { type ReadBoundary, readBoundary } from '#libs/domain';
import { isUUID } from 'class-validator';
import { refuseField } from '../http/api-error.ts';
import { iso } from '../http/page.ts';
import { Problems } from '../http/problems.ts';

type BoundaryRow = Awaited<ReturnType<BoundaryStore['list']>>[number];

/** A district's communes and villages, with room. */
export const MOST_BOUNDARIES = 1_000;
/** About fifty metres around what has no power. */
const MARGIN = 0.0005;

/** Throws what is wrong with it. */
export function boundaryOf(geometry: unknown): ReadBoundary {
  const read = readBoundary(geometry);
  if ('problem' in read) throw refuseField('geometry', read.problem);
  return read;
}

/** Every feature of the list, or everything that is wrong with any of them. */
export function namedBoundaries({ features }: BoundaryCollection): NamedBoundary[] {
  if (features.length > MOST_BOUNDARIES) throw refuseField('features', 'too_many');
  const problems = new Problems();
  const seen = new Set<string>();
  const named = features.flatMap((feature, index): NamedBoundary[] => {
    const path = `features.${index}`;
    const { properties, geometry } = (feature ?? {}) as { properties?: unknown; geometry?: unknown };
    const { unitId, code } = (properties ?? {}) as { unitId?: unknown; code?: unknown };
    const id = isUUID(unitId) ? (unitId as string).toLowerCase() : null;
    const word = typeof code === 'string' || typeof code === 'number' ? String(code).trim() : '';
    const read = readBoundary(geometry);
    if ('problem' in read) problems.add(`${path}.geometry`, read.problem);
    if (id === null && word === '') problems.add(`${path}.properties`, 'boundary_unit_missing');
    else if (seen.has(id ?? word)) problems.add(`${path}.properties`, 'boundary_twice');
    seen.add(id ?? word);
    return 'problem' in read ? [] : [{ unitId: id, code: id === null ? word : null, boundary: read }];
  });
  problems.settle();
  return named;
}

/** Throws unless all were placed. */
export function refuseUnplaced(unplaced: readonly UnplacedBoundary[]): void {
  const problems = new Problems();
  for (const { index, reason } of unplaced) problems.add(`features.${index}.properties`, reason);
  problems.settle();
}

export const boundaryFeatures = (rows: readonly BoundaryRow[]): BoundaryFeatures => ({
  type: 'FeatureCollection',
  features: rows.map(({ geometry, ...properties }) => ({
    type: 'Feature',
    id: properties.unitId,
    geometry,
    properties,
  })),
});

/** A cut whose unit has no boundary is drawn as a box around its devices. */
export const powerCutFeatures = (rows: readonly PowerCutRow[]): PowerCutFeatures => ({
  type: 'FeatureCollection',
  features: rows.flatMap((row) => {
    const geometry = row.geometry ?? boxAround(row);
    if (geometry === null) return [];
    const { incidentId, unitId, unitName, startedAt, devices } = row;
    const shape = row.geometry === null ? ('devices' as const) : ('boundary' as const);
    const properties = { incidentId, unitId, unitName, startedAt: iso(startedAt), devices, shape };
    return [{ type: 'Feature' as const, id: incidentId, geometry, properties }];
  }),
});

function boxAround({ west, south, east, north }: PowerCutRow): ReadBoundary['geometry'] | null {
  if (west === null || south === null || east === null || north === null) return null;
  const [w, s, e, n] = [west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN];
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ] as const;
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}
