import type { AnnouncementDecision, AnnouncementReason } from './announcement.ts';
import { wasAccepted, type NotificationState } from './delivery.ts';
import { severityAtLeast, type Severity } from './fault.ts';
import type { Cause, IncidentState } from './incident.ts';
import { MINUTE, type EpochMs } from './time.ts';

export const ESCALATION_RULE = 'escalation/1';

export const ESCALATION_REASONS = [
  'step_due',
  'nobody_reachable',
  'superseded',
  'step_unit_knows',
  'step_unit_has_no_target',
  'step_not_due',
  'no_steps',
  'all_steps_done',
  'cause_not_escalated',
] as const;
export type EscalationReason = (typeof ESCALATION_REASONS)[number];

export const REPEAT_REASONS = ['repeat_due', 'repeat_not_due', 'no_repeat'] as const;
export type RepeatReason = (typeof REPEAT_REASONS)[number];

/** Why neither escalation nor repetition goes on; or why nobody would be told of it now. */
export const PAUSE_REASONS = ['over', 'nobody_told', 'acknowledged', 'acknowledgement_expired'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number] | AnnouncementReason;

/** Plans change: what waits for the end of one is asked about again at least this often (ms). */
const ASK_AGAIN = 10 * MINUTE;
/** Only what a person can go and look at. */
const ESCALATED_CAUSES: ReadonlySet<Cause> = new Set(['device', 'uplink']);

export interface FollowUpFacts {
  readonly cause: Cause;
  readonly severity: Severity;
  readonly state: IncidentState;
  /** Null while acknowledged: it has no end. */
  readonly acknowledgedUntil: EpochMs | null;
  /** When it was decided to tell; null: it was not. */
  readonly decidedAt: EpochMs | null;
  /** Since when people know and nobody has it: the first accepted message, or the end of an acknowledgement. */
  readonly countingFrom: EpochMs | null;
  /** Did a message of this round get through? */
  readonly heard: Heard;
  /** `afterMinutes` of the latest step of this round that is done; null: none is. */
  readonly doneUpTo: number | null;
  /** `afterMinutes` of the first step that waits for the morning; null: none does. */
  readonly heldStep: number | null;
  readonly repeatedAt: EpochMs | null;
}

/** `unknown`: some message has not been tried yet. */
export type Heard = 'somebody' | 'nobody' | 'unknown';

/** `tried`: at least one attempt has ended. */
export function whoHeard(messages: readonly { readonly state: NotificationState; readonly tried: boolean }[]): Heard {
  if (messages.some(({ state }) => wasAccepted(state))) return 'somebody';
  const open = messages.some(({ state, tried }) => (state === 'queued' || state === 'sending') && !tried);
  return open ? 'unknown' : 'nobody';
}

export type Pause =
  /** The acknowledgement is over: the incident is open again. */
  | { readonly do: 'expire'; readonly reason: 'acknowledgement_expired' }
  | { readonly do: 'wait'; readonly reason: PauseReason; readonly until: EpochMs }
  /** Until something happens to the incident. */
  | { readonly do: 'nothing'; readonly reason: PauseReason };

/** What keeps an incident from being told further; null: nothing does. `opening`: would its opening be told now? */
export function decidePause(facts: FollowUpFacts, opening: AnnouncementDecision | null, now: EpochMs): Pause | null {
  if (facts.state === 'resolved') return { do: 'nothing', reason: 'over' };
  if (facts.state === 'acknowledged') {
    const until = facts.acknowledgedUntil;
    if (until === null) return { do: 'nothing', reason: 'acknowledged' };
    if (until > now) return { do: 'wait', reason: 'acknowledged', until };
    return { do: 'expire', reason: 'acknowledgement_expired' };
  }
  if (facts.decidedAt === null) return { do: 'nothing', reason: 'nobody_told' };
  if (opening?.say === 'never') return { do: 'nothing', reason: opening.reason };
  if (opening?.say === 'later')
    return { do: 'wait', reason: opening.reason, until: Math.min(opening.at, now + ASK_AGAIN) };
  return null;
}

/** All steps of one time. */
export interface Rung {
  readonly afterMinutes: number;
  /** Until when all its readers are in their quiet hours; null: somebody may be told now, or there is nobody. */
  readonly quietUntil: EpochMs | null;
}

export type EscalationDecision =
  | {
      readonly do: 'fire';
      readonly reason: 'step_due' | 'nobody_reachable';
      readonly afterMinutes: number;
      /** Times of earlier steps that fell due meanwhile and are left out. */
      readonly superseded: readonly number[];
      /** Later steps count as if this one had come at its time. */
      readonly countingFrom: EpochMs | null;
    }
  /** It is due, and its readers are in their quiet hours. */
  | { readonly do: 'hold'; readonly reason: 'quiet_hours'; readonly afterMinutes: number; readonly until: EpochMs }
  | { readonly do: 'wait'; readonly reason: 'step_not_due'; readonly until: EpochMs }
  | { readonly do: 'nothing'; readonly reason: 'no_steps' | 'all_steps_done' | 'cause_not_escalated' };

/**
 * Nobody has it: is the next level told? For an incident that nothing pauses. Steps count from the first message that got
 * through, or from the decision to tell; when none got through, something major goes up at once. Of several steps that
 * are due only the latest is taken; a step that waited for the morning comes first, and those after it follow at their
 * distance. `rungs`: in any order.
 */
export function decideEscalation(facts: FollowUpFacts, rungs: readonly Rung[], now: EpochMs): EscalationDecision {
  if (!ESCALATED_CAUSES.has(facts.cause)) return { do: 'nothing', reason: 'cause_not_escalated' };
  if (rungs.length === 0) return { do: 'nothing', reason: 'no_steps' };
  const ahead = rungs
    .filter(({ afterMinutes }) => afterMinutes > (facts.doneUpTo ?? -1))
    .sort((a, b) => a.afterMinutes - b.afterMinutes);
  const [next] = ahead;
  if (next === undefined) return { do: 'nothing', reason: 'all_steps_done' };
  const from = facts.countingFrom ?? facts.decidedAt ?? now;
  const timeOf = ({ afterMinutes }: Rung): EpochMs => from + afterMinutes * MINUTE;
  const due = ahead.filter((rung) => timeOf(rung) <= now);
  const reachable = due.filter(({ quietUntil }) => quietUntil === null);
  const held = reachable.find(({ afterMinutes }) => afterMinutes === facts.heldStep);
  const taken = held ?? reachable.at(-1);
  if (taken) return fire('step_due', taken, ahead, held ? now - held.afterMinutes * MINUTE : null);
  const later = ahead.find((rung) => timeOf(rung) > now);
  if (due[0]?.quietUntil != null) {
    const ends = due.flatMap(({ quietUntil }) => quietUntil ?? []);
    const until = Math.min(...ends, ...(later ? [timeOf(later)] : []));
    return { do: 'hold', reason: 'quiet_hours', afterMinutes: facts.heldStep ?? due[0].afterMinutes, until };
  }
  if (facts.heard === 'nobody' && facts.countingFrom === null && severityAtLeast(facts.severity, 'major')) {
    const first = ahead.find(({ quietUntil }) => quietUntil === null);
    if (first) return fire('nobody_reachable', first, ahead, null);
  }
  return { do: 'wait', reason: 'step_not_due', until: timeOf(next) };
}

function fire(
  reason: 'step_due' | 'nobody_reachable',
  { afterMinutes }: Rung,
  ahead: readonly Rung[],
  countingFrom: EpochMs | null,
): EscalationDecision {
  const superseded = ahead.map((rung) => rung.afterMinutes).filter((minutes) => minutes < afterMinutes);
  return { do: 'fire', reason, afterMinutes, superseded, countingFrom };
}

/** Nobody is asked again to mend what comes back by itself. */
export type RepeatDecision =
  | { readonly do: 'repeat'; readonly reason: 'repeat_due' }
  | { readonly do: 'wait'; readonly reason: 'repeat_not_due' | 'quiet_hours'; readonly until: EpochMs }
  | { readonly do: 'nothing'; readonly reason: 'no_repeat' | 'cause_not_escalated' };

/**
 * Nobody has it: do those who were told hear of it again? For an incident that nothing pauses. `quietUntil`: until when
 * all of them are in their quiet hours; null: not all are.
 */
export function decideRepeat(
  facts: FollowUpFacts,
  repeatMinutes: number | null,
  quietUntil: EpochMs | null,
  now: EpochMs,
): RepeatDecision {
  if (repeatMinutes === null) return { do: 'nothing', reason: 'no_repeat' };
  if (!ESCALATED_CAUSES.has(facts.cause)) return { do: 'nothing', reason: 'cause_not_escalated' };
  const from = Math.max(facts.countingFrom ?? facts.decidedAt ?? now, facts.repeatedAt ?? 0);
  const at = from + repeatMinutes * MINUTE;
  if (at > now) return { do: 'wait', reason: 'repeat_not_due', until: at };
  if (quietUntil !== null) return { do: 'wait', reason: 'quiet_hours', until: quietUntil };
  return { do: 'repeat', reason: 'repeat_due' };
}
