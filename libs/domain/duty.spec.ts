import { describe, expect, it } from '@jest/globals';
import { onDuty, type DutyRota } from './duty.ts';
import type { TargetId } from './ids.ts';

const [leader, deputy, guard] = ['leader', 'deputy', 'guard'] as TargetId[] as [TargetId, TargetId, TargetId];
/** 21 November 2026 is a Saturday. */
const rota: DutyRota = {
  shifts: [
    { targetId: leader, weekday: 6, from: '22:00', to: '05:00' },
    { targetId: deputy, weekday: 7, from: '00:00', to: '00:00' },
  ],
  overrides: [{ targetId: guard, date: '2026-11-22', from: '20:00', to: '02:00' }],
};
const at = (local: string) => onDuty(rota, 'Asia/Ho_Chi_Minh', Date.parse(`${local}:00+07:00`));

describe('onDuty', () => {
  it.each<[string, TargetId[]]>([
    ['2026-11-21T21:59', []],
    ['2026-11-21T22:00', [leader]],
    ['2026-11-22T04:59', [leader, deputy]],
    ['2026-11-22T05:00', [deputy]],
    ['2026-11-22T20:00', [guard]],
    ['2026-11-23T01:59', [guard]],
    ['2026-11-23T02:00', []],
    ['2026-11-28T23:00', [leader]],
  ])('at %s: %j', (local, expected) => {
    expect(at(local)).toEqual(expected);
  });
});
