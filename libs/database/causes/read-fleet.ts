import { MINUTE, type EpochMs, type UnitId } from '#libs/domain';
import type { Sql } from '../sql.ts';
import {
  observed,
  observedColumns,
  type ObservedDevice,
  type ObservedRow,
  OBSERVED_TABLES,
} from './observed-device.ts';

/** A device as it matters beyond places. */
export interface FleetDevice extends ObservedDevice {
  /** The network of its own SIM; null: it has none, or never said. */
  readonly carrier: string | null;
}

/** Silences older than this have been looked at (ms): what falls together, and what a usual deadline adds. */
export const LATELY = 20 * MINUTE;

const CARRIER = `CASE WHEN d.uplink_device_id IS NULL THEN l.facts->>'carrier' END`;
const COLUMNS = `${observedColumns('$1')}, ${CARRIER} AS carrier, d.device_no AS way,
  (SELECT u.id FROM unit_closure c JOIN unit u ON u.id = c.ancestor_id
   WHERE c.descendant_id = d.unit_id AND u.kind = 'village' ORDER BY c.depth LIMIT 1) AS "villageId"`;

type Row = ObservedRow & { readonly carrier: string | null };
const toDevice = ({ carrier, ...row }: Row): FleetDevice => ({ ...observed(row), carrier });

/** How many fell silent lately, all and by carrier: one look into the small index of those that are not online. */
export async function countSilent(sql: Sql, since: EpochMs): Promise<{ all: number; mostOfACarrier: number }> {
  const rows = await sql.query<{ carrier: string | null; count: number }>(
    `SELECT ${CARRIER} AS carrier, count(*)::int
     FROM device_health h JOIN device d USING (device_no) LEFT JOIN device_latest l USING (device_no)
     WHERE h.connectivity IN ('suspect','offline') AND h.silent_since > $1 GROUP BY 1`,
    [new Date(since)],
  );
  const ofCarriers = rows.filter(({ carrier }) => carrier !== null).map(({ count }) => count);
  return { all: rows.reduce((sum, { count }) => sum + count, 0), mostOfACarrier: Math.max(0, ...ofCarriers) };
}

/** Do more devices talk than `limit`? Reading ends as soon as enough are found. */
export async function moreTalkThan(sql: Sql, limit: number): Promise<boolean> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int FROM (SELECT 1 FROM device_health h JOIN device d USING (device_no)
       WHERE h.connectivity = 'online' AND d.lifecycle = 'active' LIMIT $1) found`,
    [limit + 1],
  );
  return (row?.count ?? 0) > limit;
}

export async function readSilent(sql: Sql, since: EpochMs, now: EpochMs): Promise<FleetDevice[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${OBSERVED_TABLES}
     WHERE h.connectivity IN ('suspect','offline') AND h.silent_since > $2 AND d.lifecycle = 'active'
     ORDER BY d.device_no`,
    [new Date(now), new Date(since)],
  );
  return rows.map(toDevice);
}

/** Devices that talk, no more than `limit` of them: reading ends as soon as enough are found. */
export async function readTalking(sql: Sql, limit: number, now: EpochMs): Promise<FleetDevice[]> {
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${OBSERVED_TABLES}
     WHERE d.device_no IN (SELECT t.device_no FROM device_health t JOIN device a USING (device_no)
       WHERE t.connectivity = 'online' AND a.lifecycle = 'active' LIMIT $2)`,
    [new Date(now), limit],
  );
  return rows.map(toDevice);
}

/** Devices of a unit that talk over this carrier (or over anything else), counted up to `limit`. */
export async function countTalking(
  sql: Sql,
  unitId: UnitId,
  over: { readonly carrier: string; readonly same: boolean },
  limit: number,
): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int FROM (
       SELECT 1 FROM unit_closure c JOIN device d ON d.unit_id = c.descendant_id AND d.lifecycle = 'active'
         JOIN device_health h USING (device_no) LEFT JOIN device_latest l USING (device_no)
       WHERE c.ancestor_id = $1 AND h.connectivity = 'online' AND (${CARRIER} IS NOT DISTINCT FROM $2::text) = $3
       LIMIT $4) found`,
    [unitId, over.carrier, over.same, limit],
  );
  return row?.count ?? 0;
}

/** The highest units with people who act, above these or among them: who looks after our own server. */
export async function topmostHearers(sql: Sql, unitIds: readonly UnitId[]): Promise<UnitId[]> {
  const rows = await sql.query<{ id: UnitId }>(
    `WITH hearer AS (
       SELECT DISTINCT t.unit_id AS id, (SELECT count(*) FROM unit_closure up WHERE up.descendant_id = t.unit_id) AS depth
       FROM target t JOIN unit_closure c ON c.ancestor_id = t.unit_id
       WHERE c.descendant_id = ANY($1) AND t.removed_at IS NULL AND t.enabled AND t.audience = 'responsible')
     SELECT id FROM hearer WHERE depth = (SELECT min(depth) FROM hearer) ORDER BY id`,
    [[...new Set(unitIds)]],
  );
  return rows.map(({ id }) => id);
}

/** Until when silences have been held as ours before: they are not held again. */
export async function heldBefore(sql: Sql): Promise<EpochMs> {
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT max(ended_at) AS at FROM incident WHERE cause = 'self' AND resolved_at IS NOT NULL`,
  );
  return row?.at?.getTime() ?? -Infinity;
}
