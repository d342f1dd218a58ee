import { type DeviceNo, type EpochMs, hourOf, measuredAt } from '#libs/domain';
import type { HistoryRow } from '../ingest/observation.ts';
import type { Sql } from '../sql.ts';
import { ROLL_UP_AFTER } from './roll-up.ts';

/** A row written this long after its receipt may find its hour rolled up. */
const DELAYED = ROLL_UP_AFTER / 2;

const NONE: readonly EpochMs[] = [];

/** Hours to look at again: those that buffered reports speak of, and those whose rows waited for the database. */
export function hoursToRepeat(rows: readonly HistoryRow[], now: EpochMs): readonly EpochMs[] {
  if (!rows.some((row) => row.late || now - row.receivedAt >= DELAYED)) return NONE;
  const hours = new Set<EpochMs>();
  for (const row of rows) {
    if (!row.late && now - row.receivedAt < DELAYED) continue;
    const at = measuredAt(row);
    if (at !== null) hours.add(hourOf(at));
    // The hour of its receipt may be packed.
    if (now - row.receivedAt >= DELAYED) hours.add(hourOf(row.receivedAt));
  }
  return [...hours];
}

export async function noteLateHours(
  sql: Sql,
  noted: readonly { readonly deviceNo: DeviceNo; readonly hour: EpochMs }[],
): Promise<void> {
  if (noted.length === 0) return;
  await sql.query(`INSERT INTO late_hour (device_no, hour) SELECT * FROM unnest($1::int[], $2::timestamptz[])`, [
    noted.map(({ deviceNo }) => deviceNo),
    noted.map(({ hour }) => new Date(hour)),
  ]);
}
