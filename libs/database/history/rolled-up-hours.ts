import { DAY, type DeviceNo, type EpochMs, HOUR, type Span } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { type HourReading, hourReading, type HourRow } from './hour-reading.ts';
import { unpackDay } from './pack/packed-day.ts';

/**
 * Hours of one device that have been rolled up and begin in [from, until), oldest first, at most `limit`. Rows are read
 * before packed days: an hour that is packed in between is found in both, never in neither; the row is the newer one.
 */
export async function rolledUpHours(
  sql: Sql,
  deviceNo: DeviceNo,
  { from, until }: Span,
  fields: readonly string[] | null,
  limit: number,
): Promise<HourReading[]> {
  if (from >= until) return [];
  const rows = await sql.query<HourRow>(
    `SELECT ${epoch('hour')} AS at, samples, minimum, average, maximum, last, counts FROM telemetry_hour
     WHERE device_no = $1 AND hour >= $2 AND hour < $3 ORDER BY hour LIMIT $4`,
    [deviceNo, new Date(from), new Date(until), limit],
  );
  const hours = new Map<EpochMs, HourReading>();
  for (const hour of await packedHours(sql, deviceNo, { from, until }, fields, limit)) hours.set(hour.at, hour);
  for (const row of rows) hours.set(row.at, hourReading(row, fields));
  return [...hours.values()].sort((a, b) => a.at - b.at).slice(0, limit);
}

async function packedHours(
  sql: Sql,
  deviceNo: DeviceNo,
  { from, until }: Span,
  fields: readonly string[] | null,
  limit: number,
): Promise<HourReading[]> {
  const hours: HourReading[] = [];
  const daysAtOnce = Math.ceil((limit * HOUR) / DAY) + 1;
  for (let next = from - (from % DAY); hours.length < limit && next < until;) {
    const days = await sql.query<{ day: EpochMs; packed: Buffer }>(
      `SELECT ${epoch('day')} AS day, packed FROM telemetry_hour_packed
       WHERE device_no = $1 AND day >= $2 AND day < $3 ORDER BY telemetry_hour_packed.day LIMIT $4`,
      [deviceNo, new Date(next), new Date(until), daysAtOnce],
    );
    for (const { day, packed } of days) {
      hours.push(...unpackDay(day, packed, fields).filter(({ at }) => at >= from && at < until));
    }
    if (days.length < daysAtOnce) break;
    next = (days.at(-1)?.day ?? next) + DAY;
  }
  return hours;
}
