// `bench silence`: a million devices known, and ten thousand of them silent from one second to the next.
import { randomBytes } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { SecretBox } from '#libs/runtime';
import { profileFlags } from '../child.ts';
import { freshDatabase, startDurablePostgres } from '../durable-postgres.ts';
import { figure, type Figure } from '../figures.ts';
import { knownDevices, registerDevices, WEEKLY } from '../ingest/known-devices.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { measureTree } from '../process-tree.ts';

const programOf = (role: 'broker' | 'alerting'): string =>
  fileURLToPath(new URL(`../../../apps/${role}/main.js`, import.meta.url));
const DATABASE = 'bench_silence';
const FALLING = 10_000;
const OFFLINE_AFTER_SECONDS = 90;
/** Suspicion comes before the outage and is work, too: the idle seconds lie before both. */
const IDLE = { fromSeconds: 15, seconds: 20 };
const LOOK_EVERY_MS = 20;
const LISTENS_WITHIN_MS = 10 * 60_000;
const FALLEN_WITHIN_MS = 120_000;

export const SILENCE: BenchSettings = {
  what: 'how soon 10,000 devices that fall silent at once are on record as offline, and what knowing a million costs',
  numbers: { rounds: 1, devices: 1_000_000 },
};

interface Round {
  /** Milliseconds from the deadline until each share of the outages could be read. */
  readonly p50: number;
  readonly p99: number;
  readonly last: number;
  readonly doorIdle: number;
  readonly engineIdle: number;
  readonly databaseIdle: number;
  readonly startSeconds: number;
}

/**
 * All deadlines restart when a door begins to listen, so devices that never speak again reach theirs in the very same
 * moment: no load generator is needed, and none is measured.
 */
async function round(url: string, devices: number, postgresPid: number): Promise<Round> {
  const key = randomBytes(32);
  await registerDevices(url, knownDevices(devices), new SecretBox([key]), WEEKLY);
  const client = new Client(url);
  await client.connect();
  await client.query(
    `UPDATE device SET interval_seconds = 60, offline_after_seconds = $1 WHERE device_no IN (
       SELECT device_no FROM device ORDER BY device_no LIMIT $2)`,
    [OFFLINE_AFTER_SECONDS, FALLING],
  );
  await client.query('VACUUM ANALYZE device');
  const begun = performance.now();
  const [door, engine] = [start('broker', url, key), start('alerting', url, key)];
  try {
    const deadline = (await listeningSince(client)) + OFFLINE_AFTER_SECONDS * 1_000;
    const startSeconds = (performance.now() - begun) / 1_000;
    const { now } = (await client.query<{ now: Date }>('SELECT clock_timestamp() AS now')).rows[0] as { now: Date };
    // From here on by our own monotonic clock, whose distance to the database's is known now.
    const deadlineHere = performance.now() + (deadline - now.getTime());
    const until = (at: number) => pause(Math.max(0, at - performance.now()));
    await until(deadlineHere + (IDLE.fromSeconds - OFFLINE_AFTER_SECONDS) * 1_000);
    const roots = [door.pid ?? 0, engine.pid ?? 0, postgresPid];
    const before = roots.map((pid) => measureTree([pid]).cpuSeconds);
    await pause(IDLE.seconds * 1_000);
    const [doorIdle = NaN, engineIdle = NaN, databaseIdle = NaN] = roots.map(
      (pid, at) => (measureTree([pid]).cpuSeconds - (before[at] ?? NaN)) / IDLE.seconds,
    );
    await until(deadlineHere - LOOK_EVERY_MS);
    const seen = await watchThemFall(client, deadlineHere);
    const at = (share: number) => seen.find(({ count }) => count >= share * FALLING)?.after ?? NaN;
    return { p50: at(0.5), p99: at(0.99), last: at(1), doorIdle, engineIdle, databaseIdle, startSeconds };
  } finally {
    const gone = [door, engine].map((child) => once(child, 'exit'));
    for (const child of [door, engine]) child.kill('SIGTERM');
    await Promise.all(gone);
    await client.end();
  }
}

function start(role: 'broker' | 'alerting', url: string, key: Buffer): ChildProcess {
  const env = {
    ...process.env,
    ...{ DATABASE_URL: url, SECRET_KEY: key.toString('base64'), MQTT_HOST: '127.0.0.1', MQTT_PORT: '0' },
    ...{ HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
  };
  return spawn(process.execPath, [...profileFlags(), programOf(role)], { env, stdio: ['ignore', 2, 2] });
}

/** When the door that is open now began to listen (epoch ms, database time). */
async function listeningSince(client: Client): Promise<number> {
  const giveUp = performance.now() + LISTENS_WITHIN_MS;
  while (performance.now() < giveUp) {
    const { rows } = await client.query<{ since: Date }>(
      `SELECT accepting_since AS since FROM door WHERE kind = 'broker' AND accepting_since IS NOT NULL AND lease_until > clock_timestamp()`,
    );
    if (rows[0] !== undefined) return rows[0].since.getTime();
    await pause(200);
  }
  throw new Error('the door did not open');
}

/** How many could be read as offline, and how long after the deadline (ms). */
async function watchThemFall(client: Client, deadlineHere: number): Promise<{ count: number; after: number }[]> {
  const seen: { count: number; after: number }[] = [];
  while (performance.now() - deadlineHere < FALLEN_WITHIN_MS) {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM transition WHERE kind = 'connectivity' AND to_value = 'offline'`,
    );
    const count = rows[0]?.count ?? 0;
    seen.push({ count, after: performance.now() - deadlineHere });
    if (count >= FALLING) return seen;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`only ${seen.at(-1)?.count} of ${FALLING} were recorded`);
}

export async function benchSilence({ rounds, devices, progress }: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  const all: Round[] = [];
  try {
    for (let count = 0; count < rounds; count += 1) {
      const result = await round(await freshDatabase(postgres.url, DATABASE), devices, postgres.pid);
      progress(`p99 ${result.p99.toFixed(0)} ms after the deadline, last ${result.last.toFixed(0)} ms`);
      all.push(result);
    }
  } finally {
    await postgres.stop();
  }
  const row = (metric: string, unit: string, of: (one: Round) => number): Figure =>
    figure('silence', metric, unit, all.map(of));
  return [
    row('recorded after the deadline, p50', 'ms', ({ p50 }) => p50),
    row('recorded after the deadline, p99', 'ms', ({ p99 }) => p99),
    row('recorded after the deadline, last', 'ms', ({ last }) => last),
    row('door, idle', 'core', ({ doorIdle }) => doorIdle),
    row('engine, idle', 'core', ({ engineIdle }) => engineIdle),
    row('database, idle', 'core', ({ databaseIdle }) => databaseIdle),
    row('until the door listens', 's', ({ startSeconds }) => startSeconds),
  ];
}
