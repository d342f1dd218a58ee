import { ESCALATION_RULE, type EpochMs, wasAccepted } from '#libs/domain';
import { ENGINE, type TimelineEntry } from '../incidents/timeline.ts';
import type { NewNotification } from '../notifications/enqueue.ts';
import type { Recipient } from '../notifications/targets.ts';
import { aboutOf, type FollowUpSituation, quietUntil } from './escalations.ts';
import type { Pending } from './pending.ts';

/** What nobody took is told again to those who were told of the opening, one message a target and cause. */
export function repetitionsOf(
  situation: FollowUpSituation,
  repeated: readonly Pending[],
  now: EpochMs,
): { readonly notifications: readonly NewNotification[]; readonly timeline: readonly TimelineEntry[] } {
  const groups = new Map<string, { target: Recipient; pending: Pending[] }>();
  for (const pending of repeated) {
    for (const target of toRemind(situation, pending, now)) {
      const key = `${target.id} ${aboutOf(situation, pending)}`;
      const group = groups.get(key) ?? { target, pending: [] };
      group.pending.push(pending);
      groups.set(key, group);
    }
  }
  return {
    notifications: [...groups.values()].flatMap(({ target, pending }) => messageOf(situation, target, pending)),
    timeline: repeated.map((pending) => lineOf(pending, toRemind(situation, pending, now), now)),
  };
}

/** Whoever is still to hear of the opening does not hear of it again before. */
export const ownTargets = ({ told }: FollowUpSituation, { incidentId }: Pending): Recipient[] =>
  told
    .filter(
      (entry) =>
        entry.incidentId === incidentId &&
        entry.event === 'incident.opened' &&
        wasAccepted(entry.state) &&
        entry.target.audience === 'responsible',
    )
    .map(({ target }) => target);

/** At night only those who may be told now. */
const toRemind = (situation: FollowUpSituation, pending: Pending, now: EpochMs): Recipient[] =>
  ownTargets(situation, pending).filter((target) => quietUntil([target], pending, now) === null);

function lineOf({ incidentId }: Pending, tell: readonly Recipient[], now: EpochMs): TimelineEntry {
  const targets = tell.map(({ id, name, channel }) => ({ id, name, channel }));
  const line = { incidentId, rule: ESCALATION_RULE, actor: ENGINE, at: now };
  if (tell.length === 0)
    return { ...line, kind: 'not_told', reason: 'opening_not_delivered', detail: { event: 'incident.updated' } };
  return { ...line, kind: 'told', reason: 'repeat_due', detail: { event: 'incident.updated', targets } };
}

function messageOf(situation: FollowUpSituation, target: Recipient, pending: readonly Pending[]): NewNotification[] {
  const announced = pending.flatMap(({ incidentId }) => situation.announced.get(incidentId) ?? []);
  const [worst] = announced;
  if (!worst) return [];
  const lines = announced.flatMap(({ line }) => line ?? []);
  const found = worst.whole ? { found: worst.whole.found } : {};
  return [
    {
      target,
      unitId: situation.unit.unit.id,
      message: {
        event: 'incident.updated',
        variables: { ...situation.unit, cause: worst.cause, lines, ...found, takenBy: null },
      },
      severity: worst.severity,
      suppressed: false,
      reason: 'repeat_due',
      rule: ESCALATION_RULE,
      incidentIds: announced.map(({ incidentId }) => incidentId),
      occasions: new Map(pending.map(({ incidentId, repeats }) => [incidentId, repeats + 1])),
    },
  ];
}
