import { describe, expect, it } from '@jest/globals';
import { dayAfter, isDay, isTimeOfDay, lastDays, localClock, momentOf, stretchOn, weekdayOf } from './local-clock.ts';

const HANOI = 'Asia/Ho_Chi_Minh';

describe('the local clock', () => {
  it('reads day and minute of the place', () => {
    expect(localClock(Date.parse('2026-12-31T17:05:30Z'), HANOI)).toEqual({ date: '2027-01-01', minute: 5 });
  });

  it('finds the moment again, in summer and in winter time', () => {
    expect(momentOf('2027-01-01', 5, HANOI)).toBe(Date.parse('2026-12-31T17:05:00Z'));
    expect(momentOf('2026-07-01', 390, 'Europe/Berlin')).toBe(Date.parse('2026-07-01T04:30:00Z'));
    expect(momentOf('2026-12-01', 390, 'Europe/Berlin')).toBe(Date.parse('2026-12-01T05:30:00Z'));
  });

  it('knows days', () => {
    expect([dayAfter('2026-02-28'), dayAfter('2026-03-01', -1)]).toEqual(['2026-03-01', '2026-02-28']);
    expect([weekdayOf('2026-11-22'), weekdayOf('2026-11-23')]).toEqual([7, 1]);
  });

  it('lets a stretch run over midnight', () => {
    expect(stretchOn('2026-11-21', { from: '22:00', to: '06:00' }, HANOI)).toEqual({
      from: Date.parse('2026-11-21T15:00:00Z'),
      until: Date.parse('2026-11-21T23:00:00Z'),
    });
  });

  it('counts back by local days, today only until now', () => {
    const now = Date.parse('2026-11-21T18:30:00Z');
    expect(lastDays(now, 2, HANOI)).toEqual([
      { day: '2026-11-21', period: { from: now - 25.5 * 3_600_000, until: now - 1.5 * 3_600_000 } },
      { day: '2026-11-22', period: { from: now - 1.5 * 3_600_000, until: now } },
    ]);
  });

  it('tells days and times of day from anything else', () => {
    expect(['2028-02-29', '2026-02-29', '29-2-2026', '2026-13-01', ''].filter(isDay)).toEqual(['2028-02-29']);
    expect(['23:59', '24:00', '7:00', '07:60'].filter(isTimeOfDay)).toEqual(['23:59']);
  });
});
