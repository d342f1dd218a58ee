import { type DeviceNo, type EpochMs, HOUR, MINUTE } from '#libs/domain';
import { sqlStateOf } from '../database-error.ts';
import { epoch } from '../sql-text.ts';
import type { Database, Transaction } from '../sql.ts';
import { detachAndDrop, type Partition, partitionsOf } from '../upkeep/partitions.ts';
import { TELEMETRY } from '../upkeep/telemetry-partitions.ts';
import { packAgain, readPacking } from './pack-hours.ts';
import { lockHours } from './roll-up.ts';

/** Rows that waited for the database have been written by then; later ones come to the day's packed hours. */
const QUIET_AFTER = HOUR;
const COUNTED_WITHIN = 10 * MINUTE;
/** Whoever still writes to the day is not kept waiting for longer than this. */
const LOCK_WITHIN_MS = 500;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Drops raw days whose every hour is packed, after counting that nothing is missing; what is missing is packed first,
 * and the day goes in the next round. Returns the names of those that went.
 */
export async function dropPackedDays(database: Database, now: EpochMs): Promise<string[]> {
  const { packedUntil } = await readPacking(database);
  const dropped: string[] = [];
  for (const day of await partitionsOf(database, TELEMETRY)) {
    if (day.until > packedUntil || day.until + QUIET_AFTER > now) break;
    try {
      if (await database.transaction((tx) => dropWhenWhole(tx, day))) dropped.push(day.name);
    } catch (error) {
      if (sqlStateOf(error) !== LOCK_NOT_AVAILABLE) throw error;
    }
  }
  return dropped;
}

async function dropWhenWhole(tx: Transaction, day: Partition): Promise<boolean> {
  if (!(await lockHours(tx))) return false;
  await tx.query(`SET LOCAL lock_timeout = '${LOCK_WITHIN_MS}ms'`);
  await tx.query(`LOCK TABLE ${day.name} IN SHARE MODE`);
  const missing = await tx.patient<{ deviceNo: DeviceNo; hour: EpochMs }>(
    COUNTED_WITHIN,
    `SELECT raw.device_no AS "deviceNo", ${epoch('raw.hour')} AS hour
     FROM (SELECT device_no, date_trunc('hour', received_at) AS hour, count(*) AS readings FROM ${day.name}
       GROUP BY 1, 2) AS raw
     LEFT JOIN telemetry_packed p ON p.device_no = raw.device_no AND p.hour = raw.hour
       AND p.hour >= '${new Date(day.from).toISOString()}' AND p.hour < '${new Date(day.until).toISOString()}'
     WHERE coalesce(p.samples, 0) < raw.readings ORDER BY raw.hour, raw.device_no`,
    [],
  );
  for (const hour of new Set(missing.map((one) => one.hour))) {
    const deviceNos = missing.filter((one) => one.hour === hour).map(({ deviceNo }) => deviceNo);
    await packAgain(tx, hour, deviceNos);
  }
  if (missing.length > 0) return false;
  if (!(await detachAndDrop(tx, TELEMETRY, day))) return false;
  await tx.query('UPDATE telemetry_rollup SET raw_from = greatest(raw_from, $1)', [new Date(day.until)]);
  return true;
}
