import { newId, type Sql } from '#libs/database';
import type { DeviceKind, DeviceNo, EpochMs, PowerSource, UnitId } from '#libs/domain';

export interface CrowdDevice {
  readonly code: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly unitId: UnitId;
  readonly power: PowerSource;
  readonly landmark: string | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  /** Code of the device it is connected through. */
  readonly behind: string | null;
}

/** Registers thousands of devices at once, each on a pole of its own. Gives their numbers by code. */
export async function registerCrowd(
  sql: Sql,
  devices: readonly CrowdDevice[],
  now: EpochMs,
): Promise<Map<string, DeviceNo>> {
  const rows = JSON.stringify(devices.map((device) => ({ ...device, id: newId(now), siteId: newId(now) })));
  const registered = await sql.query<{ device_no: DeviceNo; code: string }>(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, "siteId" uuid, code text, name text, kind text,
         "unitId" uuid, power text, landmark text, "intervalSeconds" int, "offlineAfterSeconds" int)),
     sites AS (
       INSERT INTO site (id, code, unit_id, landmark, public_token, search, created_at, updated_at)
       SELECT "siteId", 'cot-' || code, "unitId", landmark, 'token-' || code, code, $2, $2 FROM given),
     devices AS (
       INSERT INTO device (id, kind, code, name, site_id, unit_id, power_source, interval_seconds,
         offline_after_seconds, search, created_at, updated_at)
       SELECT id, kind, code, name, "siteId", "unitId", power, "intervalSeconds", "offlineAfterSeconds", code, $2, $2
       FROM given RETURNING device_no, code),
     health AS (
       INSERT INTO device_health (device_no, since, known_at) SELECT device_no, $2, $2 FROM devices)
     SELECT device_no, code FROM devices`,
    [rows, new Date(now)],
  );
  await sql.query(
    `UPDATE device d SET uplink_device_id = u.id
     FROM jsonb_to_recordset($1::jsonb) AS t (code text, behind text) JOIN device u ON u.code = t.behind
     WHERE d.code = t.code`,
    [rows],
  );
  return new Map(registered.map((row) => [row.code, row.device_no]));
}
