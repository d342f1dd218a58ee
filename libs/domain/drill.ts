import { localClock, minuteOf, momentOf } from './local-clock.ts';
import { DAY, HOUR, MINUTE, type EpochMs } from './time.ts';

export const DRILL_RULE = 'drill/1';

/** Every month, local time of the unit. */
export interface DrillSchedule {
  /** 1–28; 0: no drill here, whatever the units above say. */
  readonly day: number;
  /** `HH:MM`. */
  readonly at: string;
}

export const DRILL_STATES = ['waiting', 'told', 'given_up'] as const;
export type DrillState = (typeof DRILL_STATES)[number];

export const DRILL_REASONS = [
  'monthly_drill',
  'drill_asked_for',
  'incident_open',
  'quiet_hours',
  'nobody_to_tell',
  'drill_waited_too_long',
] as const;
export type DrillReason = (typeof DRILL_REASONS)[number];

/** A month's drill that could not even begin within a day of its moment is left out. */
export const DRILL_WINDOW = DAY;
/** A drill that has to wait longer is given up. */
const DRILL_PATIENCE = 7 * DAY;
/** No decision to wait holds longer. */
export const DRILL_LONGEST_WAIT = HOUR;
/** How soon it is asked again whether the incident is over, or whether it is still night: people change their hours. */
const LOOK_AGAIN = { incident: 5 * MINUTE, night: DRILL_LONGEST_WAIT };

/** The month whose drill is due now, as its first day (`YYYY-MM-01`); null when none is. */
export function drillMonth({ day, at }: DrillSchedule, timeZone: string, now: EpochMs): string | null {
  if (day === 0) return null;
  const month = localClock(now, timeZone).date.slice(0, 8);
  const moment = momentOf(`${month}${String(day).padStart(2, '0')}`, minuteOf(at), timeZone);
  return moment <= now && now < moment + DRILL_WINDOW ? `${month}01` : null;
}

export interface DrillFacts {
  readonly source: 'monthly_drill' | 'drill_asked_for';
  readonly createdAt: EpochMs;
  /** How many people or chats would be told. */
  readonly targets: number;
  readonly incidentOpen: boolean;
  /** When the last of them may be told; null: all may be told now. */
  readonly quietUntil: EpochMs | null;
}

export type DrillDecision =
  | { readonly kind: 'tell'; readonly reason: DrillReason }
  /** Asked again at `at`. */
  | { readonly kind: 'wait'; readonly reason: DrillReason; readonly at: EpochMs }
  | { readonly kind: 'give_up'; readonly reason: DrillReason };

/** A drill takes nobody's attention from a real incident and wakes nobody, also not who is on duty. */
export function decideDrill(facts: DrillFacts, now: EpochMs): DrillDecision {
  if (facts.targets === 0) return { kind: 'give_up', reason: 'nobody_to_tell' };
  if (!facts.incidentOpen && facts.quietUntil === null) return { kind: 'tell', reason: facts.source };
  if (now >= facts.createdAt + DRILL_PATIENCE) return { kind: 'give_up', reason: 'drill_waited_too_long' };
  if (facts.incidentOpen) return { kind: 'wait', reason: 'incident_open', at: now + LOOK_AGAIN.incident };
  return { kind: 'wait', reason: 'quiet_hours', at: Math.min(facts.quietUntil ?? now, now + LOOK_AGAIN.night) };
}
