import { describe, expect, it } from '@jest/globals';
import { afterLogin, mayLogIn, type CameraLogin, type LoginOutcome } from './camera-login.ts';
import { HOUR, MINUTE } from './time.ts';

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
  it.each<[string, LoginOutcome, number | null]>([
    ['accepted: no rest', { kind: 'accepted' }, null],
    ['rejected: half an hour', { kind: 'rejected', attemptsLeft: null }, 30 * MINUTE],
    ['rejected with many tries left: half an hour', { kind: 'rejected', attemptsLeft: 4 }, 30 * MINUTE],
    ['rejected with three tries left: until it changes', { kind: 'rejected', attemptsLeft: 3 }, 8760 * HOUR],
    ['locked out: an hour', { kind: 'locked_out' }, HOUR],
  ])('%s', (_what, outcome, rest) => {
    expect(afterLogin(outcome, now)).toEqual({ state: outcome.kind, blockedUntil: rest === null ? null : now + rest });
  });
});
