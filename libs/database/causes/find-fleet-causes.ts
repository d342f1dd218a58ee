import {
  countFurther,
  decideCarrier,
  decideEnding,
  decideSelf,
  greatestFall,
  LONGEST_HOLD,
  mayBeCarrier,
  mostThatMayTalk,
  scopeIncidentIdentity,
  TOGETHER_WITHIN,
  type EpochMs,
  type Fall,
  type IncidentId,
  type UnitId,
} from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { addWideNews, claimWideNews, lockCauses } from './cause-work.ts';
import { Findings } from './findings.ts';
import { type LastingCause, lastingCauses, membersOf } from './lasting-causes.ts';
import { joins } from './observed-device.ts';
import { linesUp, lowestAbove } from './lines-up.ts';
import {
  countSilent,
  countTalking,
  type FleetDevice,
  heldBefore,
  LATELY,
  moreTalkThan,
  readSilent,
  readTalking,
  topmostHearers,
} from './read-fleet.ts';
import { recordFindings } from './record-findings.ts';

/** Fewer silent devices are neither a carrier nor ourselves. */
const WORTH_LOOKING = 10;

/**
 * One transaction, one engine at a time: is it ourselves, or a carrier's network? Ends what is over of both. False when
 * another engine looks.
 */
export function findFleetCauses(database: Database, now: EpochMs): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await lockCauses(tx, 'fleet'))) return false;
    if (!(await claimWideNews(tx, 'fleet', now))) return true;
    const findings = new Findings(now);
    const causes = await lastingCauses(tx, ['self', 'carrier', 'power_cut', 'uplink']);
    const held = causes.filter(({ cause }) => cause === 'self' || cause === 'carrier');
    if (held.length === 0 && !(await isWorthLooking(tx, now))) return true;
    const lookAgain = await endCauses(tx, findings, held);
    await look(tx, findings, causes);
    await recordFindings(tx, findings);
    for (const at of [lookAgain, endOfHold(findings)]) if (at !== null) await addWideNews(tx, 'fleet', at);
    return true;
  });
}

const endOfHold = ({ opened, now }: Findings): EpochMs | null =>
  opened.some(({ cause }) => cause === 'self') ? now + LONGEST_HOLD : null;

/** Cheap questions first: most silences are nobody's fault but their own, or a place's. */
async function isWorthLooking(sql: Sql, now: EpochMs): Promise<boolean> {
  const silent = await countSilent(sql, now - LATELY);
  if (silent.mostOfACarrier >= WORTH_LOOKING) return true;
  return silent.all >= WORTH_LOOKING && !(await moreTalkThan(sql, mostThatMayTalk(silent.all)));
}

async function endCauses(sql: Sql, findings: Findings, causes: readonly LastingCause[]): Promise<EpochMs | null> {
  const { now } = findings;
  const members = await membersOf(
    sql,
    causes.map(({ id }) => id),
  );
  let lookAgain: EpochMs | null = null;
  for (const { id, cause, state, openedAt, detail } of causes) {
    const own = members.get(id) ?? [];
    const back = own.filter(({ talks, returned }) => talks && !returned);
    findings.returned.push(...back.map(({ deviceNo }) => ({ causeId: id, deviceNo })));
    const units = detail.units ?? [];
    const decision = decideEnding(cause, openedAt, own, now);
    if (cause === 'self' && state === 'resolved')
      findings.end({ id, cause, reason: 'closed_by_person', endedAt: now, correction: null, units });
    else if (decision.over) findings.end({ id, cause, ...decision, units });
    else if (decision.lookAgainAt !== null) lookAgain = Math.min(lookAgain ?? Infinity, decision.lookAgainAt);
  }
  return lookAgain;
}

async function look(sql: Sql, findings: Findings, causes: readonly LastingCause[]): Promise<void> {
  const lasting = causes.filter(({ id }) => findings.ended.every((ended) => ended.id !== id));
  const self = lasting.find(({ cause }) => cause === 'self');
  const held = lasting.filter(({ cause }) => cause === 'self' || cause === 'carrier');
  const since = Math.min(findings.now - LATELY, ...held.map(({ startedAt }) => startedAt - TOGETHER_WITHIN));
  const silent = await readSilent(sql, since, findings.now);
  if (self !== undefined) return hold(findings, self.id, self.startedAt - TOGETHER_WITHIN, silent, lasting);
  // What has just been released is looked at when that is written down.
  if (findings.ended.length > 0) return;
  if (await lookAtSelf(sql, findings, silent, lasting)) return;
  const lines = await linesUp(
    sql,
    silent.map(({ unitId }) => unitId),
  );
  for (const cause of lasting.filter((one) => one.cause === 'carrier')) joinCarrier(findings, cause, silent, lines);
  for (const carrier of new Set(silent.map((device) => device.carrier).filter((name) => name !== null)))
    if (!lasting.some((one) => one.detail.carrier === carrier))
      await lookAtCarrier(sql, findings, carrier, silent, lines);
}

async function lookAtSelf(
  sql: Sql,
  findings: Findings,
  silent: readonly FleetDevice[],
  lasting: readonly LastingCause[],
): Promise<boolean> {
  const before = await heldBefore(sql);
  const fall = greatestFall(
    silent.filter(({ silentSince }) => (silentSince ?? 0) > before),
    findings.now,
  );
  if (fall === null || fall.together.length < WORTH_LOOKING) return false;
  const talking = await readTalking(sql, mostThatMayTalk(fall.together.length) + 1, findings.now);
  const decision = decideSelf(fall, talking);
  if (!decision.held) return false;
  const units = fall.together.map(({ unitId }) => unitId);
  const scopeUnitId = lowestAbove([...(await linesUp(sql, units)).values()]);
  const hearers = await topmostHearers(sql, units);
  const id = findings.open({
    ...{ cause: 'self', identity: scopeIncidentIdentity('self', scopeUnitId), scopeUnitId, deviceNo: null },
    ...{ severity: 'critical', reason: decision.reason, startedAt: fall.from },
    detail: { units: hearers.length > 0 ? hearers : [scopeUnitId] },
  });
  hold(findings, id, fall.from, silent, lasting);
  return true;
}

/** Everybody that fell silent since then is held, and every cause that was found for some of them. */
function hold(
  findings: Findings,
  selfId: IncidentId,
  from: EpochMs,
  silent: readonly FleetDevice[],
  lasting: readonly LastingCause[],
): void {
  for (const device of silent.filter((one) => joins(one, from))) {
    findings.members.push({ causeId: selfId, deviceNo: device.deviceNo });
    if (device.incidentId !== null && device.parentId === null)
      findings.join(device.incidentId, selfId, 'held_with_all');
  }
  for (const { id, cause, parentId, startedAt } of lasting)
    if (cause !== 'self' && parentId === null && startedAt >= from) findings.join(id, selfId, 'held_with_all');
}

async function lookAtCarrier(
  sql: Sql,
  findings: Findings,
  carrier: string,
  silent: readonly FleetDevice[],
  lines: ReadonlyMap<UnitId, readonly UnitId[]>,
): Promise<void> {
  const own = silent.filter((device) => device.carrier === carrier);
  const fall = greatestFall(own, findings.now);
  if (fall === null || !mayBeCarrier(fall.together)) return;
  for (const unitId of highestFirst(fall.together, lines)) {
    const inside = (device: FleetDevice): boolean => lines.get(device.unitId)?.includes(unitId) ?? false;
    const together = fall.together.filter(inside);
    if (!mayBeCarrier(together)) continue;
    if (!(await holds(sql, { unitId, carrier, together, fall, silent: silent.filter(inside) }))) continue;
    const scopeUnitId = lowestAbove(together.map((device) => lines.get(device.unitId) ?? []));
    const id = findings.open({
      ...{ cause: 'carrier', identity: scopeIncidentIdentity('carrier', scopeUnitId, carrier), scopeUnitId },
      ...{ deviceNo: null, severity: 'major', reason: 'carrier_silent', startedAt: fall.from },
      detail: { carrier, units: [scopeUnitId] },
    });
    for (const device of together) {
      findings.members.push({ causeId: id, deviceNo: device.deviceNo });
      if (device.incidentId !== null && device.parentId === null) findings.join(device.incidentId, id, 'fell_with_it');
    }
    return;
  }
}

interface CarrierInUnit {
  readonly unitId: UnitId;
  readonly carrier: string;
  readonly together: readonly FleetDevice[];
  readonly fall: Fall;
  /** Of the unit, whatever its network. */
  readonly silent: readonly FleetDevice[];
}

async function holds(sql: Sql, { unitId, carrier, together, fall, silent }: CarrierInUnit): Promise<boolean> {
  const others = silent.filter(
    (device) =>
      device.carrier !== carrier && !device.setAside && (device.silentSince ?? 0) >= fall.from - TOGETHER_WITHIN,
  ).length;
  const count = (same: boolean, limit: number) => countTalking(sql, unitId, { carrier, same }, limit);
  const talking = await count(true, countFurther.ofCarrier(together.length));
  const othersTalking = await count(false, countFurther.ofOthers(others));
  return decideCarrier(together, talking, { silent: others, talking: othersTalking }).cut;
}

/** Whoever of its devices falls silent later in the same part of the country. */
function joinCarrier(
  findings: Findings,
  cause: LastingCause,
  silent: readonly FleetDevice[],
  lines: ReadonlyMap<UnitId, readonly UnitId[]>,
): void {
  const own = silent.filter(
    (device) =>
      device.carrier === cause.detail.carrier &&
      !device.released &&
      (device.parentId === null || device.parentId === cause.id) &&
      (device.silentSince ?? 0) >= cause.startedAt - TOGETHER_WITHIN &&
      lines.get(device.unitId)?.includes(cause.scopeUnitId),
  );
  for (const device of own) {
    findings.members.push({ causeId: cause.id, deviceNo: device.deviceNo });
    if (device.incidentId !== null && device.parentId === null)
      findings.join(device.incidentId, cause.id, 'fell_later');
  }
}

/** Units above these devices, those with the fewest above themselves first. */
function highestFirst(devices: readonly FleetDevice[], lines: ReadonlyMap<UnitId, readonly UnitId[]>): UnitId[] {
  const height = new Map<UnitId, number>();
  for (const { unitId } of devices) {
    const line = lines.get(unitId) ?? [];
    for (const [index, id] of line.entries()) height.set(id, line.length - index);
  }
  return [...height].sort(([, a], [, b]) => a - b).map(([id]) => id);
}
