import { describe, expect, it } from '@jest/globals';
import { decideBudget } from './budget.ts';
import { HOUR, MINUTE, SECOND } from './time.ts';

const NOW = Date.parse('2026-11-21T12:42:00Z');
/** Sent so many minutes ago each. */
const ago = (...minutes: number[]) => minutes.map((count) => NOW - count * MINUTE);
const every = (count: number, minutes: number, first: number) =>
  ago(...Array.from({ length: count }, (_, index) => first + index * minutes));

describe('decideBudget', () => {
  it.each<[string, number[], number | null, object]>([
    ['nothing sent yet', [], null, { go: true, reason: 'within_budget' }],
    ['a minute ago', ago(1), null, { go: true }],
    ['59 s ago', [NOW - 59 * SECOND], null, { go: false, reason: 'minute_limit', at: NOW + SECOND }],
    ['four in a quarter of an hour', ago(14, 10, 6, 2), null, { go: true }],
    [
      'five in a quarter of an hour',
      ago(14, 10, 6, 4, 2),
      null,
      { go: false, reason: 'quarter_hour_limit', at: NOW + MINUTE },
    ],
    ['eleven an hour', every(11, 5, 4), null, { go: false, reason: 'hour_limit', at: NOW + 6 * MINUTE }],
    ['three an hour, where the unit asked for three', ago(50, 30, 20), 3, { go: false, at: NOW + 10 * MINUTE }],
    ['no more than eleven, where the unit asked for more', every(11, 5, 4), 50, { go: false }],
    ['21 in three hours', every(21, 8, 10), null, { go: false, reason: 'three_hour_limit', at: NOW + 10 * MINUTE }],
    ['what a clock that ran ahead sent', [NOW + HOUR], null, { go: true }],
  ])('%s', (_, sent, perHour, expected) => {
    expect(decideBudget(sent, perHour, NOW)).toMatchObject(expected);
  });

  it('is free again at the moment it named, whatever was sent', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const sent = Array.from({ length: seed % 40 }, (_, index) => NOW - ((seed * 7919 * (index + 1)) % (4 * HOUR)));
      for (let now = NOW, turns = 0; turns < 5; turns += 1) {
        const decision = decideBudget(sent, null, now);
        if (decision.go) break;
        expect(decision.at).toBeGreaterThan(now);
        expect(decision.at).toBeLessThanOrEqual(now + 3 * HOUR);
        now = decision.at;
        expect(turns).toBeLessThan(4);
      }
    }
  });
});
