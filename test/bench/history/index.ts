// `bench history`: what a heartbeat costs to keep, and how soon one device's past is read among everybody's.
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { Module } from '@nestjs/common';
import {
  Database,
  DatabaseModule,
  dropPackedDays,
  packDays,
  packHours,
  prepareTelemetryPartitions,
  rollUpHours,
  TelemetryHistory,
} from '#libs/database';
import { DAY, HOUR, MINUTE, type UnitId } from '#libs/domain';
import { SecretBox } from '#libs/runtime';
import { randomBytes } from 'node:crypto';
import { freshDatabase, startDurablePostgres } from '../durable-postgres.ts';
import { figure, type Figure } from '../figures.ts';
import { knownDevices, registerDevices, WEEKLY } from '../ingest/known-devices.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { measureTree } from '../process-tree.ts';
import { TraceWriter } from './trace-writer.ts';

export const HISTORY: BenchSettings = {
  what: 'bytes a heartbeat, the work of packing, and how soon one device of a month of all is read',
  numbers: { devices: 4_656 },
};

const DATABASE = 'bench_history';
/** Midnight in UTC: a day of partitions. */
const BEGIN = Date.UTC(2026, 10, 20);
/** Days on record; the first is simulated, the others are its packed hours and hours again, moved. */
const DAYS = 30;
const YEAR = 365;
/** Hours of the day after, of which the last is unfinished and not packed. */
const [HOURS_AFTER, UNFINISHED] = [2, 59];
const ASKED = 200;
const POINTS = 2_000;

@Module({})
class Root {}

export async function benchHistory({ devices, progress }: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  try {
    const url = await freshDatabase(postgres.url, DATABASE);
    const known = knownDevices(devices);
    await registerDevices(url, known, new SecretBox([randomBytes(32)]), WEEKLY);
    const root = { module: Root, imports: [DatabaseModule.forRoot({ url, poolSize: 4 })] };
    const app = await NestFactory.createApplicationContext(root, { logger: false });
    const client = new Client(url);
    await client.connect();
    try {
      return await measure(
        { client, database: app.get(Database), history: app.get(TelemetryHistory) },
        postgres.pid,
        progress,
      );
    } finally {
      await client.end();
      await app.close();
    }
  } finally {
    await postgres.stop();
  }
}

interface On {
  readonly client: Client;
  readonly database: Database;
  readonly history: TelemetryHistory;
}

async function measure(on: On, postgresPid: number, progress: BenchOptions['progress']): Promise<Figure[]> {
  const { client, database } = on;
  const one = async <Row>(text: string): Promise<Row> => (await client.query(text)).rows[0] as Row;
  const size = async (table: string) =>
    Number((await one<{ bytes: string }>(`SELECT pg_total_relation_size('${table}') AS bytes`)).bytes);
  const { rows } = await client.query<{ device_no: number; id: string }>('SELECT device_no, id FROM device ORDER BY 1');
  const unit = await one<{ id: UnitId }>('SELECT DISTINCT unit_id AS id FROM device');
  for (let ahead = 0; ahead < 2; ahead += 1) await prepareTelemetryPartitions(database, BEGIN + ahead * DAY);
  const trace = new TraceWriter(
    client,
    rows.map((row) => row.device_no),
    BEGIN,
  );
  const devices = rows.length;
  const [rollUp, packing]: [number[], number[]] = [[], []];
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const [mine, theirs] = [process.cpuUsage(), measureTree([postgresPid]).cpuSeconds];
    await work();
    const { user, system } = process.cpuUsage(mine);
    return (user + system) / 1e6 + measureTree([postgresPid]).cpuSeconds - theirs;
  };
  const keepHour = async (at: number) => {
    await client.query('VACUUM ANALYZE telemetry');
    rollUp.push(await timed(() => rollUpHours(database, at)));
    packing.push(await timed(() => packHours(database, at)));
  };
  for (let hour = 0; hour < 24 + HOURS_AFTER; hour += 1) {
    await trace.write(BEGIN + hour * HOUR, BEGIN + (hour + 1) * HOUR);
    await keepHour(BEGIN + (hour + 1) * HOUR + 10 * MINUTE);
    progress(`hour ${hour + 1}: packed with ${(packing.at(-1) ?? NaN).toFixed(1)} CPU s`);
  }
  const now = BEGIN + (24 + HOURS_AFTER) * HOUR + UNFINISHED * MINUTE;
  await trace.write(BEGIN + (24 + HOURS_AFTER) * HOUR, now);
  const day = `${new Date(BEGIN).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const readings = (await one<{ n: number }>(`SELECT count(*)::float8 AS n FROM telemetry_${day}`)).n;
  const raw = (await size(`telemetry_${day}`)) / readings;
  await client.query(`VACUUM (FULL) telemetry_packed_${day}`);
  const packed = (await size(`telemetry_packed_${day}`)) / readings;
  const hours = await one<{ bytes: number }>(
    `SELECT pg_total_relation_size('telemetry_hour_202611')::float8 / (SELECT count(*) FROM telemetry_hour) AS bytes`,
  );
  const dayPacking = await timed(() => packDays(database, BEGIN + 2 * DAY));
  await client.query('VACUUM (FULL) telemetry_hour_packed_202611');
  const packedHours = (await size('telemetry_hour_packed_202611')) / (devices * 24);
  const dropped = await timed(() => dropPackedDays(database, now));
  progress(`the raw day went with ${dropped.toFixed(1)} CPU s; a month is made of it`);
  await makeMonth(
    client,
    rows.slice(0, ASKED).map((row) => row.device_no),
  );
  const [lastDay, lastYear] = await read(
    on,
    rows.map(({ id }) => id),
    unit.id,
    now,
  );
  const share = (seconds: readonly number[]) => seconds.map((one) => (100 * one) / 3_600);
  return [
    figure('history', 'fields a heartbeat', '', [trace.fields / trace.rows]),
    figure('history', 'raw, with its indexes', 'bytes a heartbeat', [raw]),
    figure('history', 'packed, with its index', 'bytes a heartbeat', [packed]),
    figure('history', "an hour of a device's figures, as rows", 'bytes', [hours.bytes]),
    figure('history', 'the same for years, packed by day', 'bytes', [packedHours]),
    figure('history', 'packing', '% of a core', share(packing)),
    figure('history', 'rolling up', '% of a core', share(rollUp)),
    figure('history', 'packing hours by day', 'CPU s a day', [dayPacking]),
    figure('history', 'letting the raw day go', 'CPU s a day', [dropped]),
    ...percentiles('one device, last day', lastDay),
    ...percentiles('one device, last year by hours', lastYear),
  ];
}

const percentiles = (what: string, values: readonly number[]): Figure[] => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return [figure('history', `${what}, p50`, 'ms', [at(0.5)]), figure('history', `${what}, p95`, 'ms', [at(0.95)])];
};

/** The simulated day again on the days before it; a year of hours for the devices that are asked about. */
async function makeMonth(client: Client, asked: readonly number[]): Promise<void> {
  const hour = `'${new Date(BEGIN).toISOString()}'::timestamptz`;
  const first = `hour >= ${hour} AND hour < ${hour} + interval '1 day'`;
  await client.query(
    `INSERT INTO telemetry_packed SELECT device_no, hour - before * interval '1 day', samples, late_from, packed
     FROM telemetry_packed, generate_series(1, ${DAYS - 1}) AS before WHERE ${first}`,
  );
  await client.query(
    `INSERT INTO telemetry_hour_packed SELECT device_no, day - before * interval '1 day', packed
     FROM telemetry_hour_packed, generate_series(1, ${YEAR - 1}) AS before
     WHERE ${first.replaceAll('hour', 'day')} AND (before < ${DAYS} OR device_no = ANY($1))
     ORDER BY before, device_no`,
    [asked],
  );
  await client.query('VACUUM ANALYZE telemetry_packed, telemetry_hour_packed, telemetry_hour');
  await client.query('CHECKPOINT');
}

/** Milliseconds for each device asked, one after another, through the store that the API reads with. */
async function read({ history }: On, ids: readonly string[], unit: UnitId, now: number): Promise<[number[], number[]]> {
  const [lastDay, lastYear]: [number[], number[]] = [[], []];
  for (const id of ids.slice(0, ASKED)) {
    const ask = { fields: null, limit: POINTS, cursor: null };
    let begun = performance.now();
    const day = await history.readings([unit], id, { ...ask, period: { from: now - DAY, until: now } });
    lastDay.push(performance.now() - begun);
    if (Math.abs(day.items.length - 24 * 60) > 2) throw new Error(`a day of ${day.items.length} readings`);
    begun = performance.now();
    const period = { from: now - YEAR * DAY, until: now };
    const year = await history.hours([unit], id, { ...ask, limit: YEAR * 24, fields: ['batteryVoltage'], period });
    lastYear.push(performance.now() - begun);
    if (year.items.length < (YEAR - 2) * 24) throw new Error(`a year of ${year.items.length} hours`);
  }
  return [lastDay, lastYear];
}
