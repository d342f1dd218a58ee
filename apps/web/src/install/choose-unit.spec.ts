import { describe, expect, it } from '@jest/globals';
import { type Area, unitsAt } from './choose-unit.ts';

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const area = (unitId: string, ...rings: number[][][]): Area => ({ unitId, polygons: [rings] });
const at = { latitude: 21.05, longitude: 105.65 };

describe('who answers for a point', () => {
  it('is the smallest unit around it, then the larger one', () => {
    const areas = [area('commune', square(105.6, 21, 0.1)), area('group', square(105.64, 21.04, 0.02))];
    expect(unitsAt(at, areas, []).map(({ unitId, reason }) => [unitId, reason])).toEqual([
      ['group', 'inside'],
      ['commune', 'inside'],
    ]);
  });

  it('is not a unit with a hole there', () => {
    expect(unitsAt(at, [area('around', square(105.6, 21, 0.1), square(105.64, 21.04, 0.02))], [])).toEqual([]);
  });

  it('is the unit of the nearest pole where there are no boundaries, three at most, none from far away', () => {
    const pole = (unitId: string, metres: number) => ({ ...at, unitId, latitude: at.latitude + metres / 111_195 });
    const poles = [pole('c', 900), pole('a', 40), pole('a', 60), pole('b', 100), pole('d', 1_900), pole('e', 2_100)];
    const found = unitsAt(at, [], poles);
    expect(found.map(({ unitId }) => unitId)).toEqual(['a', 'b', 'c']);
    expect(Math.round(found[0]?.metres ?? 0)).toBe(40);
    expect(unitsAt(at, [], [pole('e', 2_100)])).toEqual([]);
  });
});
