import type { EpochMs } from '#libs/domain';
import { sqlStateOf } from '../database-error.ts';
import type { Database, Sql, Transaction } from '../sql.ts';

/** A table partitioned by time in equal steps of UTC, with a default partition for what comes unexpectedly. */
export interface Series {
  readonly table: 'telemetry' | 'telemetry_hour' | 'telemetry_packed' | 'telemetry_hour_packed';
  readonly column: 'received_at' | 'hour' | 'day';
  /** `20261121` of a day, `202611` of a month: the digits stand in the partition's name. */
  readonly digits: 8 | 6;
}

export interface Partition {
  readonly name: string;
  /** `2026-11-21` or `2026-11`. */
  readonly period: string;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

const LOCK = `hashtextextended('telemetry partitions', 0)`;
/** Writers queue behind whoever waits for the whole table, so that one waits shortly and asks again. */
const EXCLUSIVE_WITHIN_MS = 500;
const ATTEMPTS = 3;

const iso = (at: EpochMs) => new Date(at).toISOString();

/** The partition of a series that holds this moment. */
export function partitionAt({ table, digits }: Series, at: EpochMs): Partition {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const day = digits === 8 ? date.getUTCDate() : 1;
  const from = Date.UTC(year, month, day);
  const until = digits === 8 ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1);
  const period = iso(from).slice(0, digits === 8 ? 10 : 7);
  return { name: `${table}_${period.replaceAll('-', '')}`, period, from, until };
}

/** Those that are there, oldest first. Read from the catalogue itself: `to_regclass` may answer from an older cache. */
export async function partitionsOf(sql: Sql, series: Series): Promise<Partition[]> {
  const rows = await sql.query<{ digits: string }>(
    `SELECT substring(c.relname FROM '[0-9]+$') AS digits FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
     WHERE i.inhparent = $1::text::regclass AND c.relname ~ ('^' || $1::text || '_[0-9]{' || $2::text || '}$') ORDER BY c.relname`,
    [series.table, String(series.digits)],
  );
  return rows.map(({ digits }) => {
    const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8) || '01'].map(Number);
    return partitionAt(series, Date.UTC(year ?? 0, (month ?? 1) - 1, day));
  });
}

/**
 * Makes one partition; false when it is there. Rows that came before it did are moved into it from the default one.
 * ATTACH keeps writers of the other partitions going. One process at a time.
 */
export function makePartition(database: Database, series: Series, partition: Partition): Promise<boolean> {
  const { table, column } = series;
  const { name, from, until } = partition;
  return database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
    if ((await partitionsOf(tx, series)).some((there) => there.name === name)) return false;
    await tx.query(`SET LOCAL lock_timeout = '3s'`);
    await tx.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL)`);
    await tx.query(`LOCK TABLE ${table} IN SHARE UPDATE EXCLUSIVE MODE`);
    await tx.query(`LOCK TABLE ${table}_default IN ACCESS EXCLUSIVE MODE`);
    await tx.query(
      `WITH moved AS (DELETE FROM ${table}_default
         WHERE ${column} >= '${iso(from)}' AND ${column} < '${iso(until)}' RETURNING *)
       INSERT INTO ${name} SELECT * FROM moved`,
    );
    await tx.query(
      `ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${iso(from)}') TO ('${iso(until)}')`,
    );
    return true;
  });
}

/**
 * Drops a partition with everything in it: a moment's lock on the table, whatever its size (DETACH CONCURRENTLY does
 * not exist beside a default partition). False: somebody used it all the time, or another process is at it; the next
 * round tries again.
 */
export async function dropPartition(database: Database, series: Series, partition: Partition): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      return await database.transaction((tx) => detachAndDrop(tx, series, partition));
    } catch (error) {
      if (sqlStateOf(error) !== LOCK_NOT_AVAILABLE) throw error;
    }
  }
  return false;
}

const LOCK_NOT_AVAILABLE = '55P03';

export async function detachAndDrop(tx: Transaction, series: Series, { name }: Partition): Promise<boolean> {
  const [lock] = await tx.query<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`);
  if (lock?.taken !== true) return false;
  if (!(await partitionsOf(tx, series)).some((there) => there.name === name)) return false;
  await tx.query(`SET LOCAL lock_timeout = '${EXCLUSIVE_WITHIN_MS}ms'`);
  await tx.query(`ALTER TABLE ${series.table} DETACH PARTITION ${name}`);
  await tx.query(`DROP TABLE ${name}`);
  return true;
}
