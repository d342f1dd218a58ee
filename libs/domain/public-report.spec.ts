import { describe, expect, it } from '@jest/globals';
import { HEALTHS } from './health.ts';
import { publicState, receiveReport, subjectsFor, worksAgain } from './public-report.ts';

describe('what strangers read of a device', () => {
  it.each(HEALTHS)('a camera that is %s looks like any other unless its unit shows it', (health) => {
    for (const flapping of [true, false])
      expect(publicState({ kind: 'camera', health, flapping, camerasShown: false })).toBe('hidden');
    expect(publicState({ kind: 'camera', health, flapping: false, camerasShown: true })).not.toBe('hidden');
  });

  it('says of a light how it is, and a late signal is no fault', () => {
    const of = (health: (typeof HEALTHS)[number], flapping = false) =>
      publicState({ kind: 'solar_light', health, flapping, camerasShown: false });
    expect(HEALTHS.map((health) => of(health))).toEqual([
      'unknown',
      'works',
      'works',
      'silent',
      'maintenance',
      'unknown',
    ]);
    expect(of('online', true)).toBe('unsteady');
  });
});

describe('a report', () => {
  it('offers only what can be wrong here', () => {
    expect(subjectsFor(['solar_light'])).toEqual(['light_dark', 'light_flickers', 'damaged', 'other']);
    expect(subjectsFor(['camera', 'wifi_hotspot'])).toEqual(['wifi_down', 'camera_broken', 'damaged', 'other']);
    expect(subjectsFor([])).toEqual(['damaged', 'other']);
  });

  it('joins what is open, and counts all the same when the device talks', () => {
    expect(receiveReport(true, 'silent')).toBe('joined_incident');
    expect(receiveReport(false, 'works')).toBe('device_talks');
    expect(receiveReport(false, 'unsteady')).toBe('passed_on');
    expect(receiveReport(false, null)).toBe('passed_on');
  });

  it('is closed by a device that works again, not by one that is retired', () => {
    expect([worksAgain('spoke_again'), worksAgain('fault_gone'), worksAgain('device_retired')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
