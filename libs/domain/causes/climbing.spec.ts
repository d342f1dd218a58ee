import { describe, expect, it } from '@jest/globals';
import type { IncidentId, UnitId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { decideClimbing, type LastingCut } from './climbing.ts';

const T = Date.parse('2026-11-21T12:42:00Z');
/** A cut of a unit written as its path: `district/commune/village`. */
const cut = (path: string, minutes = 0, more: Partial<LastingCut> = {}): LastingCut => {
  const line = path.split('/').map((_, index, all) => all.slice(0, index + 1).join('/') as UnitId);
  const [unitId = '' as UnitId, ...above] = line.reverse();
  return {
    ...{ id: `cut of ${path}` as IncidentId, unitId, above, startedAt: T + minutes * MINUTE, climbed: false },
    parentId: null,
    ...more,
  };
};
const climbs = (...cuts: LastingCut[]) =>
  decideClimbing(cuts).map(({ unitId, existing, explains }) => [
    ...[unitId, existing === null ? 'begins' : 'lasts', explains.map((one) => one.unitId).sort()],
  ]);

describe('decideClimbing', () => {
  it('stops at the lowest unit above two cuts', () => {
    expect(climbs(cut('d/c/v1'), cut('d/c/v2', 10))).toEqual([['d/c', 'begins', ['d/c/v1', 'd/c/v2']]]);
  });

  it('needs two that began within ten minutes', () => {
    expect(climbs(cut('d/c/v1'), cut('d/c/v2', 11))).toEqual([]);
    expect(climbs(cut('d/c/v1'))).toEqual([]);
  });

  it('goes level by level', () => {
    const first = [cut('d/c1/v1'), cut('d/c1/v2'), cut('d/c2/v3'), cut('d/c2/v4'), cut('d/c3/v5')];
    expect(climbs(...first)).toEqual([
      ['d/c1', 'begins', ['d/c1/v1', 'd/c1/v2']],
      ['d/c2', 'begins', ['d/c2/v3', 'd/c2/v4']],
    ]);
    const [lone] = first.slice(4) as [LastingCut];
    const above = ['d/c1', 'd/c2'].map((path) => cut(path, 0, { climbed: true }));
    expect(climbs(...above, lone)).toEqual([['d', 'begins', ['d/c1', 'd/c2', 'd/c3/v5']]]);
  });

  it('takes whatever falls later into what lasts, unless that is a place of its own', () => {
    expect(climbs(cut('d/c', 0, { climbed: true }), cut('d/c/v9', 90))).toEqual([['d/c', 'lasts', ['d/c/v9']]]);
    expect(climbs(cut('d/c/v'), cut('d/c/v/g1'), cut('d/c/v/g2'))).not.toContainEqual(
      expect.arrayContaining(['d/c/v']),
    );
  });

  it('leaves alone what something explains already', () => {
    expect(climbs(cut('d/c/v1', 0, { parentId: 'x' as IncidentId }), cut('d/c/v2'))).toEqual([]);
  });
});
