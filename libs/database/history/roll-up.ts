import { type DeviceNo, type EpochMs, HOUR, hourOf, MINUTE } from '#libs/domain';
import { partitionsOf } from '../upkeep/partitions.ts';
import { TELEMETRY } from '../upkeep/telemetry-partitions.ts';
import { epoch } from '../sql-text.ts';
import type { Database, Sql, Transaction } from '../sql.ts';
import { HOUR_FIELDS, numberOf } from './hour-fields.ts';
import { measuredIn, rawAnd } from './readings.ts';
import { unpackedJson } from './unpacked-json.ts';

/** Batches of an hour have been written by then; what still comes later makes the hour be done again. */
export const ROLL_UP_AFTER = 10 * MINUTE;
/** One hour of a whole fleet. */
const HOUR_WITHIN = 10 * MINUTE;
/** After an absence of ours the rest follows in the next round. */
const HOURS_A_ROUND = 24 * 31;

/** Whoever writes hours holds it: a late report is either seen by the first roll-up of its hour, or does it again. */
const LOCK = `hashtextextended('telemetry hours', 0)`;

export async function lockHours(sql: Sql): Promise<boolean> {
  const [lock] = await sql.query<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`);
  return lock?.taken === true;
}

const perField = (expression: (value: string) => string): string =>
  `ARRAY[${HOUR_FIELDS.map((field) => expression(numberOf(field))).join(', ')}]`;

/** Values of an hour, from rows sorted by time. `last` is what was measured last, not what came last. */
export const HOUR_VALUES = `
  count(*)::int AS samples,
  ${perField((value) => `min(${value})::real`)} AS minimum,
  ${perField((value) => `avg(${value})::real`)} AS average,
  ${perField((value) => `max(${value})::real`)} AS maximum,
  ${perField((value) => {
    const all = `array_agg(${value}) FILTER (WHERE ${value} IS NOT NULL)`;
    return `((${all})[array_upper(${all}, 1)])::float8`;
  })} AS last,
  ${perField((value) => `least(count(${value}), 32767)::smallint`)} AS counts`;

const rollUp = (more: string, source?: string): string => `
  INSERT INTO telemetry_hour AS h (device_no, hour, samples, minimum, average, maximum, last, counts)
  SELECT device_no, $1::timestamptz, ${HOUR_VALUES}
  FROM (SELECT * FROM (${measuredIn('$1::timestamptz', '$2::timestamptz', more, source)}) AS measured ORDER BY device_no, at, seq) AS reading
  GROUP BY device_no
  ON CONFLICT (device_no, hour) DO UPDATE SET samples = excluded.samples, minimum = excluded.minimum,
    average = excluded.average, maximum = excluded.maximum, last = excluded.last, counts = excluded.counts`;
const ROLL_UP_ALL = rollUp('');
const ROLL_UP_SOME = rollUp('AND device_no = ANY($3)');
const ROLL_UP_UNPACKED = rollUp('AND device_no = ANY($3)', rawAnd('$4'));
/** Devices whose packed readings stand in memory at once. */
const UNPACKED_AT_ONCE = 100;

/** Writes (again) this hour of these devices. Readings before `rawFrom` stand packed. The caller holds the lock. */
export async function rollUpDevices(
  tx: Transaction,
  hour: EpochMs,
  deviceNos: readonly DeviceNo[],
  rawFrom: EpochMs,
): Promise<void> {
  const span = [new Date(hour), new Date(hour + HOUR)];
  for (let from = 0; from < deviceNos.length; from += UNPACKED_AT_ONCE) {
    const some = deviceNos.slice(from, from + UNPACKED_AT_ONCE);
    const unpacked = await unpackedJson(tx, hour, some, rawFrom);
    if (unpacked === null) await tx.patient(HOUR_WITHIN, ROLL_UP_SOME, [...span, some]);
    else await tx.patient(HOUR_WITHIN, ROLL_UP_UNPACKED, [...span, some, unpacked]);
  }
}

/** The first hour that has not been rolled up; null: none has been. */
export async function nextHour(sql: Sql): Promise<EpochMs | null> {
  const [row] = await sql.query<{ next: EpochMs }>(`SELECT ${epoch('next_hour')} AS next FROM telemetry_rollup`);
  return row?.next ?? null;
}

/** Rolls up finished hours, oldest first, each in its own transaction. Returns how many; 0 while another process does. */
export async function rollUpHours(database: Database, now: EpochMs): Promise<number> {
  for (let done = 0; done < HOURS_A_ROUND; done++) {
    const more = await database.transaction(async (tx) => {
      if (!(await lockHours(tx))) return false;
      // A clock that ran ahead and was set back has rolled up hours that were yet to come.
      const hour = Math.min((await nextHour(tx)) ?? (await firstHour(tx, now)), hourOf(now));
      if (hour + HOUR + ROLL_UP_AFTER > now) return false;
      await tx.patient(HOUR_WITHIN, ROLL_UP_ALL, [new Date(hour), new Date(hour + HOUR)]);
      await tx.query(
        `INSERT INTO telemetry_rollup (next_hour) VALUES ($1)
         ON CONFLICT (single) DO UPDATE SET next_hour = excluded.next_hour`,
        [new Date(hour + HOUR)],
      );
      return true;
    });
    if (!more) return done;
  }
  return HOURS_A_ROUND;
}

/** Where the raw readings begin. */
export async function firstHour(sql: Sql, now: EpochMs): Promise<EpochMs> {
  const [oldest] = await partitionsOf(sql, TELEMETRY);
  const [stray] = await sql.query<{ at: EpochMs | null }>(
    `SELECT ${epoch('min(received_at)')} AS at FROM telemetry_default`,
  );
  return hourOf(Math.min(now, oldest?.from ?? now, stray?.at ?? now));
}
