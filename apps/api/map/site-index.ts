import Supercluster from 'supercluster';
import { MAP_STATES, type MapState, worse } from '#libs/domain';
import type { MapDevice, MapSite } from './fleet.ts';

/** Units across a tile, and within how many of them sites become one cluster (50 of 512 points on the screen). */
export const EXTENT = 4_096;
const RADIUS = 400;
/** From the next zoom on every site stands alone: poles of one lane are some thirty metres apart. */
const CLUSTERED_UP_TO = 15;

const STATES = MAP_STATES.length;
const NOBODY = -1;

/** Places in the numbers below: a site's own, or a cluster's. */
interface Node {
  node: number;
}
interface SiteNode extends Node {
  readonly site: MapSite;
}

export type Counts = Record<MapState, number>;

export interface ClusterMark {
  readonly x: number;
  readonly y: number;
  readonly sites: number;
  readonly counts: Counts;
}
export interface SiteMark {
  readonly x: number;
  readonly y: number;
  readonly site: MapSite;
  /** Those that were asked for, at least one. */
  readonly devices: readonly MapDevice[];
  readonly worst: MapState;
}

/**
 * Sites clustered once for all zooms, with how many devices of each state every cluster holds. A change of one device
 * walks up its clusters (at most sixteen additions); nothing is clustered again while the sites are the same.
 */
export class SiteIndex {
  readonly #clusters: Supercluster<SiteNode, Node>;
  readonly #nodes = new Map<MapSite, number>();
  /** The cluster around each node, and its devices by state. */
  readonly #parents: Int32Array;
  readonly #counts: Int32Array;
  /** West, south, east, north around its sites; null without sites. */
  readonly box: readonly [number, number, number, number] | null;
  /** All its devices by state. */
  readonly totals = Object.fromEntries(MAP_STATES.map((state) => [state, 0])) as Counts;
  readonly #accept: (device: MapDevice) => boolean;

  constructor(sites: readonly MapSite[], accept: (device: MapDevice) => boolean) {
    this.#accept = accept;
    const shown = sites.filter((site) => site.devices.some((device) => device.state !== null && accept(device)));
    // Every cluster swallows at least two, so there are fewer clusters than sites.
    this.#parents = new Int32Array(2 * shown.length).fill(NOBODY);
    this.#counts = new Int32Array(2 * shown.length * STATES);
    for (const [node, site] of shown.entries()) {
      this.#nodes.set(site, node);
      for (const device of site.devices) {
        if (device.state === null || !accept(device)) continue;
        this.#count(node, device.state, 1);
        this.totals[device.state] += 1;
      }
    }
    this.box = boxAround(shown);
    this.#clusters = this.#cluster(shown);
  }

  get size(): number {
    return this.#nodes.size;
  }

  has(site: MapSite): boolean {
    return this.#nodes.has(site);
  }

  /** One device of this state more or less (`by` 1 or -1) at a site that is in the index. */
  add(site: MapSite, state: MapState, by: number): void {
    this.totals[state] += by;
    for (let node = this.#nodes.get(site) ?? NOBODY; node !== NOBODY; node = this.#parents[node] ?? NOBODY)
      this.#count(node, state, by);
  }

  /** What stands in a tile. Each mark is in exactly one tile of a zoom. */
  marks(z: number, x: number, y: number): { clusters: ClusterMark[]; sites: SiteMark[] } {
    const clusters: ClusterMark[] = [];
    const sites: SiteMark[] = [];
    for (const { geometry, tags } of this.#clusters.getTile(z, x, y)?.features ?? []) {
      const [[markX, markY] = [NOBODY, NOBODY]] = geometry;
      if (markX < 0 || markX >= EXTENT || markY < 0 || markY >= EXTENT || !tags) continue;
      const at = { x: markX, y: markY };
      if ('cluster' in tags) {
        const counts = this.#countsOf(tags.node);
        if (MAP_STATES.some((state) => counts[state] > 0)) clusters.push({ ...at, sites: tags.point_count, counts });
      } else {
        const mark = this.#siteMark(tags.site);
        if (mark !== null) sites.push({ ...at, ...mark });
      }
    }
    return { clusters, sites };
  }

  #siteMark(site: MapSite): Omit<SiteMark, 'x' | 'y'> | null {
    const devices = site.devices.filter((device) => device.state !== null && this.#accept(device));
    const states = devices.flatMap(({ state }) => (state === null ? [] : [state]));
    const [first, ...others] = states;
    return first === undefined ? null : { site, devices, worst: others.reduce(worse, first) };
  }

  #count(node: number, state: MapState, by: number): void {
    const place = node * STATES + MAP_STATES.indexOf(state);
    this.#counts[place] = (this.#counts[place] ?? 0) + by;
  }

  #countsOf(node: number): Counts {
    const from = node * STATES;
    return Object.fromEntries(
      MAP_STATES.map((state, index) => [state, this.#counts[from + index] ?? 0] as const),
    ) as Counts;
  }

  #cluster(shown: readonly MapSite[]): Supercluster<SiteNode, Node> {
    let next = shown.length;
    let growing: Node | null = null;
    return new Supercluster<SiteNode, Node>({
      extent: EXTENT,
      radius: RADIUS,
      maxZoom: CLUSTERED_UP_TO,
      map: ({ node }) => ({ node }),
      // A new cluster begins as a copy of its first member, and is then given its members one after the other.
      reduce: (cluster, member) => {
        if (cluster !== growing) {
          growing = cluster;
          const first = cluster.node;
          cluster.node = next++;
          this.#join(first, cluster.node);
        }
        this.#join(member.node, cluster.node);
      },
    }).load(
      shown.map((site, node) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [site.longitude, site.latitude] },
        properties: { node, site },
      })),
    );
  }

  #join(member: number, cluster: number): void {
    this.#parents[member] = cluster;
    for (let state = 0; state < STATES; state += 1) {
      const place = cluster * STATES + state;
      this.#counts[place] = (this.#counts[place] ?? 0) + (this.#counts[member * STATES + state] ?? 0);
    }
  }
}

function boxAround(sites: readonly MapSite[]): SiteIndex['box'] {
  if (sites.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { longitude, latitude } of sites) {
    [west, east] = [Math.min(west, longitude), Math.max(east, longitude)];
    [south, north] = [Math.min(south, latitude), Math.max(north, latitude)];
  }
  return [west, south, east, north];
}
