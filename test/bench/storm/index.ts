// `bench storm`: incidents open and end as fast as a bad night allows; how long until the engine has decided each.
import { randomBytes } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { RudeReceiver } from '../../alerting/rude-receiver.ts';
import { profileFlags } from '../child.ts';
import { freshDatabase, startDurablePostgres } from '../durable-postgres.ts';
import { figure, type Figure } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { measureTree } from '../process-tree.ts';
import { StormyVillages } from '../../harness/stormy-villages.ts';

const ENGINE = fileURLToPath(new URL('../../../apps/alerting/main.js', import.meta.url));
const DATABASE = 'bench_storm';
const EVENTS_PER_MINUTE = 3_000;
const EVENTS_A_TICK = 5;
const TICK_MS = (60_000 / EVENTS_PER_MINUTE) * EVENTS_A_TICK;
const LOOK_EVERY_MS = 25;
const LAST_WAIT_MS = 30_000;

export const STORM: BenchSettings = {
  what: 'how long the engine takes to decide when 3,000 incidents a minute begin or end',
  numbers: { rounds: 3, seconds: 60, devices: 2_000 },
};

interface Round {
  readonly latencies: readonly number[];
  readonly undecided: number;
  readonly cores: number;
  readonly messages: number;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** The engine as it ships, in a process of its own. */
function startEngine(url: string, key: string): ChildProcess {
  const env = {
    ...process.env,
    ...{ DATABASE_URL: url, SECRET_KEY: key, OUTBOUND_ALLOW: '127.0.0.0/8' },
    ...{ HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
  };
  return spawn(process.execPath, [...profileFlags(), ENGINE], { env, stdio: ['ignore', 2, 2] });
}

async function round(url: string, { devices, seconds }: BenchOptions): Promise<Round> {
  const key = randomBytes(32).toString('base64');
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const receiver = await RudeReceiver.start(secret);
  const villages = await StormyVillages.found(url, devices, { key, secret, urlOf: (path) => receiver.urlOf(path) });
  const engine = startEngine(url, key);
  try {
    await villages.untilDecided(LAST_WAIT_MS);
    const cpuBefore = measureTree([engine.pid ?? 0]).cpuSeconds;
    const startedAt = performance.now();
    const latencies: number[] = [];
    const look = setInterval(() => void villages.look(latencies), LOOK_EVERY_MS);
    for (let tick = 0; performance.now() - startedAt < seconds * 1_000; tick += 1) {
      await villages.trouble(EVENTS_A_TICK);
      await pause(Math.max(0, startedAt + (tick + 1) * TICK_MS - performance.now()));
    }
    const cores = ((measureTree([engine.pid ?? 0]).cpuSeconds - cpuBefore) * 1_000) / (performance.now() - startedAt);
    await villages.untilDecided(LAST_WAIT_MS);
    clearInterval(look);
    await villages.lookAtLast(latencies);
    return { latencies, undecided: villages.waiting, cores, messages: receiver.received.length };
  } finally {
    const gone = once(engine, 'exit');
    engine.kill('SIGTERM');
    await gone;
    await villages.leave();
    await receiver.stop();
  }
}

export async function benchStorm(options: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  const rounds: Round[] = [];
  try {
    for (let count = 0; count < options.rounds; count += 1) {
      const result = await round(await freshDatabase(postgres.url, DATABASE), options);
      const sorted = [...result.latencies].sort((a, b) => a - b);
      options.progress(
        `${sorted.length} events, p95 ${percentile(sorted, 0.95).toFixed(0)} ms, engine ${result.cores.toFixed(2)} cores`,
      );
      rounds.push({ ...result, latencies: sorted });
    }
  } finally {
    await postgres.stop();
  }
  const row = (metric: string, unit: string, of: (round: Round) => number): Figure =>
    figure('storm', metric, unit, rounds.map(of));
  return [
    row('events_per_minute', 'events', ({ latencies }) => (latencies.length * 60) / options.seconds),
    row('decision_p50', 'ms', ({ latencies }) => percentile(latencies, 0.5)),
    row('decision_p95', 'ms', ({ latencies }) => percentile(latencies, 0.95)),
    row('decision_worst', 'ms', ({ latencies }) => latencies.at(-1) ?? NaN),
    row('undecided', 'events', ({ undecided }) => undecided),
    row('engine', 'cores', ({ cores }) => cores),
    row('messages', 'messages', ({ messages }) => messages),
  ];
}
