// `bench hostile`: what honest devices notice while one source misbehaves, and how long a cut fleet takes to return.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SecretBox } from '#libs/runtime';
import { Child } from '../child.ts';
import { startDurablePostgres } from '../durable-postgres.ts';
import { figure, type Figure } from '../figures.ts';
import { type DoorProcess, prepare, startDoorProcess } from '../ingest/door.ts';
import { knownDevices } from '../ingest/known-devices.ts';
import type { Identity } from '../ingest/load-client.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import type { Attack } from './attacker.ts';
import type { Latencies } from './honest.ts';

const ATTACKS = ['flood', 'silent', 'wrong_passwords'] as const;

export const HOSTILE: BenchSettings = {
  what: 'what honest devices notice of a flood, of silent sockets, of wrong passwords; a fleet that was cut and returns',
  numbers: { rounds: 3, seconds: 10, clients: 10_000 },
  systems: [...ATTACKS, 'reconnect'],
};

/** Devices that report while the others misbehave; each once a second. */
const HONEST = 1_000;
const EVERY_MS = 1_000;
const WARM_UP_MS = 3_000;
const REPORTING = { intervalSeconds: 60, offlineAfterSeconds: 180 };

/** p95 from writing a heartbeat to its acknowledgement: without an attack, then during it. */
async function underAttack(
  attack: (typeof ATTACKS)[number],
  door: DoorProcess,
  known: readonly Identity[],
  ms: number,
) {
  const honest = new Child(new URL('./honest.js', import.meta.url));
  const attacker = new Child(new URL('./attacker.js', import.meta.url));
  const others = known.slice(HONEST);
  try {
    await honest.ask('connect', { identities: known.slice(0, HONEST), port: door.port });
    await honest.ask('pace', EVERY_MS);
    await pause(WARM_UP_MS);
    const measure = async (): Promise<Latencies> => {
      await honest.ask('take');
      await pause(ms);
      return honest.ask<Latencies>('take');
    };
    const calm = await measure();
    await attacker.ask(attack, { port: door.port, identities: others } satisfies Attack);
    await pause(WARM_UP_MS);
    const attacked = await measure();
    return { calm, attacked, done: await attacker.ask<number>('end') };
  } finally {
    await honest.stop();
    await attacker.stop();
  }
}

/** Seconds until all were back, and how many were called dead on the way. */
async function reconnect(door: DoorProcess, known: readonly Identity[]) {
  const fleet = new Child(new URL('./honest.js', import.meta.url));
  try {
    await fleet.ask('connect', { identities: known, port: door.port });
    const cutAt = Date.now();
    const seconds = await fleet.ask<number>('cutAndReturn');
    return { seconds, outages: await door.outages(known, cutAt) };
  } finally {
    await fleet.stop();
  }
}

type Rounds = Map<string, { readonly unit: string; readonly values: number[] }>;

async function round(door: DoorProcess, known: readonly Identity[], options: BenchOptions, rounds: Rounds) {
  const note = (metric: string, unit: string, value: number) => {
    const row = rounds.get(metric) ?? { unit, values: [] };
    row.values.push(value);
    rounds.set(metric, row);
    options.progress(`${metric}: ${value.toFixed(1)} ${unit}`);
  };
  const wanted = (name: string) => options.only.length === 0 || options.only.includes(name);
  for (const attack of ATTACKS.filter(wanted)) {
    const { calm, attacked, done } = await underAttack(attack, door, known, options.seconds * 1_000);
    note(`${attack}_ack_p95`, 'ms', attacked.p95);
    note(`${attack}_ack_p95_before`, 'ms', calm.p95);
    note(`${attack}_ack_worst`, 'ms', attacked.worst);
    note(`${attack}_honest_lost`, 'connections', attacked.lost);
    note(`${attack}_attempts`, 'attempts', done);
  }
  if (wanted('reconnect')) {
    const { seconds, outages } = await reconnect(door, known.slice(0, options.clients));
    note('reconnect_seconds', 's', seconds);
    note('reconnect_false_outages', 'outages', outages);
  }
}

export async function benchHostile(options: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  const rounds: Rounds = new Map();
  const key = randomBytes(32);
  try {
    const known = knownDevices(options.clients + HONEST + 1);
    const url = await prepare(postgres.url, known, new SecretBox([key]), REPORTING);
    const last = known.at(-1);
    if (last === undefined) throw new Error('no devices');
    for (let count = 0; count < options.rounds; count += 1) {
      const door = await startDoorProcess(url, key.toString('base64'), last, { withEngine: true });
      await round(door, known.slice(0, -1), options, rounds).finally(() => door.stop());
    }
  } finally {
    await postgres.stop();
  }
  return [...rounds].map(([metric, { unit, values }]) => figure('hostile', metric, unit, values));
}
