import type { DeviceNo, EpochMs, LightMemory, LightProfile, UnitId } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** A light with a report that was not judged yet. */
export interface LightToJudge {
  readonly deviceNo: DeviceNo;
  /** The unit whose lights see the same sky. */
  readonly near: UnitId;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly profile: LightProfile | null;
  readonly factsAt: EpochMs;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly memory: LightMemory | null;
}

/** Of profile `p`. */
export const PROFILE = `json_build_object('chemistry', p.chemistry, 'nominalVolts', p.nominal_volts, 'capacityAh', p.capacity_ah,
  'panelWatts', p.panel_watts, 'lampWatts', p.lamp_watts, 'dimming', p.dimming, 'sensorOnly', p.sensor_only)`;

/** Of device `d`, which may have none. */
export const OF_PROFILE = `LEFT JOIN light_with_profile w ON w.device_no = d.device_no
  LEFT JOIN light_profile p ON p.id = w.profile_id`;
export const PROFILE_OR_NULL = `CASE WHEN p.id IS NULL THEN NULL ELSE ${PROFILE} END`;

/** The commune of a light; where there is none its village, else its own unit. */
const NEAR = `coalesce(
  (SELECT c.ancestor_id FROM unit_closure c JOIN unit u ON u.id = c.ancestor_id AND u.kind = 'commune'
   WHERE c.descendant_id = d.unit_id ORDER BY c.depth LIMIT 1),
  (SELECT c.ancestor_id FROM unit_closure c JOIN unit u ON u.id = c.ancestor_id AND u.kind = 'village'
   WHERE c.descendant_id = d.unit_id ORDER BY c.depth DESC LIMIT 1),
  d.unit_id)`;

/** In service, and reported since they were judged. */
const DUE = `d.kind = 'solar_light' AND d.lifecycle = 'active' AND l.facts_at IS NOT NULL
  AND (m.at IS NULL OR l.facts_at > m.at)`;

export interface Neighbourhood {
  readonly id: UnitId;
  /** To be judged. */
  readonly lights: number;
}

export const neighbourhoodsToJudge = (sql: Sql): Promise<Neighbourhood[]> =>
  sql.query<Neighbourhood>(
    `SELECT near AS id, count(*)::int AS lights FROM (
       SELECT ${NEAR} AS near FROM device d JOIN device_latest l ON l.device_no = d.device_no
         LEFT JOIN light_memory m ON m.device_no = d.device_no WHERE ${DUE}) t
     GROUP BY near ORDER BY near`,
  );

/** The lights of these neighbourhoods that are due, by number. */
export const readLights = (sql: Sql, unitIds: readonly UnitId[]): Promise<LightToJudge[]> =>
  sql.prepared<LightToJudge>(
    `SELECT * FROM (
       SELECT d.device_no AS "deviceNo", s.latitude, s.longitude, ${epoch('l.facts_at')} AS "factsAt", l.facts, m.memory,
         ${PROFILE_OR_NULL} AS profile, ${NEAR} AS near
       FROM device d JOIN device_latest l ON l.device_no = d.device_no JOIN site s ON s.id = d.site_id
         LEFT JOIN light_memory m ON m.device_no = d.device_no ${OF_PROFILE}
       WHERE ${DUE} AND d.unit_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = ANY($1))) t
     WHERE near = ANY($1) ORDER BY "deviceNo"`,
    [unitIds],
  );

/** A light's memory, and how worn its parts are by it (0 to 1; null: not known). */
export interface RememberedLight {
  readonly deviceNo: DeviceNo;
  readonly memory: LightMemory;
  readonly batteryWear: number | null;
  readonly panelWear: number | null;
}

/** All or nothing with the findings that came of them. */
export async function writeMemories(sql: Sql, memories: readonly RememberedLight[]): Promise<void> {
  await sql.query(
    `INSERT INTO light_memory (device_no, at, memory, battery_wear, panel_wear)
     SELECT device_no, to_timestamp((memory->>'at')::float8 / 1000), memory, battery_wear, panel_wear
     FROM unnest($1::int[], $2::jsonb[], $3::real[], $4::real[]) AS t (device_no, memory, battery_wear, panel_wear)
     ORDER BY device_no
     ON CONFLICT (device_no) DO UPDATE SET at = excluded.at, memory = excluded.memory,
       battery_wear = excluded.battery_wear, panel_wear = excluded.panel_wear`,
    [
      memories.map(({ deviceNo }) => deviceNo),
      memories.map(({ memory }) => JSON.stringify(memory)),
      memories.map((light) => light.batteryWear),
      memories.map((light) => light.panelWear),
    ],
  );
}
