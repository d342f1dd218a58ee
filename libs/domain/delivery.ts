import { DAY, HOUR, SECOND, type EpochMs } from './time.ts';

export const DELIVERY_RULE = 'delivery/2';

/** `delivered` and `read` come only from what a provider told afterwards; `fell_back`: another target hears instead. */
export const NOTIFICATION_STATES = [
  'queued',
  'sending',
  'accepted',
  'delivered',
  'read',
  'failed',
  'fell_back',
  'suppressed',
] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

/** A channel took it: as far as anybody knows, its reader was told. */
export const wasAccepted = (state: NotificationState): boolean =>
  state === 'accepted' || state === 'delivered' || state === 'read';

/** It never reached its reader, and nothing is going to change that. */
export const neverArrived = (state: NotificationState): boolean =>
  state === 'failed' || state === 'fell_back' || state === 'suppressed';

/** How long one sender may hold a message; after it another one tries, with the same idempotency key. */
export const SEND_LEASE = 30 * SECOND;

const FIRST_GAP = 5 * SECOND;
const LONGEST_GAP = HOUR;
const LONGEST_RETRY_AFTER = DAY;
const GIVE_UP_AFTER = 3 * DAY;
/** Temporary by their definition although they are 4xx: timeout, too early, too many requests. */
const TEMPORARY_4XX: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Why no repetition can help: this `message` (others go); the `target`, which is not tried again until a person repairs
 * it; or the whole account of the `channel`, which stops until a person does what `reason` says.
 */
export type DeliveryBlame = 'message' | 'target' | 'channel';

/** What a channel saw of one attempt. */
export type Attempt =
  /** `providerMessageId`: what receipts and replies will call it; null where the provider names nothing. */
  | { readonly kind: 'accepted'; readonly statusCode: number | null; readonly providerMessageId: string | null }
  /** An HTTP answer that is not 2xx. `retryAfter`: milliseconds the receiver asked us to wait. */
  | { readonly kind: 'http_status'; readonly statusCode: number; readonly retryAfter: number | null }
  | { readonly kind: 'smtp_status'; readonly statusCode: number }
  /** Nothing of the message left us. */
  | { readonly kind: 'not_reached'; readonly reason: string }
  /** It left us and no answer came: it may have arrived. */
  | { readonly kind: 'unanswered'; readonly reason: string }
  /** Surely not sent, and not to be tried before `notBefore`: this message alone, or all of its account. */
  | { readonly kind: 'later'; readonly reason: string; readonly notBefore: EpochMs; readonly of: 'message' | 'account' }
  /** No repetition can help as things stand. */
  | { readonly kind: 'impossible'; readonly reason: string; readonly blame: DeliveryBlame };

/** It was not taken. */
export type FailedAttempt = Exclude<Attempt, { readonly kind: 'accepted' }>;

/** In one word. */
export function failureReason(attempt: FailedAttempt): string {
  if ('reason' in attempt) return attempt.reason;
  return `${attempt.kind === 'http_status' ? 'http' : 'smtp'}_${attempt.statusCode}`;
}

export type DeliveryOutcome =
  | { readonly kind: 'accepted'; readonly reason: string; readonly providerMessageId: string | null }
  | { readonly kind: 'retry'; readonly reason: string; readonly at: EpochMs }
  | { readonly kind: 'failed'; readonly reason: string }
  /** May have arrived; tried again with the same idempotency key. */
  | { readonly kind: 'uncertain'; readonly reason: string; readonly at: EpochMs };

/** Milliseconds before the next attempt: doubling from 5 s to an hour, ± 20 %. `jitter` in [0, 1); `attempts` made so far ≥ 1. */
export function retryGap(attempts: number, jitter: number): number {
  const gap = Math.min(FIRST_GAP * 2 ** (attempts - 1), LONGEST_GAP);
  return Math.round(gap * (0.8 + 0.4 * jitter));
}

interface Verdict {
  readonly kind: 'retry' | 'failed' | 'uncertain';
  readonly reason: string;
  readonly notBefore?: EpochMs;
}

function judge(attempt: FailedAttempt, now: EpochMs): Verdict {
  switch (attempt.kind) {
    case 'http_status': {
      const { statusCode, retryAfter } = attempt;
      const reason = failureReason(attempt);
      if (statusCode >= 300 && statusCode < 400) return { kind: 'failed', reason: 'redirect_refused' };
      if (statusCode < 500 && !TEMPORARY_4XX.has(statusCode)) return { kind: 'failed', reason };
      return { kind: 'retry', reason, notBefore: now + Math.min(retryAfter ?? 0, LONGEST_RETRY_AFTER) };
    }
    case 'smtp_status':
      return { kind: attempt.statusCode >= 500 ? 'failed' : 'retry', reason: failureReason(attempt) };
    case 'not_reached':
      return { kind: 'retry', reason: attempt.reason };
    case 'unanswered':
      return { kind: 'uncertain', reason: attempt.reason };
    case 'later':
      return { kind: 'retry', reason: attempt.reason, notBefore: attempt.notBefore };
    case 'impossible':
      // Somebody will repair the channel, and then the message should still go.
      return { kind: attempt.blame === 'channel' ? 'retry' : 'failed', reason: attempt.reason };
  }
}

/** What follows from an attempt that ended at `now`. `attempts`: made so far, this one included. */
export function decideDelivery(
  attempt: Attempt,
  history: { readonly attempts: number; readonly createdAt: EpochMs },
  jitter: number,
  now: EpochMs,
): DeliveryOutcome {
  if (attempt.kind === 'accepted')
    return { kind: 'accepted', reason: 'accepted', providerMessageId: attempt.providerMessageId };
  const { kind, reason, notBefore = now } = judge(attempt, now);
  if (kind === 'failed') return { kind, reason };
  const at = Math.max(now + retryGap(history.attempts, jitter), notBefore);
  if (at > history.createdAt + GIVE_UP_AFTER) return { kind: 'failed', reason: `gave_up_after_${reason}` };
  return { kind, reason, at };
}
