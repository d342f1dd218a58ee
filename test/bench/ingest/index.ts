// `bench ingest`: the same generator, in the same run, against bare aedes, the naive pipeline and our door.
import { startDurablePostgres } from '../durable-postgres.ts';
import { figure, paired, type Figure } from '../figures.ts';
import type { BenchOptions } from '../options.ts';
import { aedesNoop, doorOnly, naive } from './baselines.ts';
import { door } from './door.ts';
import { knownDevices } from './known-devices.ts';
import type { Identity } from './load-client.ts';
import { measure, type Measured } from './measure.ts';
import type { SystemUnderTest } from './system-under-test.ts';

type Results = Map<string, Measured[]>;

async function oneSystem(
  system: SystemUnderTest,
  known: readonly Identity[],
  round: number,
  options: BenchOptions,
  results: Results,
): Promise<void> {
  for (const qos of [1, 0] as const) {
    const running = await system.start(known);
    const clients = known.slice(0, options.clients);
    const load = { qos, seconds: options.seconds, clients, round, ...(system.offered && { offered: system.offered }) };
    const measured = await measure(running, load).finally(() => running.stop());
    const key = `${system.name} qos${qos}`;
    results.set(key, [...(results.get(key) ?? []), measured]);
    options.progress(
      `round ${round + 1} ${key}: confirmed ${Math.round(measured.confirmedPerSecond)}/s, handled ${Math.round(measured.handledPerSecond)}/s, ` +
        `cores ${measured.systemCores.toFixed(2)} + generator ${measured.generatorCores.toFixed(2)}, ${Math.round(measured.rssMegabytes)} MB`,
    );
  }
}

function figuresOf(results: Results): readonly Figure[] {
  const of = (key: string, field: keyof Measured) => (results.get(key) ?? []).map((measured) => measured[field]);
  const lines: Figure[] = [];
  for (const key of results.keys()) {
    const name = key.replace(' ', '_');
    lines.push(
      figure(
        'ingest',
        `${name}_rate`,
        'messages/s',
        of(key, key.startsWith('naive') ? 'handledPerSecond' : 'confirmedPerSecond'),
      ),
    );
    lines.push(figure('ingest', `${name}_cpu`, 'µs/message', of(key, 'cpuMicroseconds')));
    lines.push(figure('ingest', `${name}_cores`, 'cores', of(key, 'systemCores')));
    lines.push(figure('ingest', `${name}_generator_cores`, 'cores', of(key, 'generatorCores')));
  }
  for (const qos of [1, 0]) {
    // QoS 1: acknowledged, which is after the commit. QoS 0: seen in the database.
    const ours = of(`door qos${qos}`, qos === 1 ? 'confirmedPerSecond' : 'handledPerSecond');
    if (ours.length === 0) continue;
    for (const [baseline, field] of [
      ['aedes_noop', 'confirmedPerSecond'],
      ['naive', 'handledPerSecond'],
    ] as const) {
      const rounds = of(`${baseline} qos${qos}`, field);
      if (rounds.length > 0)
        lines.push(paired('ingest', `qos${qos}_durable`, 'messages/s', ours, { name: baseline, rounds }));
    }
  }
  return lines;
}

export async function benchIngest(options: BenchOptions): Promise<readonly Figure[]> {
  const postgres = await startDurablePostgres();
  const results: Results = new Map();
  try {
    const known = knownDevices(options.devices);
    const systems = [aedesNoop(), naive(postgres.url), door(postgres.url), doorOnly()].filter(({ name }) =>
      options.only.length === 0 ? name !== 'door_only' : options.only.includes(name),
    );
    for (let round = 0; round < options.rounds; round++) {
      for (const system of systems) await oneSystem(system, known, round, options, results);
    }
  } finally {
    await postgres.stop();
  }
  return figuresOf(results);
}
