import {
  ANNOUNCE_RULE,
  type AnnouncementDecision,
  decideReach,
  decideTakenAudience,
  type EpochMs,
  RECIPIENT_RULE,
  wasAccepted,
} from '#libs/domain';
import type { Address } from './address.ts';
import type { Announced } from './announced-incident.ts';
import type { Recipient, Told } from './targets.ts';

const OPENINGS = ['incident.opened', 'incident.escalated'];

/** Each target that was told of the trouble, once, with the message that stands best; `at`: when it last heard. */
export function targetsThatKnow(told: readonly Told[], incidentId: Told['incidentId']): Told[] {
  const best = new Map<Recipient['id'], Told>();
  for (const entry of told) {
    if (entry.incidentId !== incidentId || !OPENINGS.includes(entry.event)) continue;
    const known = best.get(entry.target.id) ?? entry;
    const better = standing(entry) > standing(known) ? entry : known;
    best.set(entry.target.id, { ...better, at: Math.max(entry.at, known.at) });
  }
  return [...best.values()];
}

const standing = ({ state }: Told): number =>
  wasAccepted(state) ? 2 : state === 'queued' || state === 'sending' ? 1 : 0;

/** Who hears that somebody goes: the groups that were told, once for each acknowledgement. Households never: not who. */
export function acknowledgedAddresses(
  told: readonly Told[],
  announced: Announced,
  decision: AnnouncementDecision,
  now: EpochMs,
): Address[] {
  return targetsThatKnow(told, announced.incidentId).flatMap(({ target, state, at }): Address[] => {
    if (target.audience === 'households') return [];
    const heard = told.some(
      (entry) =>
        entry.incidentId === announced.incidentId &&
        entry.target.id === target.id &&
        entry.event === 'incident.acknowledged' &&
        entry.occasion === announced.taken.occasion,
    );
    if (heard && announced.heldFor !== null) return [];
    const { tell, reason } = decideTakenAudience(target.channel, state, heard);
    const address = { announced, target, reason, rule: RECIPIENT_RULE };
    if (decision.say !== 'now') return [{ ...address, suppressed: true, reason: decision.reason, rule: ANNOUNCE_RULE }];
    if (!tell) return [{ ...address, suppressed: true }];
    const news = { severity: announced.severity, heardAt: at };
    return [{ ...address, suppressed: false, reach: decideReach(target, news, now) }];
  });
}
