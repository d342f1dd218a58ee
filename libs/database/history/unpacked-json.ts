import { CLOCK_TOLERANCE, type DeviceNo, type EpochMs, HOUR, hourOf } from '#libs/domain';
import { TELEMETRY_COLUMNS } from '../ingest/telemetry-copy.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { rowsOf, type UnpackedRow } from './packed-rows.ts';

/**
 * Readings of these devices that stand packed only (before `rawFrom`) and bear on this hour: received in it, or buffered
 * and speaking of it. As JSON of raw rows, for statements that read both; null: there are none.
 */
export async function unpackedJson(
  sql: Sql,
  hour: EpochMs,
  deviceNos: readonly DeviceNo[],
  rawFrom: EpochMs,
): Promise<string | null> {
  if (!Number.isFinite(rawFrom)) return null;
  const rows = await sql.query<{ deviceNo: DeviceNo; hour: EpochMs; packed: Buffer }>(
    `SELECT device_no AS "deviceNo", ${epoch('hour')} AS hour, packed FROM telemetry_packed
     WHERE device_no = ANY($1) AND hour < $2
       AND (hour = $3 OR (late_from < $4::timestamptz AND hour >= $5::timestamptz))`,
    [
      ...[deviceNos, new Date(rawFrom), new Date(hour)],
      ...[new Date(hour + HOUR), new Date(hourOf(hour - CLOCK_TOLERANCE))],
    ],
  );
  if (rows.length === 0) return null;
  return JSON.stringify(rows.flatMap((row) => rowsOf(row.hour, row.packed).map((one) => rawRow(row.deviceNo, one))));
}

function rawRow(deviceNo: DeviceNo, { receivedAt, seq, sentAt, late, value }: UnpackedRow): Record<string, unknown> {
  const header = { device_no: deviceNo, received_at: isoOf(receivedAt), seq, sent_at: sentAt && isoOf(sentAt), late };
  return Object.assign(header, Object.fromEntries(TELEMETRY_COLUMNS.map(({ fact, column }) => [column, value(fact)])));
}

/** Microseconds since 1970 as PostgreSQL reads them, none lost. */
function isoOf(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  const rest = String(micros - seconds * 1_000_000).padStart(6, '0');
  return `${new Date(seconds * 1_000).toISOString().slice(0, -5)}.${rest}Z`;
}
