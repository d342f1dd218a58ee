import { DAY, type EpochMs, HOUR, MINUTE } from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { makePartition, type Partition, partitionAt, partitionsOf, type Series } from './partitions.ts';

/** Every reading, by the day of its receipt. */
export const TELEMETRY: Series = { table: 'telemetry', column: 'received_at', digits: 8 };
/** The same packed, a row a device and hour, by the same day. */
export const TELEMETRY_PACKED: Series = { table: 'telemetry_packed', column: 'hour', digits: 8 };
/** Its hours, by month. */
export const TELEMETRY_HOURS: Series = { table: 'telemetry_hour', column: 'hour', digits: 6 };
/** Those packed, a row a device and day, by the same month. */
export const TELEMETRY_HOURS_PACKED: Series = { table: 'telemetry_hour_packed', column: 'day', digits: 6 };

/** Today, and two more in case the engine is away when midnight comes. */
const DAYS_READY = 3;
/** A day whose hours are all packed has gone as a whole by then and needs no index; one that has not is read by it. */
const QUIET_AFTER = 6 * HOUR;
const INDEX_WITHIN = 10 * MINUTE;
/**
 * Up to so many devices each heartbeat also writes to an index by device, so that today's curve is read as soon as last
 * month's. It takes a third of the speed at which rows can be written, which only a larger fleet comes near.
 */
const SMALL_FLEET = 20_000;

/**
 * Makes the partitions that today and the next days need. Returns the periods made (`2026-11-21`, `2026-11`). One
 * process at a time; the others find it done.
 */
export async function prepareTelemetryPartitions(
  database: Database,
  now: EpochMs,
  smallFleet = SMALL_FLEET,
): Promise<string[]> {
  const made: string[] = [];
  for (let ahead = 0; ahead < DAYS_READY; ahead++) {
    const at = now + ahead * DAY;
    const day = await ensurePartition(database, TELEMETRY, at);
    if (day.length > 0 && (await isFleetUpTo(database, smallFleet))) {
      await indexByDevice(database, partitionAt(TELEMETRY, at));
    }
    made.push(...day);
  }
  made.push(...(await ensurePartition(database, TELEMETRY_HOURS, now)));
  made.push(...(await ensurePartition(database, TELEMETRY_HOURS, now + DAYS_READY * DAY)));
  return made;
}

async function isFleetUpTo(sql: Sql, most: number): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM device OFFSET $1 LIMIT 1', [most]);
  return rows.length === 0;
}

export async function ensurePartition(database: Database, series: Series, at: EpochMs): Promise<string[]> {
  const wanted = partitionAt(series, at);
  const there = await partitionsOf(database, series);
  if (there.some(({ name }) => name === wanted.name)) return [];
  return (await makePartition(database, series, wanted)) ? [wanted.period] : [];
}

/**
 * Gives finished days an index by device, so that one device's month is read without reading everybody's. Today of
 * a large fleet has none: it would cost every heartbeat. Returns the days done.
 */
export async function indexFinishedDays(database: Database, now: EpochMs): Promise<string[]> {
  const done: string[] = [];
  for (const partition of await partitionsOf(database, TELEMETRY)) {
    if (partition.until + QUIET_AFTER <= now && (await indexByDevice(database, partition))) done.push(partition.period);
  }
  return done;
}

function indexByDevice(database: Database, { name }: Partition): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [there] = await tx.query(
      `SELECT 1 FROM pg_class WHERE relname = $1 AND relnamespace = (SELECT relnamespace FROM pg_class
         WHERE oid = 'telemetry'::regclass)`,
      [`${name}_device`],
    );
    if (there) return false;
    await tx.query(`SET LOCAL lock_timeout = '3s'`);
    await tx.patient(INDEX_WITHIN, `CREATE INDEX IF NOT EXISTS ${name}_device ON ${name} (device_no, received_at)`);
    return true;
  });
}
