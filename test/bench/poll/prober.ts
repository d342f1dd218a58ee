// One client in a process of its own: its CPU is the figure.
import { Findings, type LoginRight, Logins, Visits, watch } from '#apps/poller';
import type { CameraObservation, CameraToPoll } from '#libs/database';
import type { DeviceId, DeviceNo, SiteId } from '#libs/domain';
import { AddressPolicy, createLogger, loadConfig, Metrics } from '#libs/runtime';
import { answerParent } from '../child.ts';
import { addressOf, CREDENTIAL, deathOf } from './addresses.ts';
import { CLIENTS, DEADLINE_MS, type Probe } from './clients.ts';

/** As many at once as a poller visits. */
const AT_ONCE = 200;
/** Longer than any client's own deadline: what has not settled by then never does. */
const GIVEN_UP_MS = DEADLINE_MS + 3_000;
const PERIOD_SECONDS = 60;

export interface RoundResult {
  readonly probes: number;
  readonly answered: number;
  /** Probes that had not settled by their deadline and three seconds. */
  readonly hung: number;
  readonly cpuMicros: number;
}
export interface CycleResult {
  readonly seconds: number;
  readonly visits: number;
  readonly cpuSeconds: number;
  /** Seconds from one visit of a camera to the next, dead ones included. */
  readonly p50: number;
  readonly p99: number;
}

const urlOf = (index: number, port: number) => new URL(`http://${addressOf(index)}:${port}/onvif/device_service`);
const cpuMicros = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function settled(probe: Promise<boolean>): Promise<boolean | 'hung'> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<'hung'>((resolve) => (timer = setTimeout(() => resolve('hung'), GIVEN_UP_MS)));
  return Promise.race([probe, hung]).finally(() => clearTimeout(timer));
}

async function visitAll(probe: Probe, port: number, count: number): Promise<RoundResult> {
  const before = cpuMicros();
  let [next, answered, hung] = [0, 0, 0];
  const lane = async (): Promise<void> => {
    while (next < count) {
      const outcome = await settled(probe(urlOf(next++, port)));
      if (outcome === 'hung') hung += 1;
      else if (outcome) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { probes: count, answered, hung, cpuMicros: cpuMicros() - before };
}

class Everywhere extends Logins {
  private readonly right: LoginRight = { credential: CREDENTIAL, again: true, counted: false };
  override rightFor = async (): Promise<LoginRight> => this.right;
  override remember = async (): Promise<void> => undefined;
}

class Timetable extends Findings {
  readonly gaps: number[] = [];
  visits = 0;
  readonly #last = new Map<number, number>();
  override async write(found: readonly CameraObservation[]): Promise<void> {
    for (const { deviceNo, at } of found) {
      const last = this.#last.get(deviceNo);
      if (last !== undefined) this.gaps.push((at - last) / 1_000);
      this.#last.set(deviceNo, at);
      this.visits += 1;
    }
  }
}

/** The poller's own timetable and visits, with memory in place of rows: all cameras known, the dead ones known as dead. */
async function cycle({ port, count, dead, minutes }: { port: number; count: number; dead: boolean; minutes: number }) {
  const config = loadConfig({ CAMERA_NETWORKS: '127.0.0.0/8', LOG_LEVEL: 'silent' });
  const clock = { now: () => Date.now() };
  const found = new Timetable();
  const parts = [new AddressPolicy(config), clock, createLogger(config), DEADLINE_MS, new Metrics()] as const;
  const visits = new Visits(found, new Everywhere(), ...parts);
  const begin = clock.now();
  const watched = new Map(
    Array.from({ length: count }, (_, index) => {
      const deviceNo = (index + 1) as DeviceNo;
      const connectivity = dead && deathOf(index) !== null ? ('offline' as const) : ('online' as const);
      const known = { lastContactAt: begin, listeningSince: begin, doorId: null, connectivity };
      const rule = { intervalSeconds: PERIOD_SECONDS, offlineAfterSeconds: 180 };
      const row: CameraToPoll = {
        ...rule,
        deviceNo,
        deviceId: `camera-${index}` as DeviceId,
        siteId: `site-${index}` as SiteId,
        lifecycle: 'active',
        scheme: 'http',
        host: addressOf(index),
        port,
        path: '/onvif/device_service',
        username: CREDENTIAL.username,
        passwordCiphertext: null,
        passwordKeyId: null,
        basicAllowed: false,
        streamPort: null,
        factoryPassword: null,
        credentialVersion: 1,
        credentialState: 'accepted',
        credentialBlockedUntil: null,
        credentialCheckedAt: null,
        attemptsLeft: null,
      };
      const camera = watch(row, { deviceNo, ...known, ...rule }, begin, begin + (index % PERIOD_SECONDS) * 1_000);
      camera.loginMethod = 'ws_username_token';
      return [index + 1, camera] as const;
    }),
  );
  const until = begin + minutes * 60_000;
  // The first period finds every camera its place.
  const measured = { from: begin + PERIOD_SECONDS * 1_000, cpu: 0, visits: 0 };
  let started = false;
  while (clock.now() < until) {
    const now = clock.now();
    if (!started && now >= measured.from) {
      started = true;
      Object.assign(measured, { from: now, cpu: cpuMicros(), visits: found.visits });
      found.gaps.length = 0;
    }
    await visits.round(watched, now);
    await pause(Math.max(0, now + 250 - clock.now()));
  }
  const seconds = (clock.now() - measured.from) / 1_000;
  const cpuSeconds = (cpuMicros() - measured.cpu) / 1e6;
  await visits.settle();
  const sorted = found.gaps.sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  const made = found.visits - measured.visits;
  return { seconds, visits: made, cpuSeconds, p50: quantile(0.5), p99: quantile(0.99) } satisfies CycleResult;
}

let probe: Probe = async () => false;
// Sockets that a client leaks must not end the measurement.
process.on('uncaughtException', () => undefined);

answerParent({
  use: (name: string) => void (probe = CLIENTS[name]?.() ?? probe),
  visit: ({ port, count }: { port: number; count: number }) => visitAll(probe, port, count),
  cycle,
});
