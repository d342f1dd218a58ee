import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAP_STATES, type MapState } from '#libs/domain';
import type { MapDevice, MapSite } from './fleet.ts';
import { SiteIndex } from './site-index.ts';

const site = (number: number, longitude: number, latitude: number, states: readonly MapState[]): MapSite => {
  const devices: MapDevice[] = [];
  const place = { id: `site-${number}`, name: `Cột ${number}`, longitude, latitude, devices };
  for (const [index, state] of states.entries())
    devices.push({
      id: `${number}-${index}`,
      kind: 'camera',
      site: place,
      health: 'online',
      faults: [],
      state,
      troubleSince: null,
    });
  return place;
};

const state = fc.constantFrom(...MAP_STATES);
const place = fc.tuple(
  fc.double({ min: 102, max: 110, noNaN: true }),
  fc.double({ min: 8, max: 23, noNaN: true }),
  fc.array(state, { minLength: 1, maxLength: 3 }),
);

/** Devices of each state over all tiles of a zoom. */
function totals(index: SiteIndex, z: number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (let x = 0; x < 2 ** z; x += 1)
    for (let y = 0; y < 2 ** z; y += 1) {
      const { clusters, sites } = index.marks(z, x, y);
      for (const { counts } of clusters) for (const one of MAP_STATES) sums[one] = (sums[one] ?? 0) + counts[one];
      for (const { devices } of sites)
        for (const { state: one } of devices) sums[one ?? ''] = (sums[one ?? ''] ?? 0) + 1;
    }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum > 0));
}

function truth(sites: readonly MapSite[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { devices } of sites) for (const { state: one } of devices) sums[one ?? ''] = (sums[one ?? ''] ?? 0) + 1;
  return sums;
}

describe('an index of sites', () => {
  it('holds every device once at every zoom, after any changes', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(), state), { maxLength: 30 }),
        (places, changes) => {
          const sites = places.map(([longitude, latitude, states], n) => site(n, longitude, latitude, states));
          const index = new SiteIndex(sites, () => true);
          for (const [which, next] of changes) {
            const { devices } = sites[which % sites.length] as MapSite;
            const device = devices[which % devices.length] as MapDevice;
            if (device.state !== null) index.add(device.site, device.state, -1);
            device.state = next;
            index.add(device.site, next, 1);
          }
          for (const z of [0, 1, 3]) expect(totals(index, z)).toEqual(truth(sites));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves out what is not asked for, sites and clusters', () => {
    const sites = [site(1, 105, 21, ['down', 'ok']), site(2, 105.0001, 21, ['ok']), site(3, 106, 10, ['ok'])];
    const index = new SiteIndex(sites, (device) => device.state === 'down');
    expect(index.size).toBe(1);
    expect(index.marks(0, 0, 0)).toMatchObject({ clusters: [], sites: [{ worst: 'down', devices: [{ id: '1-0' }] }] });
    index.add(sites[0] as MapSite, 'down', -1);
    expect(new SiteIndex([], () => true).marks(0, 0, 0)).toEqual({ clusters: [], sites: [] });
  });
});
