import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '#libs/domain';
import { ReportThrottle } from './report-throttle.ts';

describe('the throttle of reports', () => {
  it('lets three pass from one address about one place in ten minutes', () => {
    const throttle = new ReportThrottle();
    const waits = [0, 1, 2, 3].map((minute) => throttle.take('pole', 'phone', minute * MINUTE));
    expect(waits).toEqual([0, 0, 0, 7]);
    expect(throttle.take('pole', 'phone', 10 * MINUTE)).toBe(0);
  });

  it('hears others about the same place, and the same phone about another', () => {
    const throttle = new ReportThrottle();
    for (let i = 0; i < 4; i += 1) throttle.take('pole', 'phone', 0);
    expect(throttle.take('pole', 'other phone', 0)).toBe(0);
    expect(throttle.take('other pole', 'phone', 0)).toBe(0);
  });

  it('stops one address that reports everything', () => {
    const throttle = new ReportThrottle();
    const waits = Array.from({ length: 61 }, (_, pole) => throttle.take(`pole-${pole}`, 'phone', 0));
    expect(waits.filter((wait) => wait > 0)).toEqual([60]);
    expect(throttle.take('pole-99', 'phone', HOUR)).toBe(0);
  });

  it('makes nobody wait for a clock that ran ahead', () => {
    const throttle = new ReportThrottle();
    for (let i = 0; i < 4; i += 1) throttle.take('pole', 'phone', 100 * HOUR);
    expect(throttle.take('pole', 'phone', 0)).toBe(0);
  });
});
