// `bench district`: the demo's own fleet against the product as people start it; the simulator's share is kept apart.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { figure, type Figure } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { measureTree, treeOf } from '../process-tree.ts';
import { freeDemoPorts, startDemo, type FleetReport, type RunningDemo } from '../../harness/demo-process.ts';
import { Officer } from './officer.ts';

const LOOK_EVERY_MS = 1_000;
const MEMORY_EVERY_LOOKS = 15;
const WARM_UP_MINUTES = 2;
const ONLINE_DEADLINE_MS = 5 * 60_000;

export const DISTRICT: BenchSettings = {
  what: 'what a whole district needs of this machine, and how long its officer waits',
  numbers: { devices: 4_656, minutes: 30 },
};

interface Window {
  readonly seconds: number;
  readonly productCpuSeconds: number;
  readonly simulatorCpuSeconds: number;
  readonly pssMegabytes: readonly number[];
  readonly before: FleetReport;
  readonly after: FleetReport;
}

export async function benchDistrict(options: BenchOptions): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'canh-thon-district-'));
  const size = ['--devices', String(options.devices)];
  const demo = await startDemo(dataDir, await freeDemoPorts(), size, options.progress);
  try {
    const officer = new Officer(demo.origin, demo.logins.get('IT officer')!);
    await officer.signIn();
    await untilEverybodyTalks(demo);
    options.progress(`all devices talk; warm-up of ${WARM_UP_MINUTES} min, then ${options.minutes} min measured`);
    await lookFor(WARM_UP_MINUTES * 60_000, officer, () => undefined);
    const warm = officer.latencies.length;
    const window = await measure(demo, officer, options);
    const incidents = await officer.incidents();
    for (const { cause, reason, devices } of incidents.slice(0, 10)) {
      options.progress(`false incident: ${cause} ${reason} ${devices.map((device) => device.code).join(' ')}`);
    }
    await officer.close();
    return figuresOf(window, officer.latencies.slice(warm), incidents.length, demo.startSeconds);
  } finally {
    await demo.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function untilEverybodyTalks(demo: RunningDemo): Promise<void> {
  const deadline = AbortSignal.timeout(ONLINE_DEADLINE_MS);
  for (;;) {
    const { connected, mqttDevices, probes, cameras } = await demo.report();
    if (connected === mqttDevices && probes >= cameras) return;
    if (deadline.aborted) throw new Error(`Only ${connected} of ${mqttDevices} connected, ${probes} probes`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Looks at the list once a second, at its own pace when an answer takes longer. */
async function lookFor(ms: number, officer: Officer, eachLook: (number: number) => void): Promise<void> {
  const endAt = performance.now() + ms;
  for (let number = 0; performance.now() < endAt; number += 1) {
    const startedAt = performance.now();
    await officer.look();
    eachLook(number);
    await pause(Math.max(0, LOOK_EVERY_MS - (performance.now() - startedAt)));
  }
}

async function measure(demo: RunningDemo, officer: Officer, options: BenchOptions): Promise<Window> {
  const simulatorPid = demo.process.pid!;
  const simulatorTicks = () => treeOf([simulatorPid]).find(({ pid }) => pid === simulatorPid)?.ticks ?? 0;
  const pssMegabytes: number[] = [];
  const before = await demo.report();
  const startedAt = performance.now();
  const product = measureTree([demo.productPid]).cpuSeconds;
  const simulator = simulatorTicks();
  await lookFor(options.minutes * 60_000, officer, (number) => {
    if (number % MEMORY_EVERY_LOOKS !== 0) return;
    const { cpuSeconds, pssMegabytes: pss } = measureTree([demo.productPid]);
    pssMegabytes.push(pss);
    const share = (cpuSeconds - product) / ((performance.now() - startedAt) / 1_000);
    if (number % (4 * MEMORY_EVERY_LOOKS) === 0)
      options.progress(`${number} s: ${share.toFixed(3)} cores, ${pss.toFixed(0)} MB`);
  });
  return {
    seconds: (performance.now() - startedAt) / 1_000,
    productCpuSeconds: measureTree([demo.productPid]).cpuSeconds - product,
    simulatorCpuSeconds: (simulatorTicks() - simulator) / 100,
    ...{ pssMegabytes, before, after: await demo.report() },
  };
}

function figuresOf(window: Window, latencies: readonly number[], incidents: number, startSeconds: number): Figure[] {
  const { seconds, before, after } = window;
  const perMinute = (count: number) => (60 * count) / seconds;
  const one = (metric: string, unit: string, value: number) => figure('district', metric, unit, [value]);
  return [
    one('product_cpu', 'cores', window.productCpuSeconds / seconds),
    figure('district', 'product_pss', 'MB', window.pssMegabytes),
    one('devices_list_p95', 'ms', percentile(latencies, 0.95)),
    one('devices_list_median', 'ms', percentile(latencies, 0.5)),
    one('false_incidents', 'incidents', incidents),
    one('heartbeats', '1/min', perMinute(after.acknowledged - before.acknowledged)),
    one('polls', '1/min', perMinute(after.probes - before.probes)),
    one('reconnections', 'connections', after.connections - before.connections),
    one('simulator_cpu', 'cores', window.simulatorCpuSeconds / seconds),
    one('first_start', 's', startSeconds),
    one('devices', 'devices', after.mqttDevices + after.cameras),
  ];
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
