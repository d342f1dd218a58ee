import type { IncidentState } from './incident.ts';
import { MINUTE, type EpochMs } from './time.ts';

/** How long somebody's word "I am going to check" counts, in minutes; the standard holds where no unit says anything. */
export const ACKNOWLEDGE_MINUTES = { minimum: 5, maximum: 10_080, standard: 120 } as const;

export const ACKNOWLEDGE_REASONS = [
  'taken',
  'prolonged',
  'taken_over',
  'cause_taken',
  'already_taken',
  'already_over',
] as const;
export type AcknowledgeReason = (typeof ACKNOWLEDGE_REASONS)[number];

export interface AcknowledgeFacts {
  readonly state: IncidentState;
  /** Null: it has no end. */
  readonly until: EpochMs | null;
  /** Does the one who has it speak again? */
  readonly samePerson: boolean;
}

export interface AcknowledgeWish {
  /** Null: as long as the policy says. */
  readonly minutes: number | null;
  /** "I go instead", said on purpose. */
  readonly takeOver: boolean;
}

export type AcknowledgeDecision =
  | { readonly change: true; readonly reason: 'taken' | 'prolonged' | 'taken_over'; readonly until: EpochMs }
  | { readonly change: false; readonly reason: 'already_taken' | 'already_over' };

/**
 * The first word counts until it expires. Who has it may prolong it (not shorten: the others rely on it); somebody else
 * takes it over only on purpose. `policyMinutes`: what holds when the person says no time.
 */
export function decideAcknowledge(
  { state, until, samePerson }: AcknowledgeFacts,
  wish: AcknowledgeWish,
  policyMinutes: number,
  now: EpochMs,
): AcknowledgeDecision {
  const end = now + (wish.minutes ?? policyMinutes) * MINUTE;
  if (state === 'resolved') return { change: false, reason: 'already_over' };
  if (state === 'open') return { change: true, reason: 'taken', until: end };
  const asked = wish.takeOver || wish.minutes !== null;
  if (samePerson && asked && until !== null && end > until) return { change: true, reason: 'prolonged', until: end };
  if (!samePerson && wish.takeOver) return { change: true, reason: 'taken_over', until: end };
  return { change: false, reason: 'already_taken' };
}
