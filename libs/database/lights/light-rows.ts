import type { DeviceNo, EpochMs, LightMemory, LightProfile, UnitId } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** A light with reports that were not judged yet. */
export interface LightToJudge {
  readonly deviceNo: DeviceNo;
  readonly communeId: UnitId | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly profile: LightProfile | null;
  readonly factsAt: EpochMs;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly memory: LightMemory | null;
}

const PROFILE = `json_build_object('chemistry', p.chemistry, 'nominalVolts', p.nominal_volts, 'capacityAh', p.capacity_ah,
  'panelWatts', p.panel_watts, 'lampWatts', p.lamp_watts, 'dimming', p.dimming, 'sensorOnly', p.sensor_only)`;

/** Lights in service with a number above `after` that reported since they were judged, at most `limit`, by number. */
export const readLights = (sql: Sql, after: number, limit: number): Promise<LightToJudge[]> =>
  sql.prepared<LightToJudge>(
    `SELECT d.device_no AS "deviceNo", s.latitude, s.longitude, ${epoch('l.facts_at')} AS "factsAt", l.facts, m.memory,
       CASE WHEN p.device_no IS NULL THEN NULL ELSE ${PROFILE} END AS profile,
       (SELECT c.ancestor_id FROM unit_closure c JOIN unit u ON u.id = c.ancestor_id AND u.kind = 'commune'
        WHERE c.descendant_id = d.unit_id LIMIT 1) AS "communeId"
     FROM device d JOIN device_latest l ON l.device_no = d.device_no JOIN site s ON s.id = d.site_id
       LEFT JOIN light_memory m ON m.device_no = d.device_no LEFT JOIN light_profile p ON p.device_no = d.device_no
     WHERE d.device_no > $1 AND d.kind = 'solar_light' AND d.lifecycle = 'active' AND l.facts_at IS NOT NULL
       AND (m.at IS NULL OR l.facts_at > m.at)
     ORDER BY d.device_no LIMIT $2`,
    [after, limit],
  );

/** All or nothing with the findings that came of them. */
export async function writeMemories(
  sql: Sql,
  memories: readonly { readonly deviceNo: DeviceNo; readonly memory: LightMemory }[],
): Promise<void> {
  await sql.query(
    `INSERT INTO light_memory (device_no, at, memory)
     SELECT device_no, to_timestamp((memory->>'at')::float8 / 1000), memory
     FROM unnest($1::int[], $2::jsonb[]) AS t (device_no, memory) ORDER BY device_no
     ON CONFLICT (device_no) DO UPDATE SET at = excluded.at, memory = excluded.memory`,
    [memories.map(({ deviceNo }) => deviceNo), memories.map(({ memory }) => JSON.stringify(memory))],
  );
}
