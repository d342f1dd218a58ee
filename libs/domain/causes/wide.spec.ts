import { describe, expect, it } from '@jest/globals';
import type { DeviceNo, UnitId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { countFurther, decideCarrier } from './carrier.ts';
import { decideSelf, mostThatMayTalk } from './self.ts';
import { decideUplink } from './uplink.ts';
import { greatestFall, type WatchedDevice } from './watched-device.ts';

const NOW = Date.parse('2026-11-21T12:45:00Z');
const devices = (count: number, more: Partial<WatchedDevice> = {}): WatchedDevice[] =>
  Array.from({ length: count }, (_, index): WatchedDevice => ({
    ...{ deviceNo: index as DeviceNo, way: index as DeviceNo, kind: 'camera', powerSource: 'mains' },
    ...{ unitId: 'g' as UnitId, villageId: `v${index % 3}` as UnitId, connectivity: 'offline' },
    ...{ silentSince: NOW - 3 * MINUTE, knownAt: NOW, lastContactAt: NOW - 3 * MINUTE, setAside: false },
    ...more,
  }));
const talking = (count: number, more: Partial<WatchedDevice> = {}) =>
  devices(count, { connectivity: 'online', silentSince: null, lastContactAt: NOW, ...more });
const SOLAR = { kind: 'solar_light', powerSource: 'solar' } as const;

describe('decideSelf', () => {
  const decide = (silent: WatchedDevice[], talk: WatchedDevice[]) => decideSelf(greatestFall(silent, NOW), talk).reason;

  it.each<[string, WatchedDevice[], WatchedDevice[], string]>([
    ['nearly everything of both kinds', [...devices(9), ...devices(9, SOLAR)], talking(2), 'everything_silent'],
    ['everything, where there is only one kind', devices(12), [], 'everything_silent'],
    ['four of five', devices(40), talking(10), 'many_still_talk'],
    ['nine devices', devices(9), [], 'too_few_silent'],
    ['two villages', devices(12, { villageId: 'v' as UnitId }), [], 'too_few_silent'],
    ['only late ones', devices(12, { connectivity: 'suspect' }), [], 'nobody_offline_yet'],
    ['all but the few lights', devices(40), talking(3, SOLAR), 'one_kind_of_power_talks'],
    [
      'all lights, and half of the few cameras',
      [...devices(40, SOLAR), ...devices(1)],
      talking(3),
      'one_kind_of_power_talks',
    ],
  ])('%s', (_, silent, talk, reason) => {
    expect(decide(silent, talk)).toBe(reason);
  });

  it('needs to know of no more that talk than one too many', () => {
    expect(decide(devices(90), talking(mostThatMayTalk(90)))).toBe('everything_silent');
    expect(decide(devices(90), talking(mostThatMayTalk(90) + 1))).toBe('many_still_talk');
  });
});

describe('decideCarrier', () => {
  const lights = devices(12, SOLAR);

  it.each<[string, WatchedDevice[], number, { silent: number; talking: number }, string]>([
    ['nearly all of one network', lights, 3, { silent: 1, talking: 9 }, 'carrier_silent'],
    ['all that there is', lights, 0, { silent: 0, talking: 0 }, 'carrier_silent'],
    ['three of four', lights, 4, { silent: 0, talking: 9 }, 'many_still_talk'],
    ['others silent as well', lights, 0, { silent: 3, talking: 9 }, 'other_carriers_silent'],
    [
      'two villages',
      lights.filter(({ villageId }) => villageId !== 'v0'),
      0,
      { silent: 0, talking: 9 },
      'too_few_silent',
    ],
    ['only late ones', devices(12, { connectivity: 'suspect' }), 0, { silent: 0, talking: 9 }, 'nobody_offline_yet'],
  ])('%s', (_, together, talk, others, reason) => {
    expect(decideCarrier(together, talk, others).reason).toBe(reason);
  });

  it('needs to count no further than what decides', () => {
    expect(decideCarrier(lights, countFurther.ofCarrier(12), { silent: 0, talking: 0 }).reason).toBe('many_still_talk');
    expect(decideCarrier(lights, 0, { silent: 3, talking: countFurther.ofOthers(3) }).reason).toBe('carrier_silent');
  });
});

describe('decideUplink', () => {
  const [router] = devices(1) as [WatchedDevice];

  it.each<[string, WatchedDevice, WatchedDevice[], string]>([
    ['dead with one behind it', router, devices(1), 'uplink_silent'],
    ['dead with all behind it talking', router, talking(3), 'nothing_behind_silent'],
    [
      'dead an hour after what is behind it',
      router,
      devices(1, { silentSince: NOW - 60 * MINUTE }),
      'nothing_behind_silent',
    ],
    ['dead with planned work behind it', router, devices(1, { setAside: true }), 'nothing_behind_silent'],
    ['only late', { ...router, connectivity: 'suspect' }, devices(3), 'nobody_offline_yet'],
    ['talking', talking(1)[0] as WatchedDevice, devices(3), 'uplink_talks'],
  ])('%s', (_, uplink, behind, reason) => {
    expect(decideUplink(uplink, behind).reason).toBe(reason);
  });
});
