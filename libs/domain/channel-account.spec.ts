import { describe, expect, it } from '@jest/globals';
import {
  accountHealth,
  type AccountState,
  afterAttempt,
  FRESH_ACCOUNT,
  roomOf,
  tokensLeft,
  triedWithProbe,
} from './channel-account.ts';
import type { Attempt } from './delivery.ts';
import type { TargetId } from './ids.ts';
import { HOUR, MINUTE, SECOND } from './time.ts';

const NOW = Date.parse('2026-11-21T12:42:00Z');
const fails: Attempt = { kind: 'unanswered', reason: 'timeout' };
const accepted: Attempt = { kind: 'accepted', statusCode: 200, providerMessageId: null };
const free = { perMinute: null, inFlight: 16 };
const http = (statusCode: number, retryAfter: number | null = null): Attempt => ({
  kind: 'http_status',
  ...{ statusCode, retryAfter },
});

const by = (startedAt: number, target = 'A') => ({ target: target as TargetId, startedAt });

/** Of as many targets. */
const afterFailures = (count: number): AccountState =>
  Array.from({ length: count }).reduce<AccountState>(
    (left, _, index) => afterAttempt(left, fails, by(NOW, `T${index}`), NOW),
    FRESH_ACCOUNT,
  );

describe('an account', () => {
  it('is left alone after five failures, and probed with one message', () => {
    expect(accountHealth(afterFailures(4), NOW)).toBe('well');
    const open = afterFailures(5);
    expect(accountHealth(open, NOW)).toBe('open');
    expect(roomOf(open, free, 0, NOW + 29 * SECOND)).toBe(0);
    expect(roomOf(open, free, 0, NOW + 30 * SECOND)).toBe(1);
    expect(roomOf(open, free, 1, NOW + 30 * SECOND)).toBe(0);
    expect(afterAttempt(open, accepted, by(NOW + MINUTE), NOW + MINUTE)).toEqual(FRESH_ACCOUNT);
  });

  it('waits longer for each probe that fails, not for what was under way', () => {
    const open = afterFailures(5);
    expect(afterAttempt(open, fails, by(NOW - SECOND), NOW + 9 * SECOND)).toBe(open);
    const gaps: number[] = [];
    let [state, at] = [open, NOW];
    while (gaps.length < 4) {
      const probeAt = state.probeAt ?? 0;
      gaps.push(probeAt - at);
      at = probeAt;
      state = afterAttempt(state, fails, by(at), at);
    }
    expect(gaps).toEqual([30, 60, 120, 120].map((seconds) => seconds * SECOND));
  });

  it.each<[string, Attempt, 'well' | 'open' | 'stopped']>([
    ['answers, whatever it says', http(404), 'well'],
    ['says that nobody lives there', { kind: 'impossible', reason: 'gone', blame: 'target' }, 'open'],
    ['has an error of its own', http(502), 'open'],
    ['is busy', { kind: 'smtp_status', statusCode: 421 }, 'open'],
    ['refuses a mailbox', { kind: 'smtp_status', statusCode: 550 }, 'well'],
    ['asks for an hour', http(429, HOUR), 'open'],
    ['sleeps', { kind: 'later', reason: 'night', notBefore: NOW + HOUR, of: 'account' }, 'open'],
    ['cannot take this one now', { kind: 'later', reason: 'quota', notBefore: NOW + HOUR, of: 'message' }, 'well'],
    ['needs a person', { kind: 'impossible', reason: 'unpaid', blame: 'channel' }, 'stopped'],
  ])('that was open and %s', (_, attempt, health) => {
    expect(accountHealth(afterAttempt(afterFailures(5), attempt, by(NOW), NOW), NOW)).toBe(health);
  });

  it('stays open to the others when it is one and the same that fails', () => {
    const failing = Array.from({ length: 40 }).reduce<AccountState>(
      (left) => afterAttempt(left, fails, by(NOW), NOW),
      FRESH_ACCOUNT,
    );
    expect(accountHealth(failing, NOW)).toBe('well');
    expect(roomOf(failing, free, 0, NOW)).toBe(16);
  });

  it('takes along what failed with it when it is probed, and nothing else', () => {
    const open = afterFailures(5);
    expect(triedWithProbe(open, fails, NOW)).toBe(NOW + 30 * SECOND);
    expect(triedWithProbe(open, http(503, HOUR), NOW)).toBeNull();
    expect(triedWithProbe(afterFailures(4), fails, NOW)).toBeNull();
  });

  it('rests exactly as long as it was asked to', () => {
    const resting = afterAttempt(FRESH_ACCOUNT, http(429, MINUTE), by(NOW), NOW);
    expect(roomOf(resting, free, 0, NOW + MINUTE - 1)).toBe(0);
    expect(roomOf(resting, free, 0, NOW + MINUTE)).toBe(16);
  });

  it('that a person has to repair is tried every ten minutes, and is well when that succeeds', () => {
    const stopped = afterAttempt(
      FRESH_ACCOUNT,
      { kind: 'impossible', reason: 'unpaid', blame: 'channel' },
      by(NOW),
      NOW,
    );
    expect(stopped).toMatchObject({ stoppedFor: 'unpaid', stoppedAt: NOW });
    expect(roomOf(stopped, free, 0, NOW + 10 * MINUTE - 1)).toBe(0);
    expect(roomOf(stopped, free, 0, NOW + 10 * MINUTE)).toBe(1);
    expect(afterAttempt(stopped, accepted, by(NOW + HOUR), NOW + HOUR)).toEqual(FRESH_ACCOUNT);
  });

  it('never lets more than its limit leave within a minute, whenever that begins', () => {
    const limited = { perMinute: 60, inFlight: 100 };
    let state: AccountState = FRESH_ACCOUNT;
    const left: number[] = [];
    for (let at = NOW; at < NOW + 5 * MINUTE; at += SECOND) {
      const room = roomOf(state, limited, 0, at);
      state = { ...state, tokens: tokensLeft(state, 60, at) - room, refilledAt: at };
      left.push(room);
    }
    const within = left.map((_, second) => left.slice(second, second + 60).reduce((sum, count) => sum + count, 0));
    expect(Math.max(...within)).toBeLessThanOrEqual(60);
    expect(left.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(220);
  });

  it('does not fill up when its clock was set back', () => {
    expect(tokensLeft({ ...FRESH_ACCOUNT, tokens: 2, refilledAt: NOW + HOUR }, 60, NOW)).toBe(2);
  });
});
