import { describe, expect, it } from '@jest/globals';
import { decideDigest } from './digest.ts';
import type { TargetId } from './ids.ts';
import type { Reachable } from './reach.ts';

const target: Reachable = { id: 't' as TargetId, quietHours: null, timeZone: 'Asia/Ho_Chi_Minh', rota: null };
const moment = (local: string) => Date.parse(`${local}:00+07:00`);
const decide = (local: string, digestAt = '06:30', more: Partial<Reachable> = {}, askedBefore = true) =>
  decideDigest({ ...target, ...more }, { digestAt, askedBefore }, moment(local));

describe('decideDigest', () => {
  it('is due at its time and asks again tomorrow', () => {
    const nextAt = moment('2026-11-23T06:30');
    expect(decide('2026-11-22T06:30')).toEqual({ reason: 'daily_digest', day: '2026-11-22', nextAt });
  });

  it('is of the evening before when its time is late and we come a little later', () => {
    expect(decide('2026-11-22T00:30', '23:30')).toMatchObject({ reason: 'daily_digest', day: '2026-11-21' });
  });

  it.each([
    ['long after', decide('2026-11-22T12:31'), 'too_late_today'],
    ['in the night before', decide('2026-11-22T03:00'), 'too_late_today'],
    ['for a new target', decide('2026-11-22T07:00', '06:30', {}, false), 'digest_not_due'],
    ['where a unit wants none', decide('2026-11-22T06:30', 'off'), 'digest_off'],
  ])('is not due %s', (_, { reason, nextAt }, expected) => {
    expect(reason).toBe(expected);
    expect(nextAt).toBeGreaterThan(moment('2026-11-22T06:00'));
  });

  it('waits for the end of quiet hours', () => {
    const quiet = { quietHours: { from: '22:00', to: '07:00' } };
    expect(decide('2026-11-22T06:30', '06:30', quiet).nextAt).toBe(moment('2026-11-22T07:00'));
    expect(decide('2026-11-22T07:00', '06:30', quiet).reason).toBe('daily_digest');
  });
});
