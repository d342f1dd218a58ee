import { describe, expect, it } from '@jest/globals';
import { afterLogin, type CameraLogin, decideTry, type LoginOutcome, mayLogIn } from './camera-login.ts';
import { DAY, HOUR, MINUTE } from './time.ts';

const now = 1_760_000_000_000;

describe('mayLogIn', () => {
  it.each<[string, CameraLogin, boolean | 'after_claim', string]>([
    ['accepted last time', { state: 'accepted', blockedUntil: null }, true, 'accepted_before'],
    ['never tried', { state: 'untried', blockedUntil: null }, 'after_claim', 'untried'],
    ['claimed by another poller', { state: 'untried', blockedUntil: now + 1 }, false, 'resting'],
    ['rejected a moment ago', { state: 'rejected', blockedUntil: now + MINUTE }, false, 'resting'],
    ['rejected, rest over', { state: 'rejected', blockedUntil: now }, 'after_claim', 'rested'],
    ['locked out, rest over', { state: 'locked_out', blockedUntil: now - 1 }, 'after_claim', 'rested'],
  ])('%s', (_what, login, allowed, reason) => {
    expect(mayLogIn(login, now)).toEqual({ allowed, reason });
  });
});

describe('afterLogin', () => {
  it.each<[string, LoginOutcome, number, number | null]>([
    ['accepted: no rest', { kind: 'accepted' }, 1, null],
    ['rejected: half an hour', { kind: 'rejected', attemptsLeft: null }, 1, 30 * MINUTE],
    ['rejected with many tries left: half an hour', { kind: 'rejected', attemptsLeft: 4 }, 2, 30 * MINUTE],
    ['rejected with three tries left: until it changes', { kind: 'rejected', attemptsLeft: 3 }, 1, 365 * DAY],
    ['rejected for the third time: until it changes', { kind: 'rejected', attemptsLeft: null }, 3, 365 * DAY],
    ['locked out: an hour', { kind: 'locked_out' }, 1, HOUR],
  ])('%s', (_what, outcome, spent, rest) => {
    const blockedUntil = rest === null ? null : now + rest;
    expect(afterLogin(outcome, 'untried', spent, now)).toEqual({ state: outcome.kind, blockedUntil });
  });

  it.each([
    [1, MINUTE],
    [2, 30 * MINUTE],
    [3, DAY],
    [9, DAY],
  ])('neither yes nor no, with %i tries spent: waits longer each time', (spent, rest) => {
    expect(afterLogin({ kind: 'unclear' }, 'accepted', spent, now)).toEqual({
      state: 'untried',
      blockedUntil: now + rest,
    });
    expect(afterLogin({ kind: 'unclear' }, 'rejected', spent, now).state).toBe('rejected');
  });
});

describe('decideTry', () => {
  it('counts a try, and lets a visit try twice only while that cannot be the fifth', () => {
    const claim = { allowed: true, blockedUntil: now + MINUTE } as const;
    expect(decideTry(null, now)).toEqual({ ...claim, spent: 1, again: true });
    expect(decideTry({ spent: 2, lastAt: now }, now)).toEqual({ ...claim, spent: 3, again: true });
    expect(decideTry({ spent: 3, lastAt: now - 30 * MINUTE }, now)).toEqual({ ...claim, spent: 4, again: false });
  });

  it.each([
    [3, now + 30 * MINUTE],
    [4, now + DAY],
    [5, now + DAY],
  ])('waits after %i tries, whichever password is next', (spent, blockedUntil) => {
    expect(decideTry({ spent, lastAt: now }, now)).toEqual({ allowed: false, blockedUntil });
  });

  it('forgets what is a day old', () => {
    expect(decideTry({ spent: 9, lastAt: now - DAY }, now)).toMatchObject({ allowed: true, spent: 1 });
  });

  it('makes at most four tries in any day, also with two in every visit and a new password each time', () => {
    for (const inVisit of [1, 2]) {
      let tries: { spent: number; lastAt: number } | null = null;
      const made: number[] = [];
      for (let at = now; at < now + 3 * DAY; at += MINUTE) {
        const decision = decideTry(tries, at);
        if (!decision.allowed) continue;
        const more = decision.again ? inVisit - 1 : 0;
        tries = { spent: decision.spent + more, lastAt: at };
        made.push(...Array.from({ length: 1 + more }, () => at));
      }
      const busiest = made.map((from) => made.filter((at) => at >= from && at < from + DAY).length);
      expect(Math.max(...busiest)).toBeLessThanOrEqual(4);
    }
  });
});
