import { describe, expect, it } from '@jest/globals';
import type { TargetId } from './ids.ts';
import { decideReach, type Reachable, type ReachDecision } from './reach.ts';
import type { Severity } from './fault.ts';

const target: Reachable = {
  id: 'leader' as TargetId,
  quietHours: { from: '22:00', to: '06:00' },
  timeZone: 'Asia/Ho_Chi_Minh',
  rota: null,
};
const watch = { shifts: [{ targetId: target.id, weekday: 6, from: '22:00', to: '05:00' }], overrides: [] };
const moment = (local: string) => Date.parse(`${local}:00+07:00`);
const MORNING = moment('2026-11-22T06:00');

describe('decideReach', () => {
  it.each<[string, Partial<Reachable>, string, Severity, string | null, ReachDecision]>([
    ['by day', {}, '2026-11-21T21:59', 'major', null, { reach: 'now', reason: 'outside_quiet_hours' }],
    ['at night', {}, '2026-11-21T22:00', 'major', null, { reach: 'later', reason: 'quiet_hours', at: MORNING }],
    ['in the morning', {}, '2026-11-22T06:00', 'major', null, { reach: 'now', reason: 'outside_quiet_hours' }],
    [
      'without quiet hours',
      { quietHours: null },
      '2026-11-21T23:00',
      'minor',
      null,
      { reach: 'now', reason: 'outside_quiet_hours' },
    ],
    [
      'with quiet hours of no length',
      { quietHours: { from: '00:00', to: '00:00' } },
      '2026-11-21T23:00',
      'minor',
      null,
      { reach: 'now', reason: 'outside_quiet_hours' },
    ],
    ['on duty', { rota: watch }, '2026-11-22T04:59', 'minor', null, { reach: 'now', reason: 'on_duty' }],
    [
      'after the watch',
      { rota: watch },
      '2026-11-22T05:00',
      'major',
      null,
      { reach: 'later', reason: 'quiet_hours', at: MORNING },
    ],
    ['critical', {}, '2026-11-22T03:00', 'critical', null, { reach: 'now', reason: 'critical_at_any_hour' }],
    [
      'the end of what was heard tonight',
      {},
      '2026-11-22T03:00',
      'major',
      '2026-11-21T22:01',
      { reach: 'now', reason: 'heard_tonight' },
    ],
    [
      'the end of what was heard by day, however bad it was',
      {},
      '2026-11-22T03:00',
      'critical',
      '2026-11-21T21:59',
      { reach: 'later', reason: 'quiet_hours', at: MORNING },
    ],
  ])('%s', (_, more, now, severity, heard, expected) => {
    const heardAt = heard === null ? null : moment(heard);
    expect(decideReach({ ...target, ...more }, { severity, heardAt }, moment(now))).toEqual(expected);
  });
});
