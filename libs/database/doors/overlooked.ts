import type { DeviceNo, EpochMs } from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { DEADLINE_SECONDS } from '../transitions/deadline-seconds.ts';
import { judgedUntil, listeningSince } from '../transitions/listening.ts';
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
 * Judges, among the `span` device numbers after `afterNo`, those the rows call alive although their
 * deadline has passed for a while. Doors find silence sooner, but from memory; this finds what a memory lost.
 * What is found is recorded in one transaction, which looks again.
 */
export async function judgeOverlooked(
  database: Database,
  afterNo: number,
  span: number,
  now: EpochMs,
): Promise<Patrolled> {
  const [all] = await database.prepared<{ highest: DeviceNo | null }>(
    'SELECT max(device_no) AS highest FROM device_latest',
  );
  const next = afterNo + span < (all?.highest ?? 0) ? afterNo + span : null;
  if ((await lateIn(database, afterNo, span, now)).length === 0) return { next, found: 0 };
  const found = await database.transaction(async (tx) =>
    recordSilences(tx, await lateIn(tx, afterNo, span, now), null, now),
  );
  return { next, found: found.length };
}

async function lateIn(sql: Sql, afterNo: number, span: number, now: EpochMs): Promise<DeviceNo[]> {
  const rows = await sql.prepared<{ device_no: DeviceNo }>(
    `SELECT l.device_no
     FROM device_latest l JOIN device_health h USING (device_no) JOIN device d USING (device_no)
     WHERE l.device_no > $2 AND l.device_no <= $2 + $3 AND h.connectivity IN ('online','suspect')
       AND d.lifecycle <> 'decommissioned'
       AND l.last_contact_at + make_interval(secs => ${DEADLINE_SECONDS} + ${DOORS_FIRST_SECONDS}) <= ${judgedUntil('$1')}
       AND ${listeningSince('$1')} + make_interval(secs => ${DEADLINE_SECONDS} + ${DOORS_FIRST_SECONDS}) <= $1`,
    [new Date(now), afterNo, span],
  );
  return rows.map((row) => row.device_no);
}
