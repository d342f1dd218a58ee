import { describe, expect, it } from '@jest/globals';
import { planAll } from '../seed/seed-district.ts';
import { plantedFaults } from './planted-faults.ts';

describe('what is broken in the demo from the start', () => {
  it.each([30, 4656])('two cameras of the ready logins’ village, of %d devices, the same at every start', (devices) => {
    const { fleet } = planAll(devices, 60);
    const planted = plantedFaults(fleet);
    expect(planted.map(({ fault }) => fault)).toEqual(['clock-off', 'picture-dark']);
    const broken = planted.map(({ target }) => fleet.find(({ code }) => code === target)!);
    expect(broken.map(({ kind, villageKey }) => [kind, villageKey])).toEqual(
      [0, 1].map(() => ['camera', fleet[0]!.villageKey]),
    );
    expect(broken[0]!.groupKey).toBe(fleet[0]!.groupKey);
    expect(new Set(broken).size).toBe(2);
    expect(plantedFaults(planAll(devices, 60).fleet)).toEqual(planted);
  });

  it('nothing where there is no camera', () => {
    const { fleet } = planAll(30, 60);
    expect(plantedFaults(fleet.filter(({ kind }) => kind !== 'camera'))).toEqual([]);
  });
});
