// The poller's own timetable and visits, with memory in place of rows.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Findings, type LoginRight, Logins, Visits, watch } from '#apps/poller';
import type { CameraObservation, CameraToPoll } from '#libs/database';
import type { DeviceId, DeviceNo, SiteId } from '#libs/domain';
import { AddressPolicy, createLogger, loadConfig, Metrics } from '#libs/runtime';
import { addressOf, CREDENTIAL, deathOf, isNasty } from './addresses.ts';
import { DEADLINE_MS } from './clients.ts';

const ROUND_MS = 250;
const CYCLE_SECONDS = 60;
/** Shorter than in the field, for the same visits a second with fewer cameras; a fifth of it is less than a deadline. */
const NASTY_SECONDS = 20;

export interface CycleResult {
  readonly seconds: number;
  readonly visits: number;
  readonly cpuSeconds: number;
  /** Seconds from one visit of a camera to the next, dead ones included. */
  readonly p50: number;
  readonly p99: number;
}
export interface NastyResult {
  /** MB held after everything settled and was cleaned up, above what the healthy fleet took: heap and buffers; the process. */
  readonly heldMb: number;
  readonly residentMb: number;
  /** MB of the process at most while it went on, above the same. */
  readonly peakMb: number;
  readonly openSockets: number;
  /** Of all visits of healthy cameras, in percent: within a fifth of their period. */
  readonly onSchedule: number;
  /** Seconds. */
  readonly p99: number;
  readonly visits: number;
}

export const cpuMicros = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

class Everywhere extends Logins {
  private readonly right: LoginRight = { credential: CREDENTIAL, again: true, counted: false };
  override rightFor = async (): Promise<LoginRight> => this.right;
  override remember = async (): Promise<void> => undefined;
}

class Timetable extends Findings {
  gaps: number[] = [];
  visits = 0;
  readonly #last = new Map<number, number>();
  constructor(private readonly counts: (deviceNo: number) => boolean) {
    super();
  }
  override async write(found: readonly CameraObservation[]): Promise<void> {
    for (const { deviceNo, at } of found) {
      if (!this.counts(deviceNo)) continue;
      const last = this.#last.get(deviceNo);
      if (last !== undefined) this.gaps.push((at - last) / 1_000);
      this.#last.set(deviceNo, at);
      this.visits += 1;
    }
  }
  quantile(share: number): number {
    const sorted = this.gaps.sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  }
}

interface Fleet {
  readonly port: number;
  readonly count: number;
  readonly intervalSeconds: number;
  readonly isDead: (index: number) => boolean;
}

function watchAll({ port, count, intervalSeconds, isDead }: Fleet, begin: number) {
  const rule = { intervalSeconds, offlineAfterSeconds: 3 * intervalSeconds };
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const deviceNo = (index + 1) as DeviceNo;
      const connectivity = isDead(index) ? ('offline' as const) : ('online' as const);
      const known = { lastContactAt: begin, listeningSince: begin, doorId: null, connectivity };
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
      const camera = watch(row, { deviceNo, ...known, ...rule }, begin, begin + (index % intervalSeconds) * 1_000);
      camera.loginMethod = 'ws_username_token';
      return [index + 1, camera] as const;
    }),
  );
}

/** Lets a fleet be visited until `stop`; each time a round ends, `look` may look. */
class Polling {
  readonly found;
  readonly #visits;
  readonly #watched;

  constructor(fleet: Fleet, counts: (deviceNo: number) => boolean) {
    const config = loadConfig({ CAMERA_NETWORKS: '127.0.0.0/8', LOG_LEVEL: 'silent' });
    const clock = { now: () => Date.now() };
    this.found = new Timetable(counts);
    const parts = [new AddressPolicy(config), clock, createLogger(config), DEADLINE_MS, new Metrics()] as const;
    this.#visits = new Visits(this.found, new Everywhere(), ...parts);
    this.#watched = watchAll(fleet, clock.now());
  }

  async run(seconds: number, look: () => void = () => undefined): Promise<void> {
    const until = Date.now() + seconds * 1_000;
    while (Date.now() < until) {
      const now = Date.now();
      await this.#visits.round(this.#watched, now);
      look();
      await pause(Math.max(0, now + ROUND_MS - Date.now()));
    }
  }

  async settle(): Promise<void> {
    await this.#visits.settle();
    await this.#visits.write();
  }
}

/** The dead ones are known as dead; the first period, in which every camera finds its place, is not measured. */
export async function cycle(of: { port: number; count: number; dead: boolean; minutes: number }): Promise<CycleResult> {
  const isDead = (index: number) => of.dead && deathOf(index) !== null;
  const polling = new Polling({ ...of, intervalSeconds: CYCLE_SECONDS, isDead }, () => true);
  await polling.run(CYCLE_SECONDS);
  const { found } = polling;
  const before = { at: Date.now(), cpu: cpuMicros(), visits: found.visits };
  found.gaps = [];
  await polling.run(of.minutes * 60 - CYCLE_SECONDS);
  const seconds = (Date.now() - before.at) / 1_000;
  const cpuSeconds = (cpuMicros() - before.cpu) / 1e6;
  await polling.settle();
  const visits = found.visits - before.visits;
  return { seconds, visits, cpuSeconds, p50: found.quantile(0.5), p99: found.quantile(0.99) };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const MB = 1024 * 1024;
const rss = () => process.memoryUsage.rss() / MB;

async function held() {
  // What a socket held is given back after its handle's close has been told.
  for (let times = 0; times < 3; times += 1) {
    await pause(200);
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { mb: (heapUsed + external) / MB, resident: rss() };
}

let polling: Polling;
let base = { mb: 0, resident: 0 };

/** First all are healthy; then the parent turns every second one nasty, and nobody here knows which. */
export async function nastyFleet(of: { port: number; count: number; seconds: number; nasty: boolean }) {
  if (!of.nasty) {
    const fleet = { ...of, intervalSeconds: NASTY_SECONDS, isDead: () => false };
    polling = new Polling(fleet, (deviceNo) => !isNasty(deviceNo - 1));
    await polling.run(of.seconds);
    await polling.settle();
    base = await held();
    return null;
  }
  const { found } = polling;
  found.gaps = [];
  found.visits = 0;
  let peak = 0;
  await polling.run(of.seconds, () => (peak = Math.max(peak, rss())));
  await polling.settle();
  const after = await held();
  const openSockets = process.getActiveResourcesInfo().filter((kind) => /^(?:TCP|TLS)/.test(kind)).length;
  const near = found.gaps.filter((gap) => Math.abs(gap - NASTY_SECONDS) <= NASTY_SECONDS / 5).length;
  return {
    heldMb: after.mb - base.mb,
    residentMb: after.resident - base.resident,
    peakMb: peak - base.resident,
    openSockets,
    onSchedule: (100 * near) / found.gaps.length,
    p99: found.quantile(0.99),
    visits: found.visits,
  } satisfies NastyResult;
}
