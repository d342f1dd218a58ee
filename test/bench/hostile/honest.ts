// The honest fleet: its own process, so that the attacker's work delays no measurement.
import { setTimeout as pause } from 'node:timers/promises';
import { answerParent } from '../child.ts';
import type { Identity } from '../ingest/load-client.ts';
import { HonestClient } from './honest-client.ts';

const AT_ONCE = 64;
const TICK_MS = 10;
/** A device that was refused tries again after this long, and up to as long again. */
const TRY_AGAIN_MS = 500;

export interface Fleet {
  readonly identities: readonly Identity[];
  readonly port: number;
}

/** Milliseconds from writing a heartbeat to its acknowledgement; those still waiting count with what they waited. */
export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  readonly lost: number;
}

let port = 0;
let clients: HonestClient[] = [];
let pacer: NodeJS.Timeout | undefined;
let times: number[] = [];

async function connectPatiently(client: HonestClient): Promise<void> {
  for (;;) {
    try {
      return await client.connect(port);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      await pause(TRY_AGAIN_MS * (1 + Math.random()));
    }
  }
}

async function forAll(work: (client: HonestClient) => Promise<void>): Promise<void> {
  const queue = [...clients];
  const worker = async () => {
    for (let client = queue.pop(); client !== undefined; client = queue.pop()) await work(client);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

answerParent({
  connect: async (fleet: Fleet) => {
    ({ port } = fleet);
    clients = fleet.identities.map((identity) => new HonestClient(identity, (ms) => times.push(ms)));
    await forAll(connectPatiently);
  },
  /** Every client sends once in `everyMs`, evenly spread. */
  pace: (everyMs: number) => {
    let next = 0;
    let owed = 0;
    pacer = setInterval(() => {
      for (owed += (clients.length * TICK_MS) / everyMs; owed >= 1; owed -= 1) {
        clients[(next = (next + 1) % clients.length)]?.send();
      }
    }, TICK_MS);
  },
  rest: () => clearInterval(pacer),
  take: (): Latencies => {
    const now = performance.now();
    const waiting = clients.flatMap((client) => client.waitingSince(now) ?? []);
    const sorted = [...times, ...waiting].sort((a, b) => a - b);
    times = [];
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
    const lost = clients.reduce((sum, client) => sum + client.lost, 0);
    return { count: sorted.length, p50: at(0.5), p95: at(0.95), worst: at(1), lost };
  },
  /** Cuts every connection at once; gives the seconds until each is back and has had a heartbeat acknowledged. */
  cutAndReturn: async (): Promise<number> => {
    const cutAt = performance.now();
    for (const client of clients) client.cut();
    await forAll(async (client) => {
      await connectPatiently(client);
      await client.sendAndWait();
    });
    return (performance.now() - cutAt) / 1_000;
  },
});
