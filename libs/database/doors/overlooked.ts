import type { DeviceNo, EpochMs } from '#libs/domain';
import type { Database } from '../sql.ts';
import { listeningSince } from '../transitions/listening.ts';
import { recordSilences } from '../transitions/silence-transitions.ts';

/** Seconds a door has to propose an outage before the rows are asked without it. */
export const DOORS_FIRST_SECONDS = 15;

export interface Patrolled {
  /** Continue after this device number; null: all have been looked at. */
  readonly next: number | null;
  /** Devices whose outage no door had proposed. */
  readonly found: number;
}

/**
 * One transaction: judges, among the `span` device numbers after `afterNo`, those the rows call alive although their
 * deadline has passed for a while. Doors find silence sooner, but from memory; this finds what a memory lost.
 */
export function judgeOverlooked(database: Database, afterNo: number, span: number, now: EpochMs): Promise<Patrolled> {
  return database.transaction(async (tx) => {
    const [all] = await tx.query<{ highest: DeviceNo | null }>('SELECT max(device_no) AS highest FROM device_latest');
    const rows = await tx.query<{ device_no: DeviceNo }>(
      `SELECT l.device_no
       FROM device_latest l JOIN device_health h USING (device_no) JOIN device d USING (device_no)
       WHERE l.device_no > $2 AND l.device_no <= $2 + $3 AND h.connectivity IN ('online','suspect')
         AND d.lifecycle <> 'decommissioned'
         AND l.last_contact_at + make_interval(secs => d.offline_after_seconds + ${DOORS_FIRST_SECONDS}) <= $1
         AND ${listeningSince('$1')} + make_interval(secs => d.offline_after_seconds + ${DOORS_FIRST_SECONDS}) <= $1`,
      [new Date(now), afterNo, span],
    );
    const late = rows.map((row) => row.device_no);
    const found = late.length === 0 ? [] : await recordSilences(tx, late, null, now);
    return { next: afterNo + span < (all?.highest ?? 0) ? afterNo + span : null, found: found.length };
  });
}
