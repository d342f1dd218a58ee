// `bench ingest`: the same generator, in the same run, against bare aedes, the naive pipeline and our door.
import { startDurablePostgres } from '../durable-postgres.ts';
import type { Figure } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { aedesNoop, doorOnly, naive } from './baselines.ts';
import { doors } from './door.ts';
import { knownDevices } from './known-devices.ts';
import type { Identity } from './load-client.ts';
import { measure } from './measure.ts';
import { figuresOf, type Results } from './results.ts';
import type { SystemUnderTest } from './system-under-test.ts';

export const INGEST: BenchSettings = {
  what: 'durable heartbeats a second: our door beside bare aedes and a naive pipeline',
  numbers: { rounds: 3, seconds: 8, clients: 10_000, devices: 100_000 },
  systems: ['aedes_noop', 'naive', 'door', 'door_two', 'door_only'],
};

async function oneSystem(
  system: SystemUnderTest,
  known: readonly Identity[],
  place: { readonly round: number; readonly databasePid: number },
  options: BenchOptions,
  results: Results,
): Promise<void> {
  for (const qos of [1, 0] as const) {
    const running = await system.start(known);
    const clients = known.slice(0, options.clients);
    const load = {
      qos,
      seconds: options.seconds,
      clients,
      ...place,
      ...(system.offered && { offered: system.offered }),
    };
    const measured = await measure(running, load).finally(() => running.stop());
    const key = `${system.name} qos${qos}`;
    results.set(key, [...(results.get(key) ?? []), measured]);
    options.progress(
      `round ${place.round + 1} ${key}: confirmed ${Math.round(measured.confirmedPerSecond)}/s, handled ${Math.round(measured.handledPerSecond)}/s, ` +
        `cores ${measured.systemCores.toFixed(2)} + database ${measured.databaseCores.toFixed(2)} + generator ${measured.generatorCores.toFixed(2)}, ${Math.round(measured.rssMegabytes)} MB`,
    );
  }
}

export async function benchIngest(options: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  const results: Results = new Map();
  try {
    const known = knownDevices(options.devices);
    const systems = [aedesNoop(), naive(postgres.url), ...doors(postgres.url), doorOnly()].filter(({ name }) =>
      options.only.length === 0 ? name !== 'door_only' : options.only.includes(name),
    );
    for (let round = 0; round < options.rounds; round++) {
      for (const system of systems)
        await oneSystem(system, known, { round, databasePid: postgres.pid }, options, results);
    }
  } finally {
    await postgres.stop();
  }
  return figuresOf(results);
}
