import { describe, expect, it } from '@jest/globals';
import { nextVisit, phaseOf, regularVisitAfter } from './poll-schedule.ts';

const now = 1_760_000_000_000;

describe('regularVisitAfter', () => {
  it('is after now, within one period, and keeps its rhythm', () => {
    for (let deviceNo = 1; deviceNo <= 500; deviceNo += 1) {
      const at = regularVisitAfter(deviceNo, 60, now);
      expect(at).toBeGreaterThan(now);
      expect(at - now).toBeLessThanOrEqual(60_000);
      expect(regularVisitAfter(deviceNo, 60, at)).toBe(at + 60_000);
    }
  });

  it('spreads a fleet over the period: no tenth holds twice its share', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let deviceNo = 1; deviceNo <= 2700; deviceNo += 1) tenths[Math.floor(phaseOf(deviceNo, 60) / 6000)]! += 1;
    expect(Math.max(...tenths)).toBeLessThan(2 * 270);
    expect(Math.min(...tenths)).toBeGreaterThan(270 / 2);
  });
});

describe('nextVisit', () => {
  const camera = { deviceNo: 7, intervalSeconds: 60 };
  it.each([
    ['answered', { missed: false, offlineAt: now + 100_000 }, 'regular'],
    ['missed and never heard before', { missed: true, offlineAt: null }, 'regular'],
    ['missed and already past the deadline', { missed: true, offlineAt: now }, 'regular'],
    ['missed with the deadline ahead', { missed: true, offlineAt: now + 100_000 }, 'recheck_before_outage'],
  ] as const)('%s', (_what, facts, reason) => {
    expect(nextVisit({ ...camera, ...facts }, now).reason).toBe(reason);
  });

  it('looks again within a sixth of the period, and a last time before the deadline', () => {
    expect(nextVisit({ ...camera, missed: true, offlineAt: now + 100_000 }, now).at).toBe(now + 10_000);
    expect(nextVisit({ ...camera, missed: true, offlineAt: now + 8_000 }, now).at).toBe(now + 5_000);
    expect(nextVisit({ ...camera, missed: true, offlineAt: now + 1_000 }, now).at).toBe(now + 3_000);
  });
});
