import { describe, expect, it } from '@jest/globals';
import type { DeviceNo, UnitId } from '../ids.ts';
import { MINUTE, SECOND } from '../time.ts';
import { decidePowerCut } from './power-cut.ts';
import { greatestFall, type WatchedDevice } from './watched-device.ts';

const NOW = Date.parse('2026-11-21T12:45:00Z');
const FELL = NOW - 3 * MINUTE;

let count = 0;
const device = (more: Partial<WatchedDevice> = {}): WatchedDevice => {
  const deviceNo = ++count as DeviceNo;
  return {
    ...{
      deviceNo,
      kind: 'camera',
      powerSource: 'mains',
      unitId: 'g' as UnitId,
      villageId: 'v' as UnitId,
      way: deviceNo,
    },
    ...{ connectivity: 'online', silentSince: null, knownAt: NOW, lastContactAt: NOW - 20 * SECOND, setAside: false },
    ...more,
  };
};
const silent = (more: Partial<WatchedDevice> = {}) =>
  device({ connectivity: 'offline', silentSince: FELL, lastContactAt: FELL, ...more });
const light = (more: Partial<WatchedDevice> = {}) => device({ kind: 'solar_light', powerSource: 'solar', ...more });
const times = (n: number, make: (index: number) => WatchedDevice) =>
  Array.from({ length: n }, (_, index) => make(index));

const reasonOf = (...devices: WatchedDevice[]) => decidePowerCut(devices, NOW).reason;

describe('decidePowerCut', () => {
  it.each<[string, WatchedDevice[], string]>([
    ['three that fall while a light talks', [...times(3, () => silent()), light()], 'mains_silent_witnesses_talk'],
    ['three that fall where nothing else is', times(3, () => silent()), 'mains_silent_no_witness'],
    ['two that fall', [silent(), silent(), light()], 'too_few_silent'],
    ['four of five', [...times(4, () => silent()), device(), light()], 'mains_silent_witnesses_talk'],
    ['three of four', [...times(3, () => silent()), device(), light()], 'many_still_talk'],
    [
      'as many lights silent as talking',
      [...times(3, () => silent()), light(), silent({ ...light(), connectivity: 'offline', silentSince: FELL })],
      'witnesses_silent_too',
    ],
    ['late ones only', times(4, () => silent({ connectivity: 'suspect' })), 'nobody_offline_yet'],
    [
      'late ones with one past its deadline',
      [silent(), ...times(3, () => silent({ connectivity: 'suspect' })), light()],
      'mains_silent_witnesses_talk',
    ],
    ['all behind one uplink', times(4, () => silent({ way: 9_999 as DeviceNo })), 'behind_one_uplink'],
    [
      'an unknown power source, by what is usual for its kind',
      [...times(3, () => silent({ powerSource: 'unknown' })), light({ powerSource: 'unknown' })],
      'mains_silent_witnesses_talk',
    ],
    [
      'one long dead, neither for nor against',
      [silent({ silentSince: FELL - 60 * MINUTE }), ...times(3, () => silent()), light()],
      'mains_silent_witnesses_talk',
    ],
    ['what is under planned work, neither', [...times(3, () => silent({ setAside: true })), light()], 'too_few_silent'],
    ['what was known long ago', times(3, () => silent({ knownAt: NOW - 11 * MINUTE })), 'too_few_silent'],
    [
      'a light behind an uplink, which is no witness',
      [...times(3, () => silent()), light({ way: 9_999 as DeviceNo })],
      'mains_silent_no_witness',
    ],
    [
      'a light not heard since, which says nothing',
      [...times(3, () => silent()), light({ lastContactAt: FELL })],
      'mains_silent_no_witness',
    ],
  ])('%s', (_, devices, reason) => {
    expect(reasonOf(...devices)).toBe(reason);
  });
});

describe('greatestFall', () => {
  it('finds the five minutes in which most fell, and counts those that fell later among the talking', () => {
    const early = silent({ silentSince: FELL - 7 * MINUTE });
    const together = times(3, (index) => silent({ silentSince: FELL - index * MINUTE }));
    const late = silent({ silentSince: FELL + 6 * MINUTE });
    const fall = greatestFall([late, ...together, early, device()], NOW);
    expect(new Set(fall?.together)).toEqual(new Set(together));
    expect(fall).toMatchObject({ from: FELL - 2 * MINUTE, until: FELL, talking: { length: 2 } });
  });

  it('is none where nothing is silent', () => {
    expect(greatestFall([device(), device({ connectivity: 'never_seen' })], NOW)).toBeNull();
  });
});
