import { describe, expect, it } from '@jest/globals';
import { dayText, gradeOf, heightOf, knownDays, wholeOf, worstDays } from './days.ts';

const HOUR = 3_600_000;
const day = (up: number, device = 0, grid = 0) => ({
  upMs: up * HOUR,
  downMs: { device: device * HOUR, grid: grid * HOUR, uplink: 0, planned: 0, ours: 0 },
  availability: up + device + grid === 0 ? null : up / (up + device + grid),
});

describe('the bar of days', () => {
  it('tells good, shaky, bad and unknown days apart', () => {
    expect([day(24), day(23, 1), day(12, 6, 6), day(0)].map(gradeOf)).toEqual(['ok', 'warn', 'down', 'unknown']);
  });

  it('draws even a dark day', () => {
    expect([day(24), day(12, 12), day(0, 24), day(0)].map(heightOf)).toEqual([1, 0.5, 0.1, 0.3]);
  });

  it('sums by time, not by days, and knows when it knows nothing', () => {
    expect(wholeOf([day(24), day(6, 18), day(0)])).toBe(30 / 48);
    expect(wholeOf([day(0)])).toBeNull();
    expect(knownDays([day(24), day(0), day(6, 18)])).toBe(2);
  });

  it('names the worst days only when they were bad', () => {
    const days = [day(24), day(20, 4), day(12, 0, 12)];
    expect(worstDays(days, 2)).toEqual([days[2], days[1]]);
    expect(worstDays([day(24)], 2)).toEqual([]);
    expect(dayText('2026-11-21')).toBe('21/11');
  });
});
