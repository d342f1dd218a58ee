import type { DeviceNo, DoorId, EpochMs } from '#libs/domain';
import type { Database } from '../sql.ts';
import { recordSilences } from './silence-transitions.ts';

/**
 * One transaction: takes up to `limit` silences that doors proposed and records those the rows confirm. Returns how
 * many were taken; a door proposes again what was too early.
 */
export function verifySilences(database: Database, limit: number, now: EpochMs): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ device_no: DeviceNo; door_id: DoorId | null }>(
      `DELETE FROM silence_candidate WHERE device_no IN (
         SELECT device_no FROM silence_candidate ORDER BY proposed_at, device_no LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING device_no, door_id`,
      [limit],
    );
    const doors = new Set(rows.map((row) => row.door_id));
    const [only = null] = doors.size === 1 ? doors : [];
    const deviceNos = rows.map((row) => row.device_no);
    await recordSilences(tx, deviceNos, only, now);
    return rows.length;
  });
}
