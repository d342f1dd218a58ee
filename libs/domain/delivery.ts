import { DAY, HOUR, SECOND, type EpochMs } from './time.ts';

export const DELIVERY_RULE = 'delivery/1';

export const NOTIFICATION_STATES = ['queued', 'sending', 'accepted', 'failed', 'suppressed'] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

/** How long one sender may hold a message; after it another one tries, with the same idempotency key. */
export const SEND_LEASE = 30 * SECOND;

const FIRST_GAP = 5 * SECOND;
const LONGEST_GAP = HOUR;
const LONGEST_RETRY_AFTER = DAY;
const GIVE_UP_AFTER = 3 * DAY;
/** Temporary by their definition although they are 4xx: timeout, too early, too many requests. */
const TEMPORARY_4XX: ReadonlySet<number> = new Set([408, 425, 429]);

/** What a channel saw of one attempt. */
export type Attempt =
  | { readonly kind: 'accepted'; readonly statusCode: number | null }
  /** An HTTP answer that is not 2xx. `retryAfter`: milliseconds the receiver asked us to wait. */
  | { readonly kind: 'http_status'; readonly statusCode: number; readonly retryAfter: number | null }
  | { readonly kind: 'smtp_status'; readonly statusCode: number }
  /** Nothing of the message left us. */
  | { readonly kind: 'not_reached'; readonly reason: string }
  /** It left us and no answer came: it may have arrived. */
  | { readonly kind: 'unanswered'; readonly reason: string }
  /** No repetition can help. */
  | { readonly kind: 'impossible'; readonly reason: string };

export type DeliveryOutcome =
  | { readonly kind: 'accepted'; readonly reason: string }
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
  readonly kind: 'accepted' | 'retry' | 'failed' | 'uncertain';
  readonly reason: string;
  readonly retryAfter?: number;
}

function judge(attempt: Attempt): Verdict {
  switch (attempt.kind) {
    case 'accepted':
      return { kind: 'accepted', reason: 'accepted' };
    case 'http_status': {
      const { statusCode, retryAfter } = attempt;
      const reason = `http_${statusCode}`;
      if (statusCode >= 300 && statusCode < 400) return { kind: 'failed', reason: 'redirect_refused' };
      if (statusCode < 500 && !TEMPORARY_4XX.has(statusCode)) return { kind: 'failed', reason };
      return { kind: 'retry', reason, retryAfter: Math.min(retryAfter ?? 0, LONGEST_RETRY_AFTER) };
    }
    case 'smtp_status':
      return { kind: attempt.statusCode >= 500 ? 'failed' : 'retry', reason: `smtp_${attempt.statusCode}` };
    case 'not_reached':
      return { kind: 'retry', reason: attempt.reason };
    case 'unanswered':
      return { kind: 'uncertain', reason: attempt.reason };
    case 'impossible':
      return { kind: 'failed', reason: attempt.reason };
  }
}

/** What follows from an attempt that ended at `now`. `attempts`: made so far, this one included. */
export function decideDelivery(
  attempt: Attempt,
  history: { readonly attempts: number; readonly createdAt: EpochMs },
  jitter: number,
  now: EpochMs,
): DeliveryOutcome {
  const { kind, reason, retryAfter = 0 } = judge(attempt);
  if (kind === 'accepted' || kind === 'failed') return { kind, reason };
  const at = now + Math.max(retryGap(history.attempts, jitter), retryAfter);
  if (at > history.createdAt + GIVE_UP_AFTER) return { kind: 'failed', reason: `gave_up_after_${reason}` };
  return { kind, reason, at };
}
