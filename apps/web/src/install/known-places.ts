import { call, query } from '../api/client.ts';
import { serverNow } from '../api/server-clock.ts';
import type { BoundaryFeatures, Page, Unit } from '../api/shapes.ts';
import type { Area, KnownPlace } from './choose-unit.ts';
import { inStore } from './phone-store.ts';

export interface KnownUnit {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly kind: Unit['kind'];
}

/** What the wizard needs to know without network: the installer's units, where their poles stand, where they end. */
export interface Places {
  /** By the server's clock (epoch milliseconds). */
  readonly at: number;
  readonly units: readonly KnownUnit[];
  readonly areas: readonly Area[];
  readonly places: readonly KnownPlace[];
  /** There are more than a phone keeps. */
  readonly isCut: boolean;
}

const PAGE = 500;
const MOST_UNITS = 2_000;
const MOST_SITES = 5_000;
const MOST_POINTS = 50_000;
/** A younger one is not fetched again (milliseconds). */
const FRESH_MS = 10 * 60_000;

interface Site {
  readonly unitId: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export function keptPlaces(owner: string): Promise<Places | undefined> {
  return inStore('places', 'readonly', (store) => store.get(owner) as IDBRequest<Places | undefined>);
}

/** What is kept, renewed first when it is old and the server answers. */
export async function freshPlaces(owner: string): Promise<Places> {
  const kept = await keptPlaces(owner).catch(() => undefined);
  if (kept !== undefined && serverNow() - kept.at < FRESH_MS) return kept;
  const [units, sites, boundaries] = await Promise.all([
    pages<Unit>('/units', MOST_UNITS),
    pages<Site>('/sites', MOST_SITES),
    call<BoundaryFeatures>('GET', '/map/boundaries'),
  ]);
  const places: Places = {
    at: serverNow(),
    units: units.items.map(({ id, name, path, kind }) => ({ id, name, path, kind })),
    areas: areasOf(boundaries),
    places: [...units.items.map(({ id, ...unit }) => ({ ...unit, unitId: id })), ...sites.items].flatMap(placed),
    isCut: units.isCut || sites.isCut,
  };
  // A phone that keeps nothing asks again the next time.
  await inStore('places', 'readwrite', (store) => store.put(places, owner)).catch(() => undefined);
  return places;
}

function placed({ unitId, latitude, longitude }: Site): KnownPlace[] {
  return latitude === null || longitude === null ? [] : [{ unitId, latitude, longitude }];
}

async function pages<Item>(path: string, most: number): Promise<{ items: Item[]; isCut: boolean }> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await call('GET', `${path}${query({ limit: PAGE, cursor })}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < most);
  return { items, isCut: cursor !== null };
}

interface Geometry {
  readonly type: string;
  readonly coordinates: unknown;
}

/** Larger units come first from the server; those that say most, the small ones, are kept first. */
function areasOf({ features }: BoundaryFeatures): readonly Area[] {
  const areas = features.map(({ geometry, properties }): Area => {
    const { type, coordinates } = geometry as Geometry;
    const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Area['polygons'];
    return { unitId: (properties as { unitId: string }).unitId, polygons };
  });
  let points = 0;
  return areas.reverse().filter(({ polygons }) => (points += polygons.flat(2).length) <= MOST_POINTS);
}
