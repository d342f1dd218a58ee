// `bench poll`: what asking a camera costs, beside two libraries and a bare GET; and the timetable at full size.
import { loadavg } from 'node:os';
import { Child } from '../child.ts';
import { type Figure, figure, paired } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import type { CycleResult, RoundResult } from './prober.ts';

const CLIENT_NAMES = ['ours', 'http_get', 'onvif', 'node_onvif'] as const;
type ClientName = (typeof CLIENT_NAMES)[number];
/** A poller runs for months: what the compiler still learns in the first thousands is nobody's figure. */
const WARM_UP = 3_000;
/** What a poller is built for. */
const FULL_SIZE = 10_000;

export const POLL: BenchSettings = {
  what: 'CPU of asking a camera with 0 % and 30 % dead, beside onvif, node-onvif and a bare GET; 10,000 cameras a minute',
  numbers: { rounds: 3, devices: 1_000, minutes: 3 },
  systems: [...CLIENT_NAMES, 'cycle'],
};

export async function benchPoll(options: BenchOptions): Promise<readonly Figure[]> {
  const { only, progress } = options;
  const wants = (name: string) => only.length === 0 || only.includes(name);
  progress(
    `load of the machine before: ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  );
  const figures = [
    ...(await costs(options, CLIENT_NAMES.filter(wants))),
    ...(wants('cycle') ? await cycles(options) : []),
  ];
  progress(
    `load of the machine after: ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  );
  return figures;
}

const file = (name: string) => new URL(`./${name}.js`, import.meta.url);

async function costs({ rounds, devices, progress }: BenchOptions, names: readonly ClientName[]): Promise<Figure[]> {
  if (names.length === 0) return [];
  const cameras = new Child(file('cameras'));
  const port = await cameras.ask<number>('open', devices);
  const figures: Figure[] = [];
  for (const dead of [false, true]) {
    await cameras.ask('die', false);
    const clients = new Map<ClientName, Child>();
    for (const name of names) {
      const client = new Child(file('prober'));
      await client.ask('use', name);
      for (let done = 0; done < WARM_UP; done += devices) await client.ask('visit', { port, count: devices });
      clients.set(name, client);
    }
    await cameras.ask('die', dead);
    const results = new Map(names.map((name) => [name, [] as RoundResult[]]));
    for (let round = 0; round < rounds; round += 1) {
      // Each begins once in a while, so that nobody always follows the same one.
      for (let turn = 0; turn < names.length; turn += 1) {
        const name = names[(round + turn) % names.length]!;
        const result = await clients.get(name)!.ask<RoundResult>('visit', { port, count: devices });
        results.get(name)!.push(result);
        const micros = (result.cpuMicros / result.probes).toFixed(0);
        progress(
          `${dead ? '30 %' : ' 0 %'} dead, round ${round + 1}, ${name}: ${micros} µs a probe, ${result.answered} of ${result.probes} answered, ${result.hung} never settled`,
        );
      }
    }
    for (const client of clients.values()) await client.stop();
    figures.push(...costFigures(dead ? 'dead30' : 'dead0', results));
  }
  await cameras.stop();
  return figures;
}

function costFigures(suffix: string, results: ReadonlyMap<ClientName, readonly RoundResult[]>): Figure[] {
  const micros = (name: ClientName) => (results.get(name) ?? []).map(({ cpuMicros, probes }) => cpuMicros / probes);
  const figures: Figure[] = [];
  for (const name of results.keys()) {
    figures.push(figure('poll', `${name}_cpu_${suffix}`, 'µs', micros(name)));
    const hung = (results.get(name) ?? []).map((round) => round.hung);
    figures.push(figure('poll', `${name}_hung_${suffix}`, 'probes', hung));
  }
  if (!results.has('ours')) return figures;
  for (const name of results.keys()) {
    if (name === 'ours') continue;
    figures.push(paired('poll', `probe_cpu_${suffix}`, 'µs', micros('ours'), { name, rounds: micros(name) }));
  }
  return figures;
}

async function cycles({ minutes, progress }: BenchOptions): Promise<Figure[]> {
  const cameras = new Child(file('cameras'));
  const port = await cameras.ask<number>('open', FULL_SIZE);
  const figures: Figure[] = [];
  for (const dead of [false, true]) {
    await cameras.ask('die', dead);
    const poller = new Child(file('prober'));
    const result = await poller.ask<CycleResult>('cycle', { port, count: FULL_SIZE, dead, minutes });
    await poller.stop();
    const { seconds, visits, cpuSeconds, p50, p99 } = result;
    progress(
      `${dead ? '30 %' : '0 %'} dead: ${visits} visits in ${seconds.toFixed(0)} s, ${cpuSeconds.toFixed(1)} s of CPU`,
    );
    const suffix = dead ? 'dead30' : 'dead0';
    figures.push(figure('poll', `core_share_${suffix}`, '% of a core', [(100 * cpuSeconds) / seconds]));
    figures.push(figure('poll', `visits_a_minute_${suffix}`, 'visits', [(60 * visits) / seconds]));
    figures.push(figure('poll', `cycle_p50_${suffix}`, 's', [p50]));
    figures.push(figure('poll', `cycle_p99_${suffix}`, 's', [p99]));
  }
  await cameras.stop();
  return figures;
}
