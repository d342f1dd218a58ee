import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { ClusterTags, SiteTags } from '#libs/contracts';
import { MAP_STATES } from '#libs/domain';
import { type ClusterMark, type Counts, EXTENT, type SiteIndex, type SiteMark } from './site-index.ts';

/** The one layer of a tile. */
const TILE_LAYER = 'devices';
const MOST_ZOOM = 22;
const MOST_IDS = 50;

export interface TilePlace {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Null: there is no such tile. */
export function readPlace(z: string, x: string, y: string): TilePlace | null {
  if (![z, x, y].every((part) => /^\d{1,7}$/.test(part))) return null;
  const place = { z: Number(z), x: Number(x), y: Number(y) };
  const across = 2 ** place.z;
  return place.z <= MOST_ZOOM && place.x < across && place.y < across ? place : null;
}

/** A Mapbox Vector Tile (version 2) of what stands in this place. */
export function drawTile(index: SiteIndex, { z, x, y }: TilePlace): Uint8Array {
  const { clusters, sites } = index.marks(z, x, y);
  const features = [
    ...clusters.map((mark) => point(mark, clusterTags(mark))),
    ...sites.map((mark) => point(mark, siteTags(mark))),
  ];
  return fromGeojsonVt({ [TILE_LAYER]: { features } as never }, { version: 2, extent: EXTENT });
}

const point = ({ x, y }: { readonly x: number; readonly y: number }, tags: object) => ({
  type: 1,
  geometry: [[x, y]],
  tags,
});

const clusterTags = ({ sites, counts }: ClusterMark): ClusterTags => ({ cluster: true, sites, ...counts });

function siteTags({ site, devices, worst }: SiteMark): SiteTags {
  const counts = Object.fromEntries(MAP_STATES.map((state) => [state, 0])) as Counts;
  for (const { state } of devices) if (state !== null) counts[state] += 1;
  return {
    siteId: site.id,
    name: site.name,
    state: worst,
    kinds: [...new Set(devices.map(({ kind }) => kind))].sort().join(),
    ids: devices
      .slice(0, MOST_IDS)
      .map(({ id }) => id)
      .join(),
    ...counts,
  };
}
