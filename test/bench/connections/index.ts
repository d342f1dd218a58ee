// `bench connections`: devices that log in and stay, beside the same devices at bare aedes, which asks nobody's secret.
import { setTimeout as pause } from 'node:timers/promises';
import { Child } from '../child.ts';
import { startDurablePostgres } from '../durable-postgres.ts';
import { type Figure, figure, paired } from '../figures.ts';
import { aedesNoop } from '../ingest/baselines.ts';
import { doors } from '../ingest/door.ts';
import { knownDevices } from '../ingest/known-devices.ts';
import type { Identity } from '../ingest/load-client.ts';
import type { RunningSystem, SystemUnderTest } from '../ingest/system-under-test.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import type { CrowdOrder } from './crowd.ts';

const CROWD = new URL('./crowd.js', import.meta.url);

export const CONNECTIONS: BenchSettings = {
  what: 'idle connections: how fast they log in and what each keeps, beside bare aedes',
  numbers: { rounds: 1, seconds: 15, clients: 19_000 },
  systems: ['aedes_noop', 'door', 'door_two'],
};

interface Stay {
  readonly connectsPerSecond: number;
  /** Bytes of the process for each connection that only stays, and for each that listens to its commands, too. */
  readonly idleBytes: number;
  readonly listeningBytes: number;
  readonly idleCores: number;
}

/** All enter, stay for a while, then listen, and stay again. Memory is looked at after each while. */
async function stay(
  system: RunningSystem,
  clients: readonly Identity[],
  network: number,
  seconds: number,
): Promise<Stay> {
  const crowd = new Child(CROWD);
  try {
    const empty = await system.sample();
    const entering = await crowd.ask<number>('enter', {
      identities: clients,
      port: system.port,
      network,
    } satisfies CrowdOrder);
    await pause(seconds * 1_000);
    const idle = await system.sample();
    await pause(2_000);
    const later = await system.sample();
    await crowd.ask('listen');
    await pause(seconds * 1_000);
    const listening = await system.sample();
    const lost = await crowd.ask<number>('lost');
    if (lost > 0) throw new Error(`${lost} connections were lost`);
    await crowd.ask('close');
    return {
      connectsPerSecond: clients.length / entering,
      idleBytes: (idle.rssBytes - empty.rssBytes) / clients.length,
      listeningBytes: (listening.rssBytes - empty.rssBytes) / clients.length,
      idleCores: (later.cpuSeconds - idle.cpuSeconds) / 2,
    };
  } finally {
    await crowd.stop();
  }
}

export async function benchConnections(options: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  let network = 0;
  const stays = new Map<string, Stay[]>();
  try {
    const clients = knownDevices(options.clients);
    const systems: SystemUnderTest[] = [aedesNoop(), ...doors(postgres.url)].filter(({ name }) =>
      options.only.length === 0 ? name !== 'door_two' : options.only.includes(name),
    );
    for (let round = 0; round < options.rounds; round++) {
      for (const system of systems) {
        const running = await system.start(clients);
        const one = await stay(running, clients, (network += 1), options.seconds).finally(() => running.stop());
        stays.set(system.name, [...(stays.get(system.name) ?? []), one]);
        options.progress(
          `round ${round + 1} ${system.name}: ${clients.length} connections, ${Math.round(one.connectsPerSecond)} logins/s, ` +
            `${Math.round(one.idleBytes)} bytes each, listening ${Math.round(one.listeningBytes)}`,
        );
      }
    }
  } finally {
    await postgres.stop();
  }
  return figuresOf(stays, options.clients);
}

function figuresOf(stays: ReadonlyMap<string, readonly Stay[]>, clients: number): readonly Figure[] {
  const rounds = (name: string, of: (one: Stay) => number) => (stays.get(name) ?? []).map(of);
  return [...stays.keys()].flatMap((name) => {
    const row = (metric: string, unit: string, of: (one: Stay) => number): Figure => {
      const baseline = rounds('aedes_noop', of);
      const own = rounds(name, of);
      return name === 'aedes_noop' || baseline.length === 0
        ? figure('connections', `${name}_${metric}`, unit, own)
        : paired('connections', `${name}_${metric}`, unit, own, { name: 'aedes_noop', rounds: baseline });
    };
    return [
      figure('connections', `${name}_held`, 'connections', [clients]),
      row('logins', 'connections/s', ({ connectsPerSecond }) => connectsPerSecond),
      row('idle_memory', 'bytes/connection', ({ idleBytes }) => idleBytes),
      row('listening_memory', 'bytes/connection', ({ listeningBytes }) => listeningBytes),
      row('idle_cores', 'cores', ({ idleCores }) => idleCores),
    ];
  });
}
