import {
  ANNOUNCE_RULE,
  chooseRecipients,
  decideAnnouncement,
  decideRecovery,
  RECIPIENT_RULE,
  type AnnouncementDecision,
  type EpochMs,
  type IncidentId,
  type IncidentVariables,
  type UnitLevel,
} from '#libs/domain';
import { ENGINE, type TimelineEntry } from '../incidents/timeline.ts';
import type { NewAnnouncement } from '../incidents/record-incidents.ts';
import type { Announced } from './announced-incident.ts';
import type { NewNotification } from './enqueue.ts';
import type { Recipient, Told } from './targets.ts';

/** What is known when a unit's announcements fall due. */
export interface Situation {
  readonly unit: Pick<IncidentVariables, 'unit' | 'timeZone'>;
  readonly announced: readonly Announced[];
  readonly levels: readonly UnitLevel<Recipient>[];
  readonly told: readonly Told[];
}

/** What becomes of them. */
export interface Composition {
  readonly notifications: readonly NewNotification[];
  readonly timeline: readonly TimelineEntry[];
  readonly postponed: readonly NewAnnouncement[];
}

/** One line of one future message. */
interface Address {
  readonly announced: Announced;
  readonly target: Recipient;
  readonly suppressed: boolean;
  readonly reason: string;
  readonly rule: string;
}

type Decided = readonly [Announced, AnnouncementDecision];

/** Decides what to say to whom; everything of one target, cause, event and reason becomes one message. */
export function compose(situation: Situation, now: EpochMs): Composition {
  const once = new Map(
    situation.announced.map((announced) => [`${announced.event} ${announced.incidentId}`, announced]),
  );
  const decided = [...once.values()].map((announced): Decided => [announced, decideAnnouncement(announced.facts, now)]);
  const addresses = decided.flatMap((pair) =>
    pair[0].event === 'incident.opened' ? openingAddresses(situation, pair) : recoveryAddresses(situation, pair),
  );
  return {
    notifications: messagesOf(situation, addresses),
    timeline: decided.flatMap((pair) => timelineOf(pair, addresses, situation, now)),
    postponed: decided.flatMap(([{ incidentId, event, createdAt }, decision]) =>
      decision.say === 'later'
        ? [{ incidentId, event, createdAt, unitId: situation.unit.unit.id, dueAt: decision.at }]
        : [],
    ),
  };
}

const wasTold = ({ told }: Situation, incidentId: IncidentId, target: Recipient, event: string): boolean =>
  told.some((entry) => entry.incidentId === incidentId && entry.target.id === target.id && entry.event === event);

function openingAddresses(situation: Situation, [announced, decision]: Decided): Address[] {
  if (decision.say === 'later') return [];
  const { reason, tell, spare } = chooseRecipients(situation.levels, announced.line.severity);
  const untold = tell.filter((target) => !wasTold(situation, announced.incidentId, target, announced.event));
  if (decision.say === 'never') {
    return untold.map((target) => ({
      announced,
      target,
      suppressed: true,
      reason: decision.reason,
      rule: ANNOUNCE_RULE,
    }));
  }
  return [
    ...untold.map((target) => ({ announced, target, suppressed: false, reason, rule: RECIPIENT_RULE })),
    ...spare.map((target) => ({
      announced,
      target,
      suppressed: true,
      reason: 'below_minimum_severity',
      rule: RECIPIENT_RULE,
    })),
  ];
}

function recoveryAddresses(situation: Situation, [announced, decision]: Decided): Address[] {
  const openings = situation.told.filter(
    (entry) => entry.incidentId === announced.incidentId && entry.event === 'incident.opened',
  );
  return openings.map(({ target, state }): Address => {
    const told = wasTold(situation, announced.incidentId, target, announced.event);
    const { tell, reason } = decideRecovery(state, told);
    if (decision.say === 'now') return { announced, target, suppressed: !tell, reason, rule: RECIPIENT_RULE };
    return { announced, target, suppressed: true, reason: decision.reason, rule: ANNOUNCE_RULE };
  });
}

function messagesOf(situation: Situation, addresses: readonly Address[]): NewNotification[] {
  const groups = new Map<string, [Address, ...Address[]]>();
  for (const address of addresses) {
    const { announced, target, reason } = address;
    const key = [target.id, announced.event, announced.cause, reason].join(' ');
    const group = groups.get(key);
    if (group) group.push(address);
    else groups.set(key, [address]);
  }
  return [...groups.values()].map((group): NewNotification => {
    const [{ announced, target, suppressed, reason, rule }] = group;
    const lines = group.map((address) => address.announced.line);
    const takers = group.map((address) => address.announced.takenBy);
    const takenBy = takers.every((name) => name === takers[0]) ? (takers[0] ?? null) : null;
    return {
      target,
      unitId: situation.unit.unit.id,
      message: { event: announced.event, variables: { ...situation.unit, cause: announced.cause, lines, takenBy } },
      // The lines come worst first.
      severity: announced.line.severity,
      suppressed,
      reason,
      rule,
      incidentIds: lines.map((line) => line.incidentId),
    };
  });
}

function timelineOf(
  [announced, decision]: Decided,
  addresses: readonly Address[],
  situation: Situation,
  now: EpochMs,
): TimelineEntry[] {
  const { incidentId, event } = announced;
  const line = { incidentId, actor: ENGINE, at: now };
  if (decision.say === 'later') {
    const detail = { event, until: new Date(decision.at).toISOString() };
    return [{ ...line, kind: 'held', reason: decision.reason, rule: ANNOUNCE_RULE, detail }];
  }
  const own = addresses.filter((address) => address.announced === announced);
  const tell = own.filter((address) => !address.suppressed);
  const [first] = tell;
  if (first) {
    const targets = tell.map(({ target: { id, name, channel } }) => ({ id, name, channel }));
    return [{ ...line, kind: 'told', reason: first.reason, rule: first.rule, detail: { event, targets } }];
  }
  if (decision.say === 'never')
    return [{ ...line, kind: 'not_told', reason: decision.reason, rule: ANNOUNCE_RULE, detail: { event } }];
  const reason = event === 'incident.opened' ? noRecipientReason(situation, announced) : 'opening_never_told';
  return [{ ...line, kind: 'not_told', reason: own[0]?.reason ?? reason, rule: RECIPIENT_RULE, detail: { event } }];
}

function noRecipientReason(situation: Situation, announced: Announced): string {
  const { reason, tell } = chooseRecipients(situation.levels, announced.line.severity);
  return tell.length > 0 ? 'already_told' : reason;
}
