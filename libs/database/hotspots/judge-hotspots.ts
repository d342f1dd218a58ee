import {
  type DeviceNo,
  type EpochMs,
  type FirmwareInUse,
  HOTSPOT_FIELDS,
  type HotspotSample,
  judgeHotspot,
  NEW_HOTSPOT,
  wantedFirmware,
} from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { recordFaults } from '../transitions/fault-transitions.ts';
import { firmwareInUse, type HotspotToJudge, readHotspots, writeHotspotMemories } from './hotspot-rows.ts';

/** Hotspots in one transaction. */
const CHUNK = 500;
const LOCK = `hashtextextended('hotspots', 0)`;

/**
 * Judges the newest report of every hotspot that has one, as lights are judged: any number of processes may call it, one
 * works. Returns how many were judged.
 */
export async function judgeHotspots(database: Database, now: EpochMs): Promise<number> {
  let [judged, after] = [0, 0];
  // The same for all of one round, and a look at every hotspot there is.
  let inUse: readonly FirmwareInUse[] | null = null;
  for (;;) {
    const done = await database.transaction(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`);
      if (lock?.taken !== true) return [];
      const hotspots = await readHotspots(tx, after, CHUNK);
      if (hotspots.length === 0) return [];
      inUse ??= await firmwareInUse(tx);
      return judgeSome(tx, hotspots, inUse, now);
    });
    judged += done.length;
    if (done.length < CHUNK) return judged;
    after = done.at(-1)!;
  }
}

async function judgeSome(
  sql: Sql,
  hotspots: readonly HotspotToJudge[],
  inUse: readonly FirmwareInUse[],
  now: EpochMs,
): Promise<readonly DeviceNo[]> {
  const judged = hotspots.map((hotspot) => ({ deviceNo: hotspot.deviceNo, ...judge(hotspot, inUse) }));
  const findings = judged.flatMap(({ deviceNo, memory, findings: found }) =>
    found.map(({ code, present, reason, rule, evidence }) => ({
      ...{ deviceNo, code, present, reason, rule, evidence },
      occurredAt: memory.at ?? now,
    })),
  );
  await recordFaults(sql, findings, null, now);
  await writeHotspotMemories(sql, judged);
  return hotspots.map(({ deviceNo }) => deviceNo);
}

function judge({ factsAt, facts, memory, orderedFirmware }: HotspotToJudge, inUse: readonly FirmwareInUse[]) {
  const said = HOTSPOT_FIELDS.flatMap((name) =>
    facts[name] === undefined || facts[name] === null ? [] : [[name, facts[name]]],
  );
  const sample: HotspotSample = { at: factsAt, ...(Object.fromEntries(said) as Partial<HotspotSample>) };
  const model = typeof facts['model'] === 'string' ? facts['model'] : null;
  return judgeHotspot(sample, wantedFirmware(orderedFirmware, model, inUse), { ...NEW_HOTSPOT, ...memory });
}
