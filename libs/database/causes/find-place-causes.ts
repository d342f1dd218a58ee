import {
  decideEnding,
  decidePowerCut,
  decideUplink,
  isSilent,
  onMains,
  scopeIncidentIdentity,
  TOGETHER_WITHIN,
  uplinkIncidentIdentity,
  type DeviceNo,
  type EpochMs,
  type IncidentId,
  type UnitId,
} from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { addPlaceNews, claimPlaceNews, lockCauses } from './cause-work.ts';
import { Findings } from './findings.ts';
import { type LastingCause, lastingCauses, lastingCausesOf, type Member, membersOf } from './lasting-causes.ts';
import { joins, type ObservedDevice } from './observed-device.ts';
import { devicesBehind, type Place, readPlaces, silentUplinks } from './read-places.ts';
import { linesUp, lowestAbove } from './lines-up.ts';
import { recordFindings } from './record-findings.ts';

/** What is known of the places that have news. */
interface Look {
  readonly findings: Findings;
  readonly causes: readonly LastingCause[];
  readonly members: ReadonlyMap<IncidentId, readonly Member[]>;
}

/**
 * One transaction: looks for power cuts and silent uplinks in the places of one commune that have news, and for the end
 * of those that last. One engine at a time looks at a commune; false when another one does.
 */
export function findPlaceCauses(database: Database, communeId: UnitId, now: EpochMs): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await lockCauses(tx, communeId))) return false;
    const news = await claimPlaceNews(tx, communeId, now);
    if (news.length === 0) return true;
    // While everything is held nothing else is looked for; when the hold ends, these places have news again.
    if ((await lastingCauses(tx, ['self'])).length > 0) return true;
    const places = await readPlaces(tx, news, now);
    const units = places.flatMap(({ villageId, groups }) => (villageId === null ? [] : [villageId, ...groups]));
    const deviceNos = places.flatMap(({ devices }) => devices.map(({ deviceNo }) => deviceNo));
    const causes = await lastingCausesOf(tx, units, deviceNos);
    const look = {
      findings: new Findings(now),
      causes,
      members: await membersOf(
        tx,
        causes.map(({ id }) => id),
      ),
    };
    const lookAgain = endCauses(look);
    for (const place of places) lookAtPlace(look, place);
    await lookAtUplinks(tx, look, places);
    await recordFindings(tx, look.findings);
    if (lookAgain !== null) await addPlaceNews(tx, news, lookAgain);
    return true;
  });
}

/** Ends what is over; returns when to look again although nothing happens. */
function endCauses({ findings, causes, members }: Look): EpochMs | null {
  let lookAgain: EpochMs | null = null;
  for (const { id, cause, openedAt, detail } of causes) {
    if (detail.climbed === true) continue;
    const own = members.get(id) ?? [];
    const back = own.filter(({ talks, returned }) => talks && !returned);
    findings.returned.push(...back.map(({ deviceNo }) => ({ causeId: id, deviceNo })));
    const decision = decideEnding(cause, openedAt, own, findings.now);
    if (decision.over) findings.end({ id, cause, ...decision, units: detail.units ?? [] });
    else if (decision.lookAgainAt !== null) lookAgain = Math.min(lookAgain ?? Infinity, decision.lookAgainAt);
  }
  return lookAgain;
}

const hasEnded = ({ findings }: Look, id: IncidentId): boolean => findings.ended.some((ended) => ended.id === id);

const cutOf = (look: Look, unitId: UnitId): LastingCause | undefined =>
  look.causes.find((one) => one.cause === 'power_cut' && one.scopeUnitId === unitId && !hasEnded(look, one.id));

/** The village as a whole, or else each of its groups. */
function lookAtPlace(look: Look, { villageId, groups, devices }: Place): void {
  if (villageId === null || !devices.some(isSilent)) return;
  const village = lookForCut(look, villageId, devices);
  for (const groupId of groups) {
    if (village === null)
      lookForCut(
        look,
        groupId,
        devices.filter(({ unitId }) => unitId === groupId),
      );
    const own = cutOf(look, groupId);
    if (village !== null && own?.parentId === null) look.findings.join(own.id, village, 'part_of_larger_cut');
  }
}

/** The cut of this whole unit, new or lasting; its devices join it. Null when there is none. */
function lookForCut(look: Look, unitId: UnitId, devices: readonly ObservedDevice[]): IncidentId | null {
  const { findings } = look;
  const lasting = cutOf(look, unitId);
  if (lasting !== undefined && lasting.detail.climbed !== true) {
    const fallen = devices.filter((device) => onMains(device) && joins(device, lasting.startedAt - TOGETHER_WITHIN));
    addTo(look, lasting, withBehind(fallen, devices));
    return lasting.id;
  }
  const decision = decidePowerCut(devices, findings.now);
  if (!decision.cut) return null;
  const { fall, likely, reason } = decision;
  const all = withBehind(fall.together, devices);
  const detail = { likely, units: [...new Set([...all.map((device) => device.unitId), unitId])] };
  if (lasting !== undefined) {
    // Some of its groups were cut; now all of it is.
    const told = new Set(lasting.detail.units);
    findings.changed.push({ id: lasting.id, detail: { ...detail, climbed: false } });
    findings.toTell.push({ causeId: lasting.id, unitIds: detail.units.filter((id) => !told.has(id)) });
    explain(look, lasting.id, all, fall.together);
    return lasting.id;
  }
  const identity = scopeIncidentIdentity('power_cut', unitId);
  const common = { cause: 'power_cut', identity, scopeUnitId: unitId, deviceNo: null, severity: 'major' } as const;
  const id = findings.open({ ...common, reason, startedAt: fall.from, detail });
  explain(look, id, all, fall.together);
  return id;
}

/** What reaches us through a device without power has no way to us, whatever powers it. */
function withBehind(fallen: readonly ObservedDevice[], devices: readonly ObservedDevice[]): ObservedDevice[] {
  const down = new Set(fallen.map(({ deviceNo }) => deviceNo));
  const behind = devices.filter(
    (device) => !down.has(device.deviceNo) && down.has(device.way) && isSilent(device) && joins(device, -Infinity),
  );
  return [...fallen, ...behind];
}

/** Takes in what is not explained yet; units that had nobody in it before are told, too. */
function addTo(look: Look, cause: LastingCause, devices: readonly ObservedDevice[]): void {
  const { findings, members } = look;
  const present = new Set(
    (members.get(cause.id) ?? []).filter(({ talks, returned }) => !talks && !returned).map(({ deviceNo }) => deviceNo),
  );
  const fresh = devices.filter(
    (device) => !present.has(device.deviceNo) || (device.incidentId !== null && device.parentId === null),
  );
  explain(look, cause.id, fresh, []);
  const told = new Set(cause.detail.units);
  const units = [...new Set(fresh.map(({ unitId }) => unitId))].filter((unitId) => !told.has(unitId));
  if (units.length === 0) return;
  findings.changed.push({ id: cause.id, detail: { ...cause.detail, units: [...told, ...units] } });
  findings.toTell.push({ causeId: cause.id, unitIds: units });
}

/** These devices are down because of `causeId`; so are uplinks among them, with what they explain. */
function explain(
  { findings, causes }: Look,
  causeId: IncidentId,
  devices: readonly ObservedDevice[],
  together: readonly ObservedDevice[],
): void {
  const first = new Set(together);
  for (const device of devices) {
    findings.members.push({ causeId, deviceNo: device.deviceNo });
    const reason = first.has(device) ? 'fell_with_it' : device.way === device.deviceNo ? 'fell_later' : 'behind_uplink';
    if (device.incidentId !== null && device.parentId === null) findings.join(device.incidentId, causeId, reason);
    const uplink = causes.find((one) => one.cause === 'uplink' && one.deviceNo === device.deviceNo);
    if (uplink && uplink.id !== causeId && uplink.parentId === null) findings.join(uplink.id, causeId, reason);
  }
}

/** Routers, hotspots and agents: what is silent behind them, and is not explained by more. */
async function lookAtUplinks(sql: Sql, look: Look, places: readonly Place[]): Promise<void> {
  const { now } = look.findings;
  const withoutPower = inCuts(look);
  const silent = places.flatMap(({ devices }) =>
    devices.filter((device) => isSilent(device) && !device.setAside && !withoutPower.has(device.deviceNo)),
  );
  const roots = await silentUplinks(
    sql,
    silent.map(({ deviceNo }) => deviceNo),
    now,
  );
  const behind = await devicesBehind(
    sql,
    roots.map(({ deviceNo }) => deviceNo),
    now,
  );
  const unitIds = [...roots, ...[...behind.values()].flat()].map(({ unitId }) => unitId);
  const lines = await linesUp(sql, unitIds);
  for (const root of roots) {
    if (root.setAside || root.parentCause === 'power_cut' || withoutPower.has(root.deviceNo)) continue;
    lookAtUplink(look, root, behind.get(root.deviceNo) ?? [], lines);
  }
}

function inCuts(look: Look): Set<DeviceNo> {
  const lasting = look.causes.filter(({ id, cause }) => cause === 'power_cut' && !hasEnded(look, id));
  const before = lasting.flatMap(({ id }) => (look.members.get(id) ?? []).filter(({ talks }) => !talks));
  return new Set([...before, ...look.findings.members].map(({ deviceNo }) => deviceNo));
}

function lookAtUplink(
  look: Look,
  root: ObservedDevice,
  behind: readonly ObservedDevice[],
  lines: ReadonlyMap<UnitId, readonly UnitId[]>,
): void {
  const decision = decideUplink(root, behind);
  if (!decision.cut) return;
  const lasting = look.causes.find(
    (one) => one.cause === 'uplink' && one.deviceNo === root.deviceNo && !hasEnded(look, one.id),
  );
  const free = (device: ObservedDevice): boolean =>
    joins(device, -Infinity) && (device.parentId === null || device.parentId === lasting?.id);
  const down = [root, ...decision.silent].filter(free);
  if (lasting !== undefined) return addTo(look, lasting, down);
  // Whoever sees the incident sees all that is behind it.
  const scopeUnitId = lowestAbove(down.map(({ unitId }) => lines.get(unitId) ?? []));
  const units = [...new Set([...down.map(({ unitId }) => unitId), scopeUnitId])];
  const id = look.findings.open({
    ...{ cause: 'uplink', identity: uplinkIncidentIdentity(root.deviceNo), severity: 'major', reason: 'uplink_silent' },
    ...{ scopeUnitId, deviceNo: root.deviceNo, startedAt: decision.from, detail: { units } },
  });
  explain(look, id, down, down.slice(0, 1));
}
