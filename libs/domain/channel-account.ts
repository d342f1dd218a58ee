import type { ChannelCapabilities } from './channel.ts';
import type { Attempt } from './delivery.ts';
import type { TargetId } from './ids.ts';
import { DAY, MINUTE, SECOND, type EpochMs } from './time.ts';

/** So many failures of a provider one after the other, and it is left alone. */
const FAILURES_TO_OPEN = 5;
const FIRST_PROBE = 30 * SECOND;
const LONGEST_PROBE = 2 * MINUTE;
/** What a person has to repair is looked at again this often. */
const PROBE_STOPPED = 10 * MINUTE;
/** Whatever a provider asks for. */
const LONGEST_REST = DAY;

/** How one provider account of a channel stands, or one host that webhooks go to. */
export interface AccountState {
  /** Of the provider, one after the other; a target that fails again in a row counts once. */
  readonly failures: number;
  /** Whose message failed last. */
  readonly failedTarget: TargetId | null;
  /** Since when nothing but a probe leaves; null: closed. */
  readonly openedAt: EpochMs | null;
  readonly probeAt: EpochMs | null;
  /** The provider asked for patience until then. */
  readonly restUntil: EpochMs | null;
  /** What a person has to do something about; null: nothing. */
  readonly stoppedFor: string | null;
  readonly stoppedAt: EpochMs | null;
  /** What was left of the messages a minute at `refilledAt`; null: never used. */
  readonly tokens: number | null;
  readonly refilledAt: EpochMs | null;
}

export const FRESH_ACCOUNT: AccountState = {
  ...{
    failures: 0,
    failedTarget: null,
    openedAt: null,
    probeAt: null,
    restUntil: null,
    stoppedFor: null,
    stoppedAt: null,
  },
  ...{ tokens: null, refilledAt: null },
};

export type AccountHealth = 'well' | 'open' | 'stopped';

export const accountHealth = ({ openedAt, stoppedFor, restUntil }: AccountState, now: EpochMs): AccountHealth => {
  if (stoppedFor !== null) return 'stopped';
  return openedAt !== null || (restUntil !== null && restUntil > now) ? 'open' : 'well';
};

/** What an attempt tells about the account it went over; `silent`: nothing. */
type Seen =
  | { readonly kind: 'answers' | 'fails' | 'silent' }
  | { readonly kind: 'rest'; readonly until: EpochMs }
  | { readonly kind: 'stop'; readonly reason: string };

const BUSY_SMTP = 421;

function seen(attempt: Attempt, now: EpochMs): Seen {
  switch (attempt.kind) {
    case 'accepted':
      return { kind: 'answers' };
    case 'http_status':
      if (attempt.retryAfter !== null && (attempt.statusCode === 429 || attempt.statusCode === 503))
        return { kind: 'rest', until: now + Math.min(attempt.retryAfter, LONGEST_REST) };
      return { kind: attempt.statusCode >= 500 ? 'fails' : 'answers' };
    case 'smtp_status':
      return { kind: attempt.statusCode === BUSY_SMTP ? 'fails' : 'answers' };
    case 'not_reached':
    case 'unanswered':
      return { kind: 'fails' };
    case 'later':
      return attempt.of === 'account'
        ? { kind: 'rest', until: Math.min(attempt.notBefore, now + LONGEST_REST) }
        : { kind: 'answers' };
    case 'impossible':
      return attempt.blame === 'channel' ? { kind: 'stop', reason: attempt.reason } : { kind: 'silent' };
  }
}

/** Which attempt it was. */
export interface Tried {
  readonly target: TargetId;
  /** When the message was claimed. */
  readonly startedAt: EpochMs;
}

/** How the account stands after an attempt. The same object when nothing changed. */
export function afterAttempt(state: AccountState, attempt: Attempt, tried: Tried, now: EpochMs): AccountState {
  const found = seen(attempt, now);
  switch (found.kind) {
    case 'silent':
      return state;
    case 'answers':
      return troubled(state) ? { ...FRESH_ACCOUNT, tokens: state.tokens, refilledAt: state.refilledAt } : state;
    case 'rest':
      return { ...state, failures: 0, failedTarget: null, openedAt: null, probeAt: null, restUntil: found.until };
    case 'stop':
      return {
        ...state,
        stoppedFor: found.reason,
        stoppedAt: state.stoppedAt ?? now,
        openedAt: state.openedAt ?? now,
        probeAt: now + PROBE_STOPPED,
      };
    case 'fails':
      return failed(state, tried, now);
  }
}

/**
 * When a message that failed together with its account is tried again; null: when it would be anyway. The account's
 * breaker paces the calls, so that nobody waits an hour for a provider that is back.
 */
export function triedWithProbe(state: AccountState, attempt: Attempt, now: EpochMs): EpochMs | null {
  if (seen(attempt, now).kind !== 'fails' || state.openedAt === null || state.stoppedFor !== null) return null;
  return state.probeAt;
}

const troubled = ({ failures, openedAt, restUntil }: AccountState): boolean =>
  failures > 0 || openedAt !== null || restUntil !== null;

function failed(state: AccountState, { target, startedAt }: Tried, now: EpochMs): AccountState {
  // What was under way when it was left alone is no news.
  if (state.openedAt !== null && startedAt < state.openedAt) return state;
  // It may be its own fault, and it waits longer for each of its attempts anyway.
  if (state.openedAt === null && state.failedTarget === target) return state;
  const failures = state.failures + 1;
  if (failures < FAILURES_TO_OPEN && state.openedAt === null) return { ...state, failures, failedTarget: target };
  const probeIn = Math.min(FIRST_PROBE * 2 ** Math.max(0, failures - FAILURES_TO_OPEN), LONGEST_PROBE);
  const gap = state.stoppedFor === null ? probeIn : PROBE_STOPPED;
  return { ...state, failures, failedTarget: target, openedAt: state.openedAt ?? now, probeAt: now + gap };
}

/**
 * What is left of an account's messages a minute. A quarter of them may leave at once and the rest refills over a minute,
 * so that no sixty seconds ever see more than the limit.
 */
export function tokensLeft({ tokens, refilledAt }: AccountState, perMinute: number, now: EpochMs): number {
  const most = Math.max(1, Math.floor(perMinute / 4));
  if (tokens === null || refilledAt === null) return most;
  return Math.min(most, tokens + (Math.max(0, now - refilledAt) * (perMinute - most)) / MINUTE);
}

/** How many messages may leave over an account now. `inFlight`: under way over all engines. */
export function roomOf(
  state: AccountState,
  { perMinute, inFlight: most }: Pick<ChannelCapabilities, 'perMinute' | 'inFlight'>,
  inFlight: number,
  now: EpochMs,
): number {
  if (state.restUntil !== null && state.restUntil > now) return 0;
  const tokens = perMinute === null ? Infinity : Math.floor(tokensLeft(state, perMinute, now));
  const room = Math.max(0, Math.min(most - inFlight, tokens));
  if (state.openedAt === null) return room;
  return inFlight === 0 && (state.probeAt === null || state.probeAt <= now) ? Math.min(1, room) : 0;
}
