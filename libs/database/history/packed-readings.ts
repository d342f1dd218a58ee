import { type DeviceNo, type EpochMs, HOUR, hourOf, measuredAt } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { rowsOf, type UnpackedRow } from './packed-rows.ts';

/** A reading out of a packed hour, at the moment it was measured. */
export interface PackedReading {
  readonly at: EpochMs;
  readonly receivedAt: EpochMs;
  readonly sentAt: EpochMs | null;
  /** -1: none. */
  readonly seq: number;
  readonly late: boolean;
  readonly value: UnpackedRow['value'];
}

/** Hours of one device read at once. */
const CHUNK = 48;
const MICROS_PER_MS = 1_000;

interface Asked {
  readonly from: EpochMs;
  readonly until: EpochMs;
  /** Hours received before it are packed. */
  readonly packedUntil: EpochMs;
  readonly fields: readonly string[];
  readonly isWanted: (reading: PackedReading) => boolean;
  /** Reading stops with the hour in which as many were found. */
  readonly enough: number;
}

interface HourRow {
  readonly hour: EpochMs;
  readonly packed: Buffer;
}

/**
 * Packed readings measured in [from, until): what came at once stands where it was received, what was buffered where it
 * was sent, or where it was received when its clock cannot be right. In no order.
 */
export async function packedReadings(sql: Sql, deviceNo: DeviceNo, asked: Asked): Promise<PackedReading[]> {
  const { from, until, packedUntil, fields, isWanted, enough } = asked;
  if (packedUntil === -Infinity) return [];
  const found = (await lateHours(sql, deviceNo, asked)).flatMap(({ hour, packed }) =>
    rowsOf(hour, packed, fields)
      .map(placed)
      .filter((one) => isLater(one) && one.at >= from && one.at < until && isWanted(one)),
  );
  for (let next = hourOf(from); next < Math.min(until, packedUntil);) {
    const rows = await sql.query<HourRow>(
      `SELECT ${epoch('hour')} AS hour, packed FROM telemetry_packed
       WHERE device_no = $1 AND hour >= $2 AND hour < $3 ORDER BY hour LIMIT ${CHUNK}`,
      [deviceNo, new Date(next), new Date(Math.min(until, packedUntil))],
    );
    let inOrder = 0;
    for (const { hour, packed } of rows) {
      const here = rowsOf(hour, packed, fields)
        .map(placed)
        .filter((one) => !isLater(one) && one.at >= from && one.at < until && isWanted(one));
      found.push(...here);
      inOrder += here.length;
      if (inOrder >= enough) return found;
    }
    if (rows.length < CHUNK) break;
    next = (rows.at(-1)?.hour ?? next) + HOUR;
  }
  return found;
}

/** Hours with buffered readings that speak of this time. */
function lateHours(sql: Sql, deviceNo: DeviceNo, { from, until, packedUntil }: Asked): Promise<HourRow[]> {
  return sql.query<HourRow>(
    `SELECT ${epoch('hour')} AS hour, packed FROM telemetry_packed
     WHERE device_no = $1 AND late_from < $2 AND hour >= $3 AND hour < $4`,
    [deviceNo, new Date(until), new Date(hourOf(from - HOUR)), new Date(packedUntil)],
  );
}

/** Received at another time than it was measured. */
const isLater = ({ at, receivedAt }: PackedReading): boolean => at !== receivedAt;

function placed(row: UnpackedRow): PackedReading {
  const receivedAt = Math.round(row.receivedAt / MICROS_PER_MS);
  const sentAt = row.sentAt === null ? null : Math.round(row.sentAt / MICROS_PER_MS);
  const at = measuredAt({ late: row.late, receivedAt, sentAt }) ?? receivedAt;
  return { at, receivedAt, sentAt, seq: row.seq ?? -1, late: row.late, value: row.value };
}
