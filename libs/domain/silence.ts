import type { Connectivity } from './health.ts';
import { SECOND, type EpochMs } from './time.ts';

/** Part of the interval a report may be late before we look closer. */
const SUSPECT_AFTER_INTERVALS = 1.5;

export interface ListeningFacts {
  readonly connectivity: Connectivity;
  /** When the device last said anything to any door, by database time; null if never. */
  readonly lastContactAt: EpochMs | null;
  /** A will (or a failed probe) said it may be gone; null when nothing did since the last contact. */
  readonly hintedAt: EpochMs | null;
  /** When its secret was last rotated or revoked; null: never, or the device has none. */
  readonly secretChangedAt: EpochMs | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  /** Since when the door that hears this device has listened without a gap of its own; null: it does not listen now. */
  readonly listeningSince: EpochMs | null;
  /** The edge agent that visits this camera for us; null or absent: we hear the device ourselves. */
  readonly agent?: WatchingAgent | null;
}

/** Whoever watches in our place. What it has not told us yet proves nothing. */
export interface WatchingAgent {
  /** Everything it found until then has reached us. */
  readonly toldUntil: EpochMs;
  /** It is an outage of its own: what is behind it is not known. */
  readonly silent: boolean;
}

export interface SilenceDeadlines {
  readonly suspectAt: EpochMs;
  readonly offlineAt: EpochMs;
}

/**
 * When silence becomes suspicious and when it becomes an outage.
 * Our own gap is no outage: the count starts again when our door listens again.
 */
export function silenceDeadlines(
  lastContactAt: EpochMs,
  listeningSince: EpochMs,
  rule: { readonly intervalSeconds: number; readonly offlineAfterSeconds: number },
): SilenceDeadlines {
  const countFrom = Math.max(lastContactAt, listeningSince);
  const offlineAt = countFrom + rule.offlineAfterSeconds * SECOND;
  const suspectAt = Math.min(countFrom + SUSPECT_AFTER_INTERVALS * rule.intervalSeconds * SECOND, offlineAt);
  return { suspectAt, offlineAt };
}

export const SILENCE_REASONS = [
  'deadline_passed',
  /** Silent since its secret was changed: it still knocks with the old one, or was meant to be shut out. */
  'secret_changed',
  'report_late',
  'hint_received',
  /** Its edge agent is silent: nobody knows. */
  'agent_silent',
  'within_deadline',
  'never_seen',
  'door_not_listening',
  'already_known',
] as const;
export type SilenceReason = (typeof SILENCE_REASONS)[number];

/** `change` is null when nothing happens; the reason says why either way. `occurredAt`: when the silence began. */
export type SilenceDecision =
  | { readonly change: null; readonly reason: SilenceReason }
  | { readonly change: 'suspect' | 'offline'; readonly reason: SilenceReason; readonly occurredAt: EpochMs };

export const SILENCE_RULE = 'silence/2';

/**
 * Is this device silent for too long? Total and pure; the caller holds the device's row lock. Behind an edge agent time
 * runs as far as the agent has told: its silence is not the camera's.
 */
export function decideSilence(facts: ListeningFacts, at: EpochMs): SilenceDecision {
  const { agent = null } = facts;
  const now = agent === null ? at : Math.min(at, agent.toldUntil);
  if (facts.connectivity === 'never_seen' || facts.lastContactAt === null)
    return { change: null, reason: 'never_seen' };
  if (facts.connectivity === 'offline') return { change: null, reason: 'already_known' };
  if (facts.listeningSince === null) return { change: null, reason: 'door_not_listening' };
  const { suspectAt, offlineAt } = silenceDeadlines(facts.lastContactAt, facts.listeningSince, facts);
  const occurredAt = facts.lastContactAt;
  const shutOut = facts.secretChangedAt !== null && facts.secretChangedAt > facts.lastContactAt;
  if (now >= offlineAt)
    return { change: 'offline', reason: shutOut ? 'secret_changed' : 'deadline_passed', occurredAt };
  if (facts.connectivity === 'suspect') return { change: null, reason: 'already_known' };
  if (facts.hintedAt !== null && facts.hintedAt > facts.lastContactAt && facts.hintedAt >= facts.listeningSince) {
    return { change: 'suspect', reason: 'hint_received', occurredAt };
  }
  if (now >= suspectAt) return { change: 'suspect', reason: 'report_late', occurredAt };
  if (agent?.silent === true) return { change: 'suspect', reason: 'agent_silent', occurredAt };
  return { change: null, reason: 'within_deadline' };
}
