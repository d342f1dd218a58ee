import type { DeviceNo, EpochMs, UnitId } from '#libs/domain';
import type { Sql } from '../sql.ts';
import {
  observed,
  observedColumns,
  type ObservedDevice,
  type ObservedRow,
  OBSERVED_TABLES,
} from './observed-device.ts';

/** What is looked at together: a village with all below it, or the devices of a unit that is in no village. */
export interface Place {
  /** Null: not a place where the power can be cut; only uplinks are looked for. */
  readonly villageId: UnitId | null;
  /** Units in which a cut of their own is possible, below the village. */
  readonly groups: readonly UnitId[];
  readonly devices: readonly ObservedDevice[];
}

/** The places that these units belong to, with their devices as they are now. */
export async function readPlaces(sql: Sql, unitIds: readonly UnitId[], now: EpochMs): Promise<Place[]> {
  const units = await sql.query<{ village_id: UnitId | null; unit_id: UnitId }>(
    `WITH root AS (
       SELECT DISTINCT (SELECT u.id FROM unit_closure c JOIN unit u ON u.id = c.ancestor_id
           WHERE c.descendant_id = n.unit_id AND u.kind = 'village' ORDER BY c.depth LIMIT 1) AS village_id,
         n.unit_id FROM unnest($1::uuid[]) AS n (unit_id))
     SELECT DISTINCT root.village_id, coalesce(c.descendant_id, root.unit_id) AS unit_id
     FROM root LEFT JOIN unit_closure c ON c.ancestor_id = root.village_id`,
    [unitIds],
  );
  const villageOf = new Map(units.map((row) => [row.unit_id, row.village_id]));
  const devices = await devicesOf(sql, [...villageOf.keys()], now);
  const places = new Map<UnitId, { villageId: UnitId | null; groups: UnitId[]; devices: ObservedDevice[] }>();
  for (const [unitId, villageId] of villageOf) {
    const key = villageId ?? unitId;
    const place = places.get(key) ?? { villageId, groups: [], devices: [] };
    if (villageId !== null && unitId !== villageId) place.groups.push(unitId);
    places.set(key, place);
  }
  for (const device of devices) {
    const villageId = villageOf.get(device.unitId) ?? null;
    places.get(villageId ?? device.unitId)?.devices.push({ ...device, villageId });
  }
  return [...places.values()];
}

/** The uplink that each way ends at is followed over units; a circle of uplinks ends somewhere in it. */
async function devicesOf(sql: Sql, unitIds: readonly UnitId[], now: EpochMs): Promise<ObservedDevice[]> {
  const rows = await sql.query<ObservedRow>(
    `WITH RECURSIVE way AS (
       SELECT d.device_no, d.device_no AS hop, d.uplink_device_id AS next, 0 AS hops
       FROM device d WHERE d.unit_id = ANY($1) AND d.lifecycle = 'active' AND d.uplink_device_id IS NOT NULL
       UNION ALL
       SELECT way.device_no, u.device_no, u.uplink_device_id, way.hops + 1
       FROM way JOIN device u ON u.id = way.next WHERE way.hops < 8),
     last AS (SELECT DISTINCT ON (device_no) device_no, hop FROM way ORDER BY device_no, hops DESC)
     SELECT ${observedColumns('$2')}, NULL AS "villageId", coalesce(last.hop, d.device_no) AS way
     FROM ${OBSERVED_TABLES} LEFT JOIN last ON last.device_no = d.device_no
     WHERE d.unit_id = ANY($1) AND d.lifecycle = 'active' ORDER BY d.device_no`,
    [unitIds, new Date(now)],
  );
  return rows.map(observed);
}

/** Everything whose way leads through these devices, directly or not, by the device it leads through. */
export async function devicesBehind(
  sql: Sql,
  uplinks: readonly DeviceNo[],
  now: EpochMs,
): Promise<Map<DeviceNo, ObservedDevice[]>> {
  if (uplinks.length === 0) return new Map();
  const rows = await sql.query<ObservedRow & { root: DeviceNo }>(
    `WITH RECURSIVE behind AS (
       SELECT r.device_no AS root, d.id, d.device_no, 1 AS hops FROM device r JOIN device d ON d.uplink_device_id = r.id
       WHERE r.device_no = ANY($1)
       UNION ALL
       SELECT behind.root, d.id, d.device_no, behind.hops + 1
       FROM behind JOIN device d ON d.uplink_device_id = behind.id WHERE behind.hops < 8)
     SELECT DISTINCT ON (behind.root, d.device_no) behind.root, ${observedColumns('$2')}, NULL AS "villageId",
       behind.root AS way
     FROM behind JOIN (${OBSERVED_TABLES}) ON d.device_no = behind.device_no
     WHERE d.lifecycle = 'active' AND d.device_no <> behind.root ORDER BY behind.root, d.device_no`,
    [uplinks, new Date(now)],
  );
  const result = new Map<DeviceNo, ObservedDevice[]>();
  for (const { root, ...row } of rows) result.set(root, [...(result.get(root) ?? []), observed(row)]);
  return result;
}

/**
 * For each of these silent devices the last silent one on its way to us: itself, when what it leads through talks.
 */
export async function silentUplinks(sql: Sql, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<ObservedDevice[]> {
  if (deviceNos.length === 0) return [];
  const rows = await sql.query<ObservedRow>(
    `WITH RECURSIVE up AS (
       SELECT d.device_no AS origin, d.device_no, d.uplink_device_id AS next, 0 AS hops
       FROM device d WHERE d.device_no = ANY($1)
         AND (d.uplink_device_id IS NOT NULL OR EXISTS (SELECT 1 FROM device b WHERE b.uplink_device_id = d.id))
       UNION ALL
       SELECT up.origin, u.device_no, u.uplink_device_id, up.hops + 1
       FROM up JOIN device u ON u.id = up.next JOIN device_health uh ON uh.device_no = u.device_no
       WHERE up.hops < 8 AND uh.connectivity IN ('offline','suspect') AND u.lifecycle = 'active'),
     root AS (
       SELECT DISTINCT device_no FROM (SELECT DISTINCT ON (origin) origin, device_no FROM up ORDER BY origin, hops DESC) t)
     SELECT ${observedColumns('$2')}, NULL AS "villageId", d.device_no AS way
     FROM root JOIN (${OBSERVED_TABLES}) ON d.device_no = root.device_no WHERE d.lifecycle = 'active'
     ORDER BY d.device_no`,
    [deviceNos, new Date(now)],
  );
  return rows.map(observed);
}
