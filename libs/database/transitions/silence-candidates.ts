import type { DeviceNo, DoorId, EpochMs } from '#libs/domain';
import type { Database } from '../sql.ts';
import { recordSilences } from './silence-transitions.ts';

/**
 * One transaction: takes up to `limit` silences that doors proposed and records those the rows confirm. Returns how
 * many were taken; a door proposes again what was too early.
 *
 * The proposals are locked at first and deleted at last. A door that hints at a device holds its latest row while it
 * proposes: it passes by a proposal that is there, but would wait for one that is being deleted, and we for its row.
 */
export function verifySilences(database: Database, limit: number, now: EpochMs): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ device_no: DeviceNo; door_id: DoorId | null }>(
      `SELECT device_no, door_id FROM silence_candidate
       ORDER BY proposed_at, device_no LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
    const doors = new Set(rows.map((row) => row.door_id));
    const [only = null] = doors.size === 1 ? doors : [];
    const deviceNos = rows.map((row) => row.device_no);
    await recordSilences(tx, deviceNos, only, now);
    if (rows.length > 0) await tx.query('DELETE FROM silence_candidate WHERE device_no = ANY($1)', [deviceNos]);
    return rows.length;
  });
}
