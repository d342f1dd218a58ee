import { EXPLAINED_REASONS, explainedBy, type FoundCause } from './causes/cause-reasons.ts';
import type { Lifecycle } from './device.ts';
import { COVER_REASONS, type Cover } from './maintenance.ts';
import type { Connectivity } from './health.ts';
import type { DeviceTrouble, IncidentState } from './incident.ts';
import { FLAPPING_PATIENCE } from './flapping.ts';
import { HOUR, SECOND, type EpochMs } from './time.ts';

export const ANNOUNCE_RULE = 'announce/1';

/** Seconds an incident waits for its neighbours, or for its own healing, before anybody is told. */
export const GROUP_WAIT_SECONDS = { minimum: 0, maximum: 600, standard: 60 } as const;

/** `inherited`: what the unit and its ancestors say, nearest first; null says nothing. Milliseconds out. */
export function groupWait(inherited: readonly (number | null)[]): number {
  return (inherited.find((seconds) => seconds !== null) ?? GROUP_WAIT_SECONDS.standard) * SECOND;
}

/**
 * May a waiting announcement join a message of its group that leaves now? Only after half of its own wait: what falls
 * together is told together, and what just fell keeps time to heal.
 */
export const joinsGroup = (waiting: { readonly createdAt: EpochMs; readonly dueAt: EpochMs }, now: EpochMs): boolean =>
  now >= waiting.createdAt + (waiting.dueAt - waiting.createdAt) / 2;

export type AnnouncementEvent = 'incident.opened' | 'incident.acknowledged' | 'incident.resolved';

export const ANNOUNCEMENT_REASONS = [
  'still_open',
  'over',
  'somebody_goes',
  'no_longer_taken',
  'healed_within_group_wait',
  'healed_overnight',
  ...COVER_REASONS,
  'device_decommissioned',
  'device_never_seen',
  'device_silent',
  'flapping',
  'closed_by_person',
  'device_retired',
  ...EXPLAINED_REASONS,
] as const;
export type AnnouncementReason = (typeof ANNOUNCEMENT_REASONS)[number];

export interface AnnouncementFacts {
  readonly event: AnnouncementEvent;
  readonly state: IncidentState;
  readonly trouble: DeviceTrouble;
  readonly startedAt: EpochMs;
  /** When the trouble itself ended; null while it lasts, whatever people said. */
  readonly endedAt: EpochMs | null;
  readonly resolvedReason: string | null;
  readonly lifecycle: Lifecycle;
  /** Planned work or a planned power outage that speaks of this trouble now. */
  readonly cover: Cover | null;
  readonly connectivity: Connectivity;
  /** Is it known to come and go? */
  readonly flapping: boolean;
  /** When its beginnings and ends were told within the last hour, oldest first; asked only of what comes and goes. */
  readonly toldAt: readonly EpochMs[];
  /** Has it waited for the end of quiet hours? */
  readonly heldOvernight: boolean;
  /** The cause that speaks for it, if one does. */
  readonly explainedBy: FoundCause | null;
}

export type AnnouncementDecision =
  | { readonly say: 'now'; readonly reason: AnnouncementReason }
  | { readonly say: 'never'; readonly reason: AnnouncementReason }
  /** Asked again at `at`. */
  | { readonly say: 'later'; readonly reason: AnnouncementReason; readonly at: EpochMs };

/** The wait is over: is there something to say? To whom is another question. */
export function decideAnnouncement(facts: AnnouncementFacts, now: EpochMs): AnnouncementDecision {
  if (facts.event === 'incident.resolved') {
    if (facts.endedAt === null) return { say: 'never', reason: 'closed_by_person' };
    if (facts.resolvedReason === 'device_retired') return { say: 'never', reason: 'device_retired' };
    return unlessTooOften(facts, { say: 'now', reason: 'over' }, now);
  }
  if (facts.event === 'incident.acknowledged') {
    if (facts.state !== 'acknowledged') return { say: 'never', reason: 'no_longer_taken' };
    return { say: 'now', reason: 'somebody_goes' };
  }
  if (facts.state === 'resolved') {
    if (facts.endedAt === null) return { say: 'never', reason: 'closed_by_person' };
    return { say: 'never', reason: facts.heldOvernight ? 'healed_overnight' : 'healed_within_group_wait' };
  }
  // It is announced anew when the explanation ends and the trouble lasts.
  if (facts.explainedBy !== null) return { say: 'never', reason: explainedBy(facts.explainedBy) };
  if (facts.lifecycle === 'decommissioned') return { say: 'never', reason: 'device_decommissioned' };
  if (facts.cover !== null && facts.cover.until > now)
    return { say: 'later', reason: facts.cover.reason, at: facts.cover.until };
  if (facts.connectivity === 'never_seen') return { say: 'never', reason: 'device_never_seen' };
  // Its silence is told by an incident of its own; the fault is asked about again when the device is back.
  const speaksOfSilence = facts.trouble === 'offline' || facts.trouble === 'flapping';
  if (!speaksOfSilence && facts.connectivity === 'offline') return { say: 'never', reason: 'device_silent' };
  const patience = facts.startedAt + FLAPPING_PATIENCE;
  if (facts.trouble === 'offline' && facts.flapping && now < patience)
    return { say: 'later', reason: 'flapping', at: patience };
  return unlessTooOften(facts, { say: 'now', reason: 'still_open' }, now);
}

/** Of what comes and goes people hear so often an hour. */
const TOLD_OF_FLAPPING = 2;

function unlessTooOften(facts: AnnouncementFacts, decision: AnnouncementDecision, now: EpochMs): AnnouncementDecision {
  if (!facts.flapping && facts.trouble !== 'flapping') return decision;
  const oldest = facts.toldAt.filter((at) => at > now - HOUR).at(-TOLD_OF_FLAPPING);
  return oldest === undefined ? decision : { say: 'later', reason: 'flapping', at: oldest + HOUR };
}
