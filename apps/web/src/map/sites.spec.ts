import { describe, expect, it } from '@jest/globals';
import type { SiteFeature } from '../api/shapes.ts';
import { boundsOf, countBySign, signed } from './sites.ts';

const site = (
  name: string,
  health: SiteFeature['properties']['health'],
  faults = 0,
  at: [number, number] = [105.7, 21.1],
) =>
  ({
    type: 'Feature',
    id: name,
    geometry: { type: 'Point', coordinates: at },
    properties: { siteId: name, code: name, name, landmark: null, unitId: 'u', health, devices: 1, faults },
  }) satisfies SiteFeature;

describe('sites on the map', () => {
  it('puts the worst first and then sorts by name as Vietnamese do', () => {
    const order = signed(
      [
        site('Xóm 10', 'online'),
        site('Đình', 'online'),
        site('Xóm 2', 'online'),
        site('Chợ', 'online', 1),
        site('Cầu', 'offline'),
      ],
      'vi',
    ).map(({ properties }) => properties.name);
    expect(order).toEqual(['Cầu', 'Chợ', 'Đình', 'Xóm 2', 'Xóm 10']);
  });

  it('counts every sign, also the absent ones', () => {
    const counts = countBySign(signed([site('a', 'offline'), site('b', 'suspect'), site('c', 'online', 2)], 'vi'));
    expect(counts).toEqual({ ok: 0, warn: 2, down: 1, unknown: 0, maintenance: 0, retired: 0 });
  });

  it('bounds what there is', () => {
    expect(boundsOf([])).toBeNull();
    expect(boundsOf([site('a', 'online', 0, [105.6, 21.2]), site('b', 'online', 0, [105.7, 21.0])])).toEqual([
      105.6, 21.0, 105.7, 21.2,
    ]);
  });
});
