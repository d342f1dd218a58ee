import { describe, expect, it } from '@jest/globals';
import {
  type CoverFacts,
  coverOf,
  type MaintenanceWindow,
  nextOccurrence,
  occurrences,
  OUTAGE_GRACE,
} from './maintenance.ts';
import { DAY, HOUR, MINUTE } from './time.ts';

/** Monday, 08:00 in Vietnam. */
const MONDAY = Date.parse('2026-11-23T01:00:00Z');
const made = { id: 'w', createdAt: MONDAY - 30 * DAY, endedAt: null } as const;
const once = (from: number, until: number, more: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  ...made,
  kind: 'work',
  schedule: { kind: 'once', from, until },
  ...more,
});
const nights: MaintenanceWindow = {
  ...made,
  id: 'nights',
  kind: 'work',
  schedule: {
    kind: 'weekly',
    weekdays: [1, 5],
    from: '22:00',
    to: '05:00',
    timeZone: 'Asia/Ho_Chi_Minh',
    lastDay: '2026-12-04',
  },
};
const device = (windows: MaintenanceWindow[], more: Partial<CoverFacts> = {}): CoverFacts => ({
  maintenanceUntil: null,
  kind: 'camera',
  powerSource: 'mains',
  windows,
  ...more,
});

describe('a window that comes once', () => {
  const work = once(MONDAY, MONDAY + HOUR);

  it('covers from its beginning up to its end', () => {
    expect(coverOf(device([work]), 'offline', MONDAY - 1)).toBeNull();
    expect(coverOf(device([work]), 'clock_drift', MONDAY)).toEqual({
      reason: 'in_maintenance',
      until: MONDAY + HOUR,
      windowId: 'w',
    });
    expect(coverOf(device([work]), null, MONDAY + HOUR - 1)).not.toBeNull();
    expect(coverOf(device([work]), 'offline', MONDAY + HOUR)).toBeNull();
  });

  it('says nothing of the time before it was made, nor after it was cancelled', () => {
    const late = { ...work, createdAt: MONDAY + 10 * MINUTE, endedAt: MONDAY + 20 * MINUTE };
    expect(occurrences(late, { from: MONDAY, until: MONDAY + DAY })).toEqual([
      { from: MONDAY + 10 * MINUTE, until: MONDAY + 20 * MINUTE },
    ]);
    expect(coverOf(device([late]), 'offline', MONDAY + 20 * MINUTE)).toBeNull();
    expect(nextOccurrence(late, MONDAY + 20 * MINUTE)).toBeNull();
  });

  it('is followed without a break by the next one, and by what was said of the device itself', () => {
    const next = once(MONDAY + 30 * MINUTE, MONDAY + 2 * HOUR, { id: 'next' });
    const facts = device([work, next], { maintenanceUntil: MONDAY + 3 * HOUR });
    expect(coverOf(device([work, next]), 'offline', MONDAY)).toMatchObject({ until: MONDAY + 2 * HOUR, windowId: 'w' });
    expect(coverOf(facts, 'offline', MONDAY)).toEqual({
      reason: 'in_maintenance',
      until: MONDAY + 3 * HOUR,
      windowId: null,
    });
  });
});

describe('a planned power outage', () => {
  const outage = once(MONDAY, MONDAY + HOUR, { kind: 'power_outage' });

  it('covers the silence of what hangs on the mains, and a quarter of an hour more', () => {
    expect(coverOf(device([outage]), 'offline', MONDAY)).toEqual({
      reason: 'planned_outage',
      until: MONDAY + HOUR + OUTAGE_GRACE,
      windowId: 'w',
    });
    expect(coverOf(device([outage]), 'flapping', MONDAY + HOUR)).not.toBeNull();
    expect(coverOf(device([outage]), 'offline', MONDAY + HOUR + OUTAGE_GRACE)).toBeNull();
  });

  it('covers no fault, no device that talks and none with power of its own', () => {
    expect(coverOf(device([outage]), 'clock_drift', MONDAY)).toBeNull();
    expect(coverOf(device([outage]), null, MONDAY)).toBeNull();
    expect(coverOf(device([outage], { powerSource: 'solar' }), 'offline', MONDAY)).toBeNull();
  });
});

describe('a window of every week', () => {
  const at = (text: string): number => Date.parse(`${text}+07:00`);

  it.each([
    ['2026-11-23T21:59:59', null],
    ['2026-11-23T22:00:00', '2026-11-24T05:00:00'],
    ['2026-11-24T04:59:59', '2026-11-24T05:00:00'],
    ['2026-11-24T05:00:00', null],
    ['2026-11-24T23:00:00', null],
    ['2026-11-28T03:00:00', '2026-11-28T05:00:00'],
    // The last day begins one more night.
    ['2026-12-05T01:00:00', '2026-12-05T05:00:00'],
    ['2026-12-07T23:00:00', null],
  ])('at %s lasts until %s', (now, until) => {
    expect(coverOf(device([nights]), 'offline', at(now))?.until ?? null).toBe(until === null ? null : at(until));
  });

  it('comes next when it comes, and is over after its last day', () => {
    expect(nextOccurrence(nights, at('2026-11-24T12:00:00'))).toEqual({
      from: at('2026-11-27T22:00:00'),
      until: at('2026-11-28T05:00:00'),
    });
    expect(nextOccurrence(nights, at('2026-12-05T05:00:00'))).toBeNull();
  });

  it('of a whole day, every day, has no break', () => {
    const always: MaintenanceWindow = {
      ...nights,
      schedule: {
        ...nights.schedule,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        from: '00:00',
        to: '00:00',
        lastDay: null,
      } as never,
    };
    expect((coverOf(device([always]), 'offline', MONDAY)?.until ?? 0) - MONDAY).toBeGreaterThan(7 * DAY);
  });
});
