import {
  decideReach,
  ESCALATION_RULE,
  severityAtLeast,
  type EpochMs,
  type EscalationDecision,
  type EscalationReason,
  type IncidentId,
  type IncidentVariables,
  type ReachDecision,
  type Rung,
  type UnitId,
} from '#libs/domain';
import { ENGINE, type TimelineEntry } from '../incidents/timeline.ts';
import type { Announced } from '../notifications/announced-incident.ts';
import type { NewNotification } from '../notifications/enqueue.ts';
import type { Recipient, Told } from '../notifications/targets.ts';
import type { Pending } from './pending.ts';

export type Fired = Extract<EscalationDecision, { do: 'fire' }>;

interface Step {
  readonly afterMinutes: number;
  readonly unitId: UnitId;
}

/** What is known of a unit whose incidents nobody takes. */
export interface FollowUpSituation {
  readonly unit: Pick<IncidentVariables, 'unit' | 'timeZone'>;
  readonly announced: ReadonlyMap<IncidentId, Announced>;
  readonly told: readonly Told[];
  readonly steps: readonly Step[];
  /** Those of the units of the steps, with the units' names. */
  readonly targets: ReadonlyMap<UnitId, { readonly name: string; readonly targets: readonly Recipient[] }>;
}

export interface Escalations {
  readonly notifications: readonly NewNotification[];
  readonly timeline: readonly TimelineEntry[];
  readonly steps: readonly {
    readonly incident_id: IncidentId;
    readonly round: number;
    readonly after_minutes: number;
    readonly unit_id: UnitId;
    readonly reason: string;
  }[];
}

interface Firing {
  readonly pending: Pending;
  readonly fired: Fired;
}

/** One step of one incident, and who hears of it. */
interface Taken extends Firing {
  readonly step: Step;
  readonly unitName: string;
  readonly tell: readonly Recipient[];
  readonly reason: EscalationReason | 'below_minimum_severity' | 'quiet_hours';
}

/** Steps that are taken now become one message for each target, whatever number of incidents it is about. */
export function escalationsOf(situation: FollowUpSituation, firings: readonly Firing[], now: EpochMs): Escalations {
  const rungs = firings.flatMap((firing) =>
    situation.steps
      .filter(({ afterMinutes }) => afterMinutes === firing.fired.afterMinutes)
      .map((step) => rungOf(situation, firing, step, now)),
  );
  const left = firings.flatMap((firing) =>
    situation.steps
      .filter(({ afterMinutes }) => firing.fired.superseded.includes(afterMinutes))
      .map((step) => ({ ...firing, step, reason: 'superseded' as const, unitName: nameOf(situation, step) })),
  );
  const done = [...left, ...rungs];
  return {
    notifications: messagesOf(situation, rungs),
    timeline: [...left.map((rung) => lineOf(rung, [], now)), ...rungs.map((rung) => lineOf(rung, rung.tell, now))],
    steps: done.map(({ pending, step, reason }) => ({
      incident_id: pending.incidentId,
      round: pending.round,
      after_minutes: step.afterMinutes,
      unit_id: step.unitId,
      reason,
    })),
  };
}

const nameOf = ({ targets }: FollowUpSituation, { unitId }: Step): string => targets.get(unitId)?.name ?? '';

function rungOf(situation: FollowUpSituation, firing: Firing, step: Step, now: EpochMs): Taken {
  const readers = readersOf(situation, firing.pending, step);
  const tell = readers.worth.filter((target) => reachOf(target, firing.pending, now).reach === 'now');
  const rung = { ...firing, step, unitName: nameOf(situation, step), tell };
  if (tell.length > 0) return { ...rung, reason: firing.fired.reason };
  if (readers.responsible.length === 0) return { ...rung, reason: 'step_unit_has_no_target' };
  if (readers.unaware.length === 0) return { ...rung, reason: 'step_unit_knows' };
  return { ...rung, reason: readers.worth.length === 0 ? 'below_minimum_severity' : 'quiet_hours' };
}

/** Who was told of the opening knows, and is asked to go by repetition, not by escalation. */
function readersOf(situation: FollowUpSituation, { incidentId, facts }: Pending, { unitId }: Step) {
  const responsible = (situation.targets.get(unitId)?.targets ?? []).filter(
    (target) => target.enabled && target.audience === 'responsible',
  );
  const opening = situation.told.filter(
    (entry) => entry.incidentId === incidentId && entry.event === 'incident.opened',
  );
  const unaware = responsible.filter((target) => !opening.some((entry) => entry.target.id === target.id));
  return { responsible, unaware, worth: unaware.filter((to) => severityAtLeast(facts.severity, to.minimumSeverity)) };
}

const reachOf = (target: Recipient, { facts }: Pending, now: EpochMs): ReachDecision =>
  decideReach(target, { severity: facts.severity, heardAt: null }, now);

/** Until when all of these are in their quiet hours; null: not all are, or there are none. */
export function quietUntil(targets: readonly Recipient[], pending: Pending, now: EpochMs): EpochMs | null {
  const ends = targets.map((target) => reachOf(target, pending, now)).map((reach) => ('at' in reach ? reach.at : null));
  const waits = ends.filter((end) => end !== null);
  return waits.length > 0 && waits.length === ends.length ? Math.min(...waits) : null;
}

/** The steps of the policy as they stand for one incident, one rung for each time. */
export function rungsOf(situation: FollowUpSituation, pending: Pending, now: EpochMs): Rung[] {
  const times = [...new Set(situation.steps.map(({ afterMinutes }) => afterMinutes))];
  return times.map((afterMinutes) => {
    const steps = situation.steps.filter((step) => step.afterMinutes === afterMinutes);
    const readers = steps.flatMap((step) => readersOf(situation, pending, step).worth);
    return { afterMinutes, quietUntil: quietUntil(readers, pending, now) };
  });
}

function lineOf(
  { pending, step, reason, unitName }: Pick<Taken, 'pending' | 'step' | 'unitName'> & { readonly reason: string },
  tell: readonly Recipient[],
  now: EpochMs,
): TimelineEntry {
  const targets = tell.map(({ id, name, channel }) => ({ id, name, channel }));
  return {
    incidentId: pending.incidentId,
    kind: tell.length > 0 ? 'escalated' : 'not_escalated',
    reason,
    rule: ESCALATION_RULE,
    actor: ENGINE,
    at: now,
    detail: {
      event: 'incident.escalated',
      ...(targets.length > 0 && { targets }),
      unitId: step.unitId,
      unitName,
      afterMinutes: step.afterMinutes,
    },
  };
}

/** What may share a message: single devices of one cause; what explains many speaks for itself. */
export const aboutOf = ({ announced }: FollowUpSituation, { incidentId, facts }: Pending): string =>
  announced.get(incidentId)?.whole ? incidentId : facts.cause;

/** What is alike (whom, why, what was said before) is one message. */
function messagesOf(situation: FollowUpSituation, rungs: readonly Taken[]): NewNotification[] {
  const groups = new Map<string, { target: Recipient; rungs: Taken[] }>();
  for (const rung of rungs) {
    for (const target of rung.tell) {
      const { firstHeard, takenBefore } = rung.pending;
      const about = aboutOf(situation, rung.pending);
      const key = [target.id, about, rung.reason, firstHeard?.unitName, takenBefore].join('\n');
      const group = groups.get(key) ?? { target, rungs: [] };
      if (!group.rungs.some(({ pending }) => pending === rung.pending)) group.rungs.push(rung);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ target, rungs: own }) => messageOf(situation, target, own));
}

function messageOf(situation: FollowUpSituation, target: Recipient, rungs: readonly Taken[]): NewNotification[] {
  const [first] = rungs;
  const announced = rungs.flatMap(({ pending }) => situation.announced.get(pending.incidentId) ?? []);
  const [worst] = announced;
  if (!first || !worst) return [];
  const heard = rungs.flatMap(({ pending }) => pending.firstHeard ?? []);
  const [told] = heard.sort((a, b) => a.at - b.at);
  const variables = {
    ...situation.unit,
    cause: worst.cause,
    lines: announced.flatMap(({ line }) => line ?? []),
    ...(worst.whole && { found: worst.whole.found }),
    takenBy: null,
    told: told ?? null,
    takenBefore: first.pending.takenBefore,
  };
  return [
    {
      target,
      unitId: situation.unit.unit.id,
      message: { event: 'incident.escalated', variables },
      severity: worst.severity,
      suppressed: false,
      reason: first.reason,
      rule: ESCALATION_RULE,
      incidentIds: announced.map(({ incidentId }) => incidentId),
      occasions: new Map(rungs.map(({ pending }) => [pending.incidentId, pending.escalations + 1])),
    },
  ];
}
