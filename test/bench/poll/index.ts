// `bench poll`: what asking a camera costs, beside two libraries and a bare GET; and the timetable at full size.
import { loadavg } from 'node:os';
import { Child } from '../child.ts';
import { type Figure, figure, paired } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import type { RoundResult } from './prober.ts';
import type { CycleResult, NastyResult } from './timetable.ts';

const CLIENT_NAMES = ['ours', 'http_get', 'onvif', 'node_onvif'] as const;
type ClientName = (typeof CLIENT_NAMES)[number];
/** A poller runs for months: what the compiler still learns in the first thousands is nobody's figure. */
const WARM_UP = 12_000;
/** Around all cameras in one round; fewer where the dead ones make it long. */
const [LAPS, DEAD_LAPS] = [4, 2];
/** What a poller is built for. */
const FULL_SIZE = 10_000;
/** Every twenty seconds: as many visits a second as the full size once a minute. */
const NASTY_SIZE = 3_333;
const HEALTHY_SECONDS = 45;
const NASTY_SECONDS = 100;

export const POLL: BenchSettings = {
  what: 'CPU of asking a camera with 0 % and 30 % dead, beside onvif, node-onvif and a bare GET; 10,000 cameras a minute; half of a fleet turning nasty',
  numbers: { rounds: 3, devices: 4_000, minutes: 3 },
  systems: [...CLIENT_NAMES, 'alive', 'dead', 'cycle', 'nasty'],
};

export async function benchPoll(options: BenchOptions): Promise<readonly Figure[]> {
  const { only, progress } = options;
  const parts = only.filter((name) => name !== 'alive' && name !== 'dead');
  const wants = (name: string) => parts.length === 0 || parts.includes(name);
  progress(
    `load of the machine before: ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  );
  const figures = [
    ...(await costs(options, CLIENT_NAMES.filter(wants))),
    ...(wants('cycle') ? await cycles(options) : []),
    ...(wants('nasty') ? await nasty(options) : []),
  ];
  progress(
    `load of the machine after: ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  );
  return figures;
}

const file = (name: string) => new URL(`./${name}.js`, import.meta.url);

async function costs(
  { rounds, devices, only, progress }: BenchOptions,
  names: readonly ClientName[],
): Promise<Figure[]> {
  if (names.length === 0) return [];
  const cameras = new Child(file('cameras'));
  const port = await cameras.ask<number>('open', devices);
  const clients = new Map<ClientName, Child>();
  for (const name of names) {
    const client = new Child(file('prober'));
    await client.ask('use', name);
    for (let done = 0; done < WARM_UP; done += devices) await client.ask('visit', { port, count: devices });
    clients.set(name, client);
  }
  const figures: Figure[] = [];
  // Of both kinds of fleet unless one is named.
  for (const dead of [false, true].filter((one) => !only.includes(one ? 'alive' : 'dead'))) {
    await cameras.ask('die', dead);
    const results = new Map(names.map((name) => [name, [] as MeasuredRound[]]));
    for (let round = 0; round < rounds; round += 1) {
      // Each begins once in a while, so that nobody always follows the same one.
      for (let turn = 0; turn < names.length; turn += 1) {
        const name = names[(round + turn) % names.length]!;
        const client = clients.get(name)!;
        // It stood still while the others had their turn; what waking up costs is nobody's figure either.
        await client.ask('visit', { port, count: devices });
        await cameras.ask('connections');
        const result = await client.ask<RoundResult>('visit', { port, count: devices, laps: dead ? DEAD_LAPS : LAPS });
        const connections = await cameras.ask<number>('connections');
        results.get(name)!.push({ ...result, connections });
        const micros = (result.cpuMicros / result.probes).toFixed(0);
        progress(
          `${dead ? '30 %' : ' 0 %'} dead, round ${round + 1}, ${name}: ${micros} µs a probe, ${connections} connections, ${result.answered} of ${result.probes} answered, ${result.hung} never settled`,
        );
      }
    }
    figures.push(...costFigures(dead ? 'dead30' : 'dead0', results));
  }
  for (const client of clients.values()) await client.stop();
  await cameras.stop();
  return figures;
}

interface MeasuredRound extends RoundResult {
  readonly connections: number;
}

function costFigures(suffix: string, results: ReadonlyMap<ClientName, readonly MeasuredRound[]>): Figure[] {
  const micros = (name: ClientName) => (results.get(name) ?? []).map(({ cpuMicros, probes }) => cpuMicros / probes);
  const figures: Figure[] = [];
  for (const name of results.keys()) {
    figures.push(figure('poll', `${name}_cpu_${suffix}`, 'µs', micros(name)));
    const hung = (results.get(name) ?? []).map((round) => round.hung);
    figures.push(figure('poll', `${name}_hung_${suffix}`, 'probes', hung));
    const connections = (results.get(name) ?? []).map((round) => round.connections / round.probes);
    figures.push(figure('poll', `${name}_connections_${suffix}`, 'a probe', connections));
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

/** Half of the fleet turns nasty, in every way the simulated cameras know. */
async function nasty({ progress }: BenchOptions): Promise<Figure[]> {
  const cameras = new Child(file('cameras'));
  const port = await cameras.ask<number>('open', NASTY_SIZE);
  const poller = new Child(file('prober'));
  const fleet = { port, count: NASTY_SIZE };
  await poller.ask('nastyFleet', { ...fleet, seconds: HEALTHY_SECONDS, nasty: false });
  await cameras.ask('turnNasty');
  const result = await poller.ask<NastyResult>('nastyFleet', { ...fleet, seconds: NASTY_SECONDS, nasty: true });
  await poller.stop();
  await cameras.stop();
  progress(`${result.visits} visits of healthy cameras while the other half was nasty`);
  return [
    figure('poll', 'nasty_memory_held', 'MB', [result.heldMb]),
    figure('poll', 'nasty_memory_resident', 'MB', [result.residentMb]),
    figure('poll', 'nasty_memory_peak', 'MB', [result.peakMb]),
    figure('poll', 'nasty_sockets_open', 'sockets', [result.openSockets]),
    figure('poll', 'others_on_schedule', '% within a fifth', [result.onSchedule]),
    figure('poll', 'others_p99', 's (period 20 s)', [result.p99]),
  ];
}
