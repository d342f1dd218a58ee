import type { DeviceNo, EpochMs, FirmwareInUse, HotspotMemory } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** A hotspot with a report that was not judged yet. */
export interface HotspotToJudge {
  readonly deviceNo: DeviceNo;
  readonly factsAt: EpochMs;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly memory: HotspotMemory | null;
  readonly orderedFirmware: string | null;
}

/** Hotspots in service with a number above `after` that reported since they were judged, at most `limit`, by number. */
export const readHotspots = (sql: Sql, after: number, limit: number): Promise<HotspotToJudge[]> =>
  sql.prepared<HotspotToJudge>(
    `SELECT d.device_no AS "deviceNo", ${epoch('l.facts_at')} AS "factsAt", l.facts, m.memory,
       d.desired_firmware AS "orderedFirmware"
     FROM device d JOIN device_latest l ON l.device_no = d.device_no
       LEFT JOIN hotspot_memory m ON m.device_no = d.device_no
     WHERE d.device_no > $1 AND d.kind = 'wifi_hotspot' AND d.lifecycle = 'active' AND l.facts_at IS NOT NULL
       AND (m.at IS NULL OR l.facts_at > m.at)
     ORDER BY d.device_no LIMIT $2`,
    [after, limit],
  );

/** What the hotspots of this installation run, by model. */
export const firmwareInUse = (sql: Sql): Promise<FirmwareInUse[]> =>
  sql.query<FirmwareInUse>(
    `SELECT l.facts->>'model' AS model, l.facts->>'firmware' AS firmware, count(*)::int AS devices
     FROM device d JOIN device_latest l ON l.device_no = d.device_no
     WHERE d.kind = 'wifi_hotspot' AND d.lifecycle = 'active' AND l.facts ? 'model' AND l.facts ? 'firmware'
     GROUP BY 1, 2`,
  );

/** All or nothing with the findings that came of them. */
export async function writeHotspotMemories(
  sql: Sql,
  memories: readonly { readonly deviceNo: DeviceNo; readonly memory: HotspotMemory }[],
): Promise<void> {
  await sql.query(
    `INSERT INTO hotspot_memory (device_no, at, memory)
     SELECT device_no, to_timestamp((memory->>'at')::float8 / 1000), memory
     FROM unnest($1::int[], $2::jsonb[]) AS t (device_no, memory) ORDER BY device_no
     ON CONFLICT (device_no) DO UPDATE SET at = excluded.at, memory = excluded.memory`,
    [memories.map(({ deviceNo }) => deviceNo), memories.map(({ memory }) => JSON.stringify(memory))],
  );
}
