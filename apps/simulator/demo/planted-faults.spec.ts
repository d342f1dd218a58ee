import { describe, expect, it } from '@jest/globals';
import { planAll } from '../seed/seed-district.ts';
import { plantedFaults } from './planted-faults.ts';

describe('what is broken in the demo from the start', () => {
  it.each([
    ['the whole district', 4656, true],
    ['30 devices, where that village has one camera', 30, false],
  ])('two cameras, of the ready logins’ village if it has so many, of %s', (_what, devices, isInVillage) => {
    const { fleet } = planAll(devices, 60);
    const planted = plantedFaults(fleet);
    expect(planted.map(({ fault }) => fault)).toEqual(['clock-off', 'picture-dark']);
    const broken = planted.map(({ target }) => fleet.find(({ code }) => code === target)!);
    expect(broken.map(({ kind }) => kind)).toEqual(['camera', 'camera']);
    expect(broken[0]!.groupKey).toBe(fleet[0]!.groupKey);
    expect(broken[1]!.villageKey === fleet[0]!.villageKey).toBe(isInVillage);
    expect(new Set(broken).size).toBe(2);
    expect(plantedFaults(planAll(devices, 60).fleet)).toEqual(planted);
  });

  it('nothing where there is no camera', () => {
    const { fleet } = planAll(30, 60);
    expect(plantedFaults(fleet.filter(({ kind }) => kind !== 'camera'))).toEqual([]);
  });
});
