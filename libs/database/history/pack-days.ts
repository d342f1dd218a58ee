import { DAY, type DeviceNo, type EpochMs } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Database, Sql, Transaction } from '../sql.ts';
import { ensurePartition, TELEMETRY_HOURS_PACKED } from '../upkeep/telemetry-partitions.ts';
import { type HourReading, hourReading, type HourRow } from './hour-reading.ts';
import { packDay, unpackDay } from './pack/packed-day.ts';
import { lockHours } from './roll-up.ts';

/** A day is left alone for one more: most buffered reports have come by then, and change its hours before they are packed. */
const QUIET = DAY;
/** Device-days in one transaction: rows are locked, and other work of the process waits, for some ten milliseconds. */
const AT_ONCE = 100;
/** What is left after an upgrade follows in the next round. */
const A_ROUND = 100_000;

interface DeviceDays {
  readonly day: EpochMs;
  readonly deviceNos: readonly DeviceNo[];
}

interface StoredHour extends HourRow {
  readonly deviceNo: DeviceNo;
}

/**
 * Packs the hourly figures of finished days, a row a device and day instead of one an hour. An hour that was written
 * again after its day was packed takes the place of the packed one. Returns how many device-days; 0 while another
 * process does.
 */
export async function packDays(database: Database, now: EpochMs): Promise<number> {
  let packed = 0;
  for (const { day, deviceNos } of await unpackedDays(database, now)) {
    await ensurePartition(database, TELEMETRY_HOURS_PACKED, day);
    for (let from = 0; from < deviceNos.length; from += AT_ONCE) {
      const some = deviceNos.slice(from, from + AT_ONCE);
      if (!(await database.transaction((tx) => packDevices(tx, day, some)))) return packed;
      packed += some.length;
    }
  }
  return packed;
}

/** Oldest first. */
async function unpackedDays(sql: Sql, now: EpochMs): Promise<DeviceDays[]> {
  const before = now - (now % DAY) - QUIET;
  return sql.query<DeviceDays>(
    `SELECT ${epoch('day')} AS day, array_agg(device_no ORDER BY device_no) AS "deviceNos"
     FROM (SELECT DISTINCT date_trunc('day', hour, 'UTC') AS day, device_no FROM telemetry_hour WHERE hour < $1
       ORDER BY 1, 2 LIMIT ${A_ROUND}) AS unpacked
     GROUP BY unpacked.day ORDER BY unpacked.day`,
    [new Date(before)],
  );
}

async function packDevices(tx: Transaction, day: EpochMs, deviceNos: readonly DeviceNo[]): Promise<boolean> {
  if (!(await lockHours(tx))) return false;
  const before = await tx.query<{ deviceNo: DeviceNo; packed: Buffer }>(
    'SELECT device_no AS "deviceNo", packed FROM telemetry_hour_packed WHERE day = $1 AND device_no = ANY($2)',
    [new Date(day), deviceNos],
  );
  const hours = new Map(before.map(({ deviceNo, packed }) => [deviceNo, byTime(unpackDay(day, packed))]));
  const taken = await tx.query<StoredHour>(
    `DELETE FROM telemetry_hour WHERE device_no = ANY($1) AND hour >= $2 AND hour < $3
     RETURNING device_no AS "deviceNo", ${epoch('hour')} AS at, samples, minimum, average, maximum, last, counts`,
    [deviceNos, new Date(day), new Date(day + DAY)],
  );
  for (const { deviceNo, ...hour } of taken) {
    const own = hours.get(deviceNo) ?? byTime([]);
    hours.set(deviceNo, own.set(hour.at, hourReading(hour)));
  }
  const days = [...hours].map(([deviceNo, own]) => ({ deviceNo, own: inOrder(own) }));
  await tx.query(
    `INSERT INTO telemetry_hour_packed (device_no, day, packed)
     SELECT device_no, $1, packed FROM unnest($2::int[], $3::bytea[]) AS p (device_no, packed)
     ON CONFLICT (device_no, day) DO UPDATE SET packed = excluded.packed`,
    [new Date(day), days.map(({ deviceNo }) => deviceNo), days.map(({ own }) => packDay(day, own))],
  );
  return true;
}

const byTime = (hours: readonly HourReading[]): Map<EpochMs, HourReading> =>
  new Map(hours.map((hour) => [hour.at, hour]));
const inOrder = (hours: ReadonlyMap<EpochMs, HourReading>): HourReading[] =>
  [...hours.values()].sort((a, b) => a.at - b.at);
