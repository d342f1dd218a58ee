import { setTimeout as pause } from 'node:timers/promises';
import { Child, type Sample } from '../child.ts';
import { measureTree } from '../process-tree.ts';
import type { ConnectOrder } from './generator.ts';
import type { Identity, Tally } from './load-client.ts';
import type { RunningSystem } from './system-under-test.ts';

const GENERATOR = new URL('./generator.js', import.meta.url);
const WARM_UP_MS = 3_000;
/** Enough unconfirmed messages that a broker which confirms after a commit is not limited by the commit's period. */
const IN_FLIGHT = 4;

export interface Load {
  readonly qos: 0 | 1;
  readonly seconds: number;
  readonly clients: readonly Identity[];
  readonly round: number;
  readonly databasePid: number;
  /** Messages a second to offer, one after the other, for systems that fall over when offered more than they can do. */
  readonly offered?: readonly number[];
}

export interface Measured {
  /** Confirmed to clients, a second. */
  readonly confirmedPerSecond: number;
  /** Handled by the system's own count, a second: what was stored, for the naive pipeline. */
  readonly handledPerSecond: number;
  readonly generatorCores: number;
  readonly systemCores: number;
  readonly databaseCores: number;
  /** The system's CPU time for one message; comparable even when other programs take turns on the cores. */
  readonly cpuMicroseconds: number;
  readonly rssMegabytes: number;
  /** Sent in all and confirmed in all, once everything in flight has been answered. */
  readonly sent: number;
  readonly confirmed: number;
}

async function settle(generator: Child): Promise<Tally> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const tally = await generator.ask<Tally>('tally');
    if (tally.confirmed >= tally.sent || performance.now() > deadline) return tally;
    await pause(200);
  }
}

async function window(
  generator: Child,
  system: RunningSystem,
  load: Load,
  { seconds, countsStored }: { readonly seconds: number; readonly countsStored: boolean },
): Promise<Omit<Measured, 'sent' | 'confirmed'>> {
  const sampleBoth = async (): Promise<readonly [Sample, Sample, number, number]> => [
    await generator.sample(),
    await system.sample(),
    measureTree([load.databasePid]).cpuSeconds,
    performance.now(),
  ];
  const [generatorBefore, systemBefore, databaseBefore, start] = await sampleBoth();
  await pause(seconds * 1_000);
  const [generatorAfter, systemAfter, databaseAfter, end] = await sampleBoth();
  // What was stored, where confirmations promise nothing; otherwise what was confirmed.
  const messages = countsStored
    ? systemAfter.handled - systemBefore.handled
    : generatorAfter.handled - generatorBefore.handled;
  const perSecond = (from: number, to: number) => (to - from) / ((end - start) / 1_000);
  return {
    confirmedPerSecond: perSecond(generatorBefore.handled, generatorAfter.handled),
    handledPerSecond: perSecond(systemBefore.handled, systemAfter.handled),
    generatorCores: perSecond(generatorBefore.cpuSeconds, generatorAfter.cpuSeconds),
    systemCores: perSecond(systemBefore.cpuSeconds, systemAfter.cpuSeconds),
    databaseCores: perSecond(databaseBefore, databaseAfter),
    cpuMicroseconds: (1e6 * (systemAfter.cpuSeconds - systemBefore.cpuSeconds)) / messages,
    rssMegabytes: systemAfter.rssBytes / 1e6,
  };
}

/** As fast as confirmations come back. */
async function closedLoop(generator: Child, system: RunningSystem, load: Load) {
  await generator.ask('start');
  await pause(WARM_UP_MS);
  return window(generator, system, load, { seconds: load.seconds, countsStored: false });
}

/** Below this share of what was offered, the backlog only grows. */
const KEEPS_UP = 0.9;

/** Climbs a ladder of offered rates until the system no longer keeps up: a baseline is given its best chance. */
async function bestOf(generator: Child, system: RunningSystem, load: Load, offered: readonly number[]) {
  const windows = [];
  for (const rate of offered) {
    await generator.ask('pace', rate);
    await pause(WARM_UP_MS);
    const measured = await window(generator, system, load, { seconds: load.seconds / 2, countsStored: true });
    const notTheFirst = windows.length > 0;
    windows.push(measured);
    if (notTheFirst && measured.handledPerSecond < KEEPS_UP * rate) break;
  }
  return windows.reduce((best, next) => (next.handledPerSecond > best.handledPerSecond ? next : best));
}

/** Connects, warms up, measures, lets everything in flight be confirmed, and disconnects. */
export async function measure(system: RunningSystem, load: Load): Promise<Measured> {
  const generator = new Child(GENERATOR);
  try {
    const localAddress = `127.0.0.${2 + (load.round % 100) * 2 + load.qos}`;
    const order: ConnectOrder = {
      identities: load.clients,
      target: { host: '127.0.0.1', port: system.port, localAddress },
      qos: load.qos,
      inFlight: IN_FLIGHT,
      bootId: `boot${load.round}q${load.qos}`,
    };
    await generator.ask('connect', order);
    const measured = load.offered
      ? await bestOf(generator, system, load, load.offered)
      : await closedLoop(generator, system, load);
    await generator.ask('pause');
    const tally = await settle(generator);
    if (tally.lost > 0) throw new Error(`${tally.lost} connections were lost under load`);
    if (load.qos === 1) await system.verify?.(tally.confirmed);
    return { ...measured, sent: tally.sent, confirmed: tally.confirmed };
  } finally {
    await generator.stop();
  }
}
