import { describe, expect, it } from '@jest/globals';
import { planDistrict } from '../territory/district.ts';
import { readSourceFile } from '../territory/source-file.ts';
import { splitByWeight } from './allocate.ts';
import { planFleet } from './plan-fleet.ts';
import { DISTRICT_DEVICES, type PlannedDevice } from './planned-device.ts';

const district = planDistrict(readSourceFile());
const count = (devices: readonly PlannedDevice[], kind: string) =>
  devices.filter((device) => device.kind === kind).length;

describe('the simulated fleet', () => {
  const full = planFleet(district, DISTRICT_DEVICES);

  it('has the true size of the district', () => {
    expect(['camera', 'solar_light', 'wifi_hotspot'].map((kind) => count(full, kind))).toEqual([2700, 1800, 156]);
  });

  it('gives Song Phượng its 579 cameras and 147 lights', () => {
    const songPhuong = full.filter((device) => device.code.startsWith('SPH-'));
    expect([count(songPhuong, 'camera'), count(songPhuong, 'solar_light')]).toEqual([579, 147]);
  });

  it('gives every device its own code, a group, and some poles more than one device', () => {
    expect(new Set(full.map((device) => device.code)).size).toBe(full.length);
    const groups = new Set(district.units.filter((unit) => unit.kind === 'group').map((unit) => unit.key));
    expect(full.every((device) => groups.has(device.groupKey))).toBe(true);
    const poles = new Set(full.map((device) => device.poleKey)).size;
    expect(poles).toBeGreaterThan(2_500);
    expect(poles).toBeLessThan(full.length - 500);
  });

  it.each([1, 2, 30, 500, 6_000])('scales to exactly %i devices, the same ones at every start', (devices) => {
    const fleet = planFleet(district, devices);
    expect(fleet).toHaveLength(devices);
    expect(planFleet(district, devices)).toEqual(fleet);
  });

  it('gives the first group a camera and a light even in a small demo', () => {
    const fleet = planFleet(district, 30);
    const first = fleet.filter((device) => device.groupKey === fleet[0]?.groupKey);
    expect(new Set(first.map((device) => device.kind))).toEqual(new Set(['camera', 'solar_light', 'wifi_hotspot']));
  });

  it('refuses a size it cannot carry', () => {
    expect(() => planFleet(district, 0)).toThrow('1 to 12000');
    expect(() => planFleet(district, 100_000)).toThrow('1 to 12000');
  });

  it('splits whole things by weight without losing any', () => {
    expect(splitByWeight(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(splitByWeight(2, [1, 1, 1, 1])).toEqual([1, 0, 1, 0]);
    expect(splitByWeight(0, [1, 2])).toEqual([0, 0]);
  });
});
