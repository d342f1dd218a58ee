import { groupWait } from './announcement.ts';
import { neverArrived, type NotificationState } from './delivery.ts';
import { localClock, minuteOf, momentOf } from './local-clock.ts';
import { HOUR, MINUTE, SECOND, type EpochMs } from './time.ts';

/** Beyond its deadline and the group wait, the message about the canary has so long to be accepted (ms). */
const CANARY_GRACE = MINUTE;
/** An engine that keeps losing its breath puts deadlines off; a person has to be told by then all the same (ms). */
const CANARY_LONGEST = 15 * MINUTE;
/** A canary whose hour passed while we were away this long sings on until tomorrow. */
const CANARY_WINDOW = HOUR;
/** A message that has not come by then does not come any more (ms after the limit). */
const CANARY_PATIENCE = 30 * MINUTE;

export const CANARY_OUTCOMES = ['running', 'told', 'late', 'failed'] as const;
export type CanaryOutcome = (typeof CANARY_OUTCOMES)[number];

export const CANARY_REASONS = [
  'canary_silent',
  'canary_told',
  'canary_told_late',
  'canary_no_incident',
  'canary_not_announced',
  'canary_not_accepted',
  'canary_end_not_told',
] as const;
export type CanaryReason = (typeof CANARY_REASONS)[number];

/** The local day whose silence is due now; null when none is. `at`: `HH:MM`. */
export function canaryDay(at: string, timeZone: string, now: EpochMs): string | null {
  const { date } = localClock(now, timeZone);
  const moment = momentOf(date, minuteOf(at), timeZone);
  return moment <= now && now < moment + CANARY_WINDOW ? date : null;
}

/** Until when a person has to be told of a silence that is an outage from `deadlineAt` on. */
export const canaryLimit = (startedAt: EpochMs, deadlineAt: EpochMs): EpochMs =>
  Math.min(deadlineAt + groupWait([]) + CANARY_GRACE, startedAt + CANARY_LONGEST);

/** How far the news of it has come. */
export interface CanaryMessage {
  readonly state: NotificationState;
  readonly acceptedAt: EpochMs | null;
}

export interface CanaryFacts {
  /** Until when a person has to be told. */
  readonly limitAt: EpochMs;
  readonly incidentAt: EpochMs | null;
  readonly message: CanaryMessage | null;
  /** When it spoke again. */
  readonly spokeAt: EpochMs | null;
  readonly end: CanaryMessage | null;
}

export type CanaryDecision =
  /** Nothing to do but to wait: silent as long as it has not spoken again. */
  | { readonly do: 'wait' }
  | { readonly do: 'speak' }
  | { readonly do: 'finish'; readonly outcome: CanaryOutcome; readonly reason: CanaryReason };

const finish = (outcome: CanaryOutcome, reason: CanaryReason): CanaryDecision => ({ do: 'finish', outcome, reason });

/** The canary is silent until its message is accepted, or cannot be, and then speaks until its end is told. */
export function decideCanary(
  { limitAt, incidentAt, message, spokeAt, end }: CanaryFacts,
  now: EpochMs,
): CanaryDecision {
  const acceptedAt = message?.acceptedAt ?? null;
  const givenUp = now >= limitAt + CANARY_PATIENCE || (message !== null && neverArrived(message.state));
  if (spokeAt === null) return acceptedAt !== null || givenUp ? { do: 'speak' } : { do: 'wait' };
  if (acceptedAt === null) {
    if (incidentAt === null) return finish('failed', 'canary_no_incident');
    return finish('failed', message === null ? 'canary_not_announced' : 'canary_not_accepted');
  }
  if (end?.acceptedAt) {
    return acceptedAt <= limitAt ? finish('told', 'canary_told') : finish('late', 'canary_told_late');
  }
  return now >= spokeAt + CANARY_PATIENCE ? finish('failed', 'canary_end_not_told') : { do: 'wait' };
}

export interface CanaryRun {
  readonly startedAt: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly limitAt: EpochMs;
  readonly acceptedAt: EpochMs | null;
  readonly outcome: CanaryOutcome;
  readonly reason: CanaryReason;
}

/** Does the last run say that outages may go untold now? One that still runs does so when its limit has passed. */
export function isAlarming(last: CanaryRun | null, now: EpochMs): boolean {
  if (last === null || last.outcome === 'told') return false;
  return last.outcome !== 'running' || (last.acceptedAt === null && now > last.limitAt);
}

/** What the operator is told of an alarming run, for the notices; null: nothing. */
export function canaryNotice(last: CanaryRun | null, now: EpochMs) {
  if (last === null || !isAlarming(last, now)) return null;
  const reason = last.outcome === 'running' ? 'canary_told_late' : last.reason;
  const toldAfter = last.acceptedAt === null ? '' : Math.round((last.acceptedAt - last.deadlineAt) / SECOND);
  return { code: reason, since: last.limitAt, details: { toldAfterSeconds: toldAfter } };
}
