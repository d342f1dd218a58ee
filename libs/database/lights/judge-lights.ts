import {
  assumedProfile,
  type DeviceNo,
  type EpochMs,
  judgeLightsTogether,
  LIGHT_FIELDS,
  type LightAmongOthers,
  type LightSample,
  NEW_LIGHT,
  nightWork,
  SunClock,
  type UnitId,
} from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { type FaultFinding, recordFaults } from '../transitions/fault-transitions.ts';
import { type LightNight, writeNights } from './dark-forecasts.ts';
import { type LightToJudge, readLights, writeMemories } from './light-rows.ts';

/** Lights in one transaction. */
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
  let [judged, after] = [0, 0];
  for (;;) {
    const done = await database.transaction(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`);
      return lock?.taken === true ? judgeSome(tx, suns, after, now) : null;
    });
    if (done === null) return judged;
    judged += done.count;
    if (done.last === null) return judged;
    after = done.last;
  }
}

async function judgeSome(
  sql: Sql,
  suns: SunClock,
  after: number,
  now: EpochMs,
): Promise<{ count: number; last: DeviceNo | null }> {
  const lights = (await readLights(sql, after, CHUNK)).map((row) => known(row, suns));
  const judged = judgeLightsTogether(lights);
  const findings: FaultFinding[] = [];
  const nights: LightNight[] = [];
  const memories = judged.map(({ memory, findings: found }, index) => {
    const { deviceNo, profile, sample, sun } = lights[index]!;
    for (const { code, present, reason, rule, evidence } of found) {
      findings.push({ deviceNo, code, present, reason, rule, occurredAt: sample.at, evidence });
    }
    const work = nightWork(memory, profile, sun);
    if (work !== null) nights.push({ deviceNo, work });
    return { deviceNo, memory };
  });
  await recordFaults(sql, findings, null, now);
  if (memories.length > 0) await writeMemories(sql, memories);
  if (nights.length > 0) await writeNights(sql, nights, now);
  return { count: lights.length, last: lights.length < CHUNK ? null : lights[lights.length - 1]!.deviceNo };
}

/** Neighbours are the lights of a commune that are judged together. */
interface Known extends LightAmongOthers<UnitId | null> {
  readonly deviceNo: DeviceNo;
}

function known(row: LightToJudge, suns: SunClock): Known {
  const sample = sampleOf(row);
  return {
    deviceNo: row.deviceNo,
    near: row.communeId,
    sample,
    profile: row.profile ?? assumedProfile(sample.batteryVoltage ?? null),
    sun: suns.at(placeOf(row), sample.at),
    before: row.memory ?? NEW_LIGHT,
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
