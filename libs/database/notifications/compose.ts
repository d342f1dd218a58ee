import {
  ANNOUNCE_RULE,
  chooseHearers,
  chooseHouseholds,
  chooseRecipients,
  decideAnnouncement,
  decideReach,
  decideRecovery,
  forHouseholds,
  groupedBy,
  REACH_RULE,
  RECIPIENT_RULE,
  type AnnouncementDecision,
  type EpochMs,
  type IncidentId,
  type IncidentVariables,
  type Message,
  type Recipients,
  type UnitLevel,
} from '#libs/domain';
import { ENGINE, type TimelineEntry } from '../incidents/timeline.ts';
import type { NewAnnouncement } from '../incidents/record-incidents.ts';
import { acknowledgedAddresses, targetsThatKnow } from './acknowledged-addresses.ts';
import type { Address } from './address.ts';
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
  /** Incidents that somebody has to take now. */
  readonly toFollowUp: readonly IncidentId[];
}

type Decided = readonly [Announced, AnnouncementDecision];

/** Decides what to say to whom; everything of one target, cause, event and reason becomes one message. */
export function compose(situation: Situation, now: EpochMs): Composition {
  const once = new Map(
    situation.announced.map((announced) => [`${announced.event} ${announced.incidentId}`, announced]),
  );
  const decided = [...once.values()].map((announced): Decided => [announced, decideAnnouncement(announced.facts, now)]);
  const addresses = decided.flatMap((pair) => addressesOf(situation, pair, now));
  return {
    notifications: messagesOf(
      situation,
      addresses.filter((address) => waitOf(address) === null),
    ),
    toFollowUp: decided.flatMap((pair) => (isToBeTaken(situation, pair, addresses) ? [pair[0].incidentId] : [])),
    timeline: decided.flatMap((pair) => timelineOf(pair, addresses, situation, now)),
    postponed: decided.flatMap((pair) => postponedOf(pair, addresses, situation)),
  };
}

/** Until when an address has to wait; null when it does not. */
const waitOf = ({ reach }: Address): EpochMs | null => (reach?.reach === 'later' ? reach.at : null);

/** Asked again when what holds it back is over; for several readers, when the first of them may be told. */
function postponedOf(
  [announced, decision]: Decided,
  addresses: readonly Address[],
  situation: Situation,
): NewAnnouncement[] {
  const { incidentId, event, createdAt } = announced;
  const again = { incidentId, event, createdAt, unitId: situation.unit.unit.id };
  if (decision.say === 'later') return [{ ...again, dueAt: decision.at, heldFor: decision.reason }];
  const waits = addresses
    .filter((address) => address.announced === announced)
    .map(waitOf)
    .filter((at) => at !== null);
  return waits.length > 0 ? [{ ...again, dueAt: Math.min(...waits), heldFor: QUIET }] : [];
}

const QUIET = 'quiet_hours';

/** Of a cause its own unit hears by this announcement, the others by theirs. */
function recipientsOf({ levels }: Situation, { whole, severity }: Announced): Recipients<Recipient> {
  return whole === null
    ? chooseRecipients(levels, severity)
    : chooseHearers({ levels, unheard: whole.unheard }, severity);
}

const heardOfPart = (situation: Situation, { whole, event }: Announced, target: Recipient): boolean =>
  whole?.kin.some((id) => wasTold(situation, id, target, event)) ?? false;

/** Whom this announcement speaks to: of a cause, those of its unit; whoever is above all units is the place's. */
function isHere({ unit }: Situation, { whole }: Announced, { unitId }: Told): boolean {
  if (whole === null || unitId === unit.unit.id) return true;
  return whole.found.place.id === unit.unit.id && !whole.units.includes(unitId);
}

/** People were to be told, whether or not there are any; not where all wait for the morning or for worse things. */
function isToBeTaken(situation: Situation, [announced, { say }]: Decided, addresses: readonly Address[]): boolean {
  if (announced.event !== 'incident.opened' || say !== 'now') return false;
  const own = addresses.filter(
    ({ announced: about, suppressed, target }) =>
      about === announced && !suppressed && target.audience === 'responsible',
  );
  if (own.length > 0) return own.some((address) => waitOf(address) === null);
  return announced.whole === null && recipientsOf(situation, announced).reason !== 'below_minimum_severity';
}

function addressesOf(situation: Situation, [announced, decision]: Decided, now: EpochMs): Address[] {
  switch (announced.event) {
    case 'incident.opened':
      return openingAddresses(situation, [announced, decision], now);
    case 'incident.acknowledged':
      return acknowledgedAddresses(toldHere(situation, announced), announced, decision, now);
    case 'incident.resolved':
      return recoveryAddresses(situation, [announced, decision], now);
  }
}

const toldHere = (situation: Situation, announced: Announced): Told[] =>
  situation.told.filter((entry) => isHere(situation, announced, entry));

const wasTold = ({ told }: Situation, incidentId: IncidentId, target: Recipient, event: string): boolean =>
  told.some((entry) => entry.incidentId === incidentId && entry.target.id === target.id && entry.event === event);

function openingAddresses(situation: Situation, [announced, decision]: Decided, now: EpochMs): Address[] {
  if (decision.say === 'later') return [];
  const { reason, tell, spare } = recipientsOf(situation, announced);
  const untold = tell.filter(
    (target) =>
      !wasTold(situation, announced.incidentId, target, announced.event) && !heardOfPart(situation, announced, target),
  );
  if (decision.say === 'never') {
    return untold.map((target) => ({
      announced,
      target,
      suppressed: true,
      reason: decision.reason,
      rule: ANNOUNCE_RULE,
    }));
  }
  const news = { severity: announced.severity, heardAt: null };
  return [
    ...untold.map((target) => {
      const reach = decideReach(target, news, now);
      return { announced, target, suppressed: false, reason, rule: RECIPIENT_RULE, reach };
    }),
    // Said when it was held already.
    ...(announced.facts.heldOvernight ? [] : spare).map((target) => ({
      announced,
      target,
      suppressed: true,
      reason: 'below_minimum_severity',
      rule: RECIPIENT_RULE,
    })),
    ...householdAddresses(situation, announced, now),
  ];
}

/** Households hear of the place they live in; what they are not told is said once. */
function householdAddresses(situation: Situation, announced: Announced, now: EpochMs): Address[] {
  const { whole, severity, incidentId, event, cause } = announced;
  if (whole === null) return [];
  const chosen = chooseHouseholds(situation.levels[0]?.targets ?? [], cause, severity);
  return chosen
    .filter(
      ({ target }) => !wasTold(situation, incidentId, target, event) && !heardOfPart(situation, announced, target),
    )
    .filter(({ tell }) => tell || !announced.facts.heldOvernight)
    .map(({ target, tell, reason }) => {
      const reach = decideReach(target, { severity, heardAt: null }, now);
      return { announced, target, suppressed: !tell, reason, rule: RECIPIENT_RULE, ...(tell && { reach }) };
    });
}

function recoveryAddresses(situation: Situation, [announced, decision]: Decided, now: EpochMs): Address[] {
  return targetsThatKnow(toldHere(situation, announced), announced.incidentId).flatMap(
    ({ target, state, at }): Address[] => {
      const told = wasTold(situation, announced.incidentId, target, announced.event);
      if (told && announced.heldFor !== null) return [];
      const { tell, reason } = decideRecovery(state, told, announced.heardOfCause.includes(target.id));
      const address = { announced, target, reason, rule: RECIPIENT_RULE };
      if (decision.say !== 'now')
        return [{ ...address, suppressed: true, reason: decision.reason, rule: ANNOUNCE_RULE }];
      if (!tell) return [{ ...address, suppressed: true }];
      const news = { severity: announced.severity, heardAt: at };
      return [{ ...address, suppressed: false, reach: decideReach(target, news, now) }];
    },
  );
}

function messagesOf(situation: Situation, addresses: readonly Address[]): NewNotification[] {
  const groups = groupedBy(addresses, ({ announced, target, reason }) => {
    const about = announced.whole === null ? announced.cause : announced.incidentId;
    const taken = announced.event === 'incident.acknowledged' ? `${announced.takenBy} ${announced.taken.until}` : '';
    return [target.id, announced.event, about, reason, taken].join(' ');
  });
  return [...groups.values()].map((group): NewNotification => {
    const [{ announced, target, suppressed, reason, rule, reach }] = group;
    const lines = group.flatMap((address) => address.announced.line ?? []);
    const found = announced.whole?.found;
    const takers = group.map((address) => address.announced.takenBy);
    const takenBy = takers.every((name) => name === takers[0]) ? (takers[0] ?? null) : null;
    const all = { ...situation.unit, cause: announced.cause, lines, ...(found && { found }), takenBy };
    return {
      target,
      unitId: situation.unit.unit.id,
      message: messageOf(announced, target.audience === 'households' ? forHouseholds(all) : all),
      // The lines come worst first.
      severity: announced.severity,
      suppressed,
      reason,
      rule,
      reach: reach?.reason ?? null,
      incidentIds: group.map((address) => address.announced.incidentId),
      ...(announced.event === 'incident.acknowledged' && {
        occasions: new Map(group.map(({ announced: { incidentId, taken } }) => [incidentId, taken.occasion])),
      }),
    };
  });
}

function messageOf({ event, taken }: Announced, variables: IncidentVariables): Message {
  if (event !== 'incident.acknowledged') return { event, variables };
  return { event, variables: { ...variables, until: taken.until, note: taken.note } };
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
  const tell = own.filter((address) => !address.suppressed && waitOf(address) === null);
  const held = own.filter((address) => waitOf(address) !== null);
  const [first] = tell;
  const lines: TimelineEntry[] = heldLines(line, event, held);
  if (first) {
    const detail = { event, targets: tell.map(named) };
    return [{ ...line, kind: 'told', reason: first.reason, rule: first.rule, detail }, ...lines];
  }
  if (held.length > 0) return lines;
  if (decision.say === 'never')
    return [{ ...line, kind: 'not_told', reason: decision.reason, rule: ANNOUNCE_RULE, detail: { event } }];
  // Units that have nobody of their own hear of a cause where it is told.
  if (announced.whole !== null && own.length === 0 && announced.whole.found.place.id !== situation.unit.unit.id)
    return [];
  const reason = event === 'incident.opened' ? noRecipientReason(situation, announced) : 'opening_never_told';
  return [{ ...line, kind: 'not_told', reason: own[0]?.reason ?? reason, rule: RECIPIENT_RULE, detail: { event } }];
}

const named = ({ target: { id, name, channel }, reach }: Address) => ({
  ...{ id, name, channel },
  ...(reach && { reach: reach.reason }),
});

/** One line for all who wait until the same moment. */
function heldLines(
  line: Pick<TimelineEntry, 'incidentId' | 'actor' | 'at'>,
  event: string,
  held: readonly Address[],
): TimelineEntry[] {
  const moments = [...new Set(held.map(waitOf))].filter((at) => at !== null);
  return moments.map((at) => {
    const targets = held.filter((address) => waitOf(address) === at).map(named);
    const detail = { event, until: new Date(at).toISOString(), targets };
    return { ...line, kind: 'held', reason: QUIET, rule: REACH_RULE, detail };
  });
}

function noRecipientReason(situation: Situation, announced: Announced): string {
  const { reason, tell } = recipientsOf(situation, announced);
  return tell.length > 0 ? 'already_told' : reason;
}
