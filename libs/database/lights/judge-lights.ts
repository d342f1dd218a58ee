import {
  assumedProfile,
  batteryWear,
  completed,
  type DeviceNo,
  type EpochMs,
  groupedBy,
  judgeLightsTogether,
  LIGHT_FIELDS,
  type LightAmongOthers,
  type LightSample,
  nightWork,
  panelWear,
  SunClock,
  type UnitId,
} from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { type FaultFinding, recordFaults } from '../transitions/fault-transitions.ts';
import { type LightNight, writeNights } from './dark-forecasts.ts';
import {
  type LightToJudge,
  type Neighbourhood,
  neighbourhoodsToJudge,
  readLights,
  writeMemories,
} from './light-rows.ts';
import { type LightUnderSky, lookAtSky } from './weather.ts';

/** Lights in one transaction, more only where one neighbourhood has more: those of a commune are judged together. */
const CHUNK = 500;
const LOCK = `hashtextextended('lights', 0)`;
/** Far from the middle of the country by less than its width: enough for the sun where a place has no coordinates. */
const SOMEWHERE = { latitude: 21, longitude: 105.8 };

/**
 * Judges the newest report of every light that has one. Called every ten minutes or so: what a lamp said in between is in
 * its history, and one report in ten minutes is what the rules were made for. Any number of processes may call it; one
 * works. Returns how many were judged.
 */
export async function judgeLights(database: Database, now: EpochMs): Promise<number> {
  const suns = new SunClock();
  let judged = 0;
  for (const unitIds of packed(await neighbourhoodsToJudge(database))) {
    const done = await database.transaction(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`);
      return lock?.taken === true ? judgeSome(tx, suns, unitIds, now) : null;
    });
    if (done === null) return judged;
    for (const [unitId, lights] of groupedBy(done, ({ near }) => near)) await lookAtSky(database, unitId, lights, now);
    judged += done.length;
  }
  return judged;
}

interface JudgedHere extends LightUnderSky {
  readonly near: UnitId;
}

/** Whole neighbourhoods, as many as fit into one transaction. */
function packed(all: readonly Neighbourhood[]): readonly (readonly UnitId[])[] {
  const chunks: UnitId[][] = [];
  let room = 0;
  for (const { id, lights } of all) {
    if (chunks.length === 0 || lights > room) [room] = [CHUNK, chunks.push([])];
    chunks.at(-1)!.push(id);
    room -= lights;
  }
  return chunks;
}

async function judgeSome(
  sql: Sql,
  suns: SunClock,
  unitIds: readonly UnitId[],
  now: EpochMs,
): Promise<readonly JudgedHere[]> {
  const lights = (await readLights(sql, unitIds)).map((row) => known(row, suns));
  const judged = judgeLightsTogether(lights);
  const findings: FaultFinding[] = [];
  const nights: LightNight[] = [];
  const memories = judged.map(({ memory, findings: found }, index) => {
    const { deviceNo, near, profile, sample, sun } = lights[index]!;
    for (const { code, present, reason, rule, evidence } of found) {
      findings.push({ deviceNo, code, present, reason, rule, occurredAt: sample.at, evidence });
    }
    const work = nightWork(memory, profile, sun);
    if (work !== null) nights.push({ deviceNo, work });
    const worn = {
      batteryWear: batteryWear(memory, profile)?.wear ?? null,
      panelWear: panelWear(memory)?.wear ?? null,
    };
    return { deviceNo, near, memory, ...worn };
  });
  await recordFaults(sql, findings, null, now);
  if (memories.length > 0) await writeMemories(sql, memories);
  if (nights.length > 0) await writeNights(sql, nights, now);
  return memories;
}

interface Known extends LightAmongOthers<UnitId> {
  readonly deviceNo: DeviceNo;
}

function known(row: LightToJudge, suns: SunClock): Known {
  const sample = sampleOf(row);
  return {
    deviceNo: row.deviceNo,
    near: row.near,
    sample,
    profile: row.profile ?? assumedProfile(sample.batteryVoltage ?? null),
    sun: suns.at(placeOf(row), sample.at),
    before: completed(row.memory),
  };
}

function sampleOf({ factsAt, facts }: LightToJudge): LightSample {
  const said = LIGHT_FIELDS.flatMap((name) =>
    facts[name] === undefined || facts[name] === null ? [] : [[name, facts[name]]],
  );
  return { at: factsAt, ...(Object.fromEntries(said) as Partial<LightSample>) };
}

const placeOf = ({ latitude, longitude }: LightToJudge) =>
  latitude === null || longitude === null ? SOMEWHERE : { latitude, longitude };
