import type { DeviceNo, DoorId, EpochMs } from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { DEADLINE_SECONDS } from '../transitions/deadline-seconds.ts';
import { AGENT_OF } from './agent-of.ts';
import { recordSilences } from '../transitions/silence-transitions.ts';

/**
 * Doors whose lease lapsed while another one of their kind listens, and whose devices nobody has finished looking at:
 * those devices are in no living door's memory.
 */
export async function deadDoors(sql: Sql, now: EpochMs): Promise<DoorId[]> {
  const rows = await sql.query<{ id: DoorId }>(
    `SELECT id FROM door dead WHERE lease_until < $1 AND swept_at IS NULL AND EXISTS (
       SELECT 1 FROM door live
       WHERE live.kind = dead.kind AND live.lease_until >= $1 AND live.accepting_since IS NOT NULL)
     ORDER BY id`,
    [new Date(now)],
  );
  return rows.map((row) => row.id);
}

export interface Sweep {
  /** Continue after this device; null: the round is complete. */
  readonly next: number | null;
}

/**
 * Cameras behind an edge agent are in no door's memory; they are judged with what their agent tells.
 *
 * One transaction: judges up to `limit` devices last heard by a dead door that may be silent too long, beginning after
 * `afterNo`. When no device of the door can fall silent any more, the door is marked as swept and not looked at again.
 * The row condition only picks whom to look at; the verdict falls under the devices' locks.
 */
export function sweepDeadDoor(
  database: Database,
  doorId: DoorId,
  afterNo: number,
  limit: number,
  now: EpochMs,
): Promise<Sweep> {
  return database.transaction(async (tx) => {
    const [door] = await tx.query<{ id: DoorId }>(
      `SELECT id FROM door WHERE id = $1 AND lease_until < $2 AND swept_at IS NULL FOR UPDATE SKIP LOCKED`,
      [doorId, new Date(now)],
    );
    if (!door) return { next: null };
    const rows = await tx.query<{ device_no: DeviceNo; late: boolean }>(
      `SELECT l.device_no,
         l.last_contact_at + make_interval(secs => least(
           1.5 * coalesce(h.announced_interval_seconds, d.interval_seconds), ${DEADLINE_SECONDS})) <= $4 AS late
       FROM device_latest l JOIN device_health h USING (device_no) JOIN device d USING (device_no)
       WHERE l.door_id = $1 AND l.device_no > $2 AND h.connectivity IN ('online','suspect')
         AND d.lifecycle <> 'decommissioned' AND (d.kind <> 'camera' OR ${AGENT_OF} IS NULL)
       ORDER BY l.device_no LIMIT $3`,
      [doorId, afterNo, limit, new Date(now)],
    );
    const late = rows.filter((row) => row.late).map((row) => row.device_no);
    await recordSilences(tx, late, doorId, now);
    if (rows.length === 0 && afterNo === 0)
      await tx.query(`UPDATE door SET swept_at = $2 WHERE id = $1`, [doorId, new Date(now)]);
    return { next: rows.length < limit ? null : (rows.at(-1)?.device_no ?? null) };
  });
}
