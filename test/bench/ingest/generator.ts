// The load generator: its own process, so that what it costs is not charged to the broker it loads.
import { answerParent, sampleOf } from '../child.ts';
import { type Identity, LoadClient, type Tally, type Target } from './load-client.ts';

export interface ConnectOrder {
  readonly identities: readonly Identity[];
  readonly target: Target;
  readonly qos: 0 | 1;
  readonly inFlight: number;
  readonly bootId: string;
}

/** Not more at once: a broker's listen queue is short, and a refused connection would be our fault, not its. */
const CONNECTING_AT_ONCE = 64;

let clients: LoadClient[] = [];
const tally: Tally = { confirmed: 0, sent: 0, lost: 0 };

async function connectAll(order: ConnectOrder): Promise<void> {
  clients = order.identities.map((identity, at) => new LoadClient(identity, at, order.bootId, order, tally));
  const queue = [...clients];
  const worker = async () => {
    for (let client = queue.pop(); client !== undefined; client = queue.pop()) await client.connect(order.target);
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, worker));
}

/** Sends `rate` messages a second in all, spread over the clients, whatever comes back. */
let pacer: NodeJS.Timeout | undefined;
const TICK_MS = 10;

function pace(rate: number): void {
  clearInterval(pacer);
  let next = 0;
  let owed = 0;
  let last = performance.now();
  pacer = setInterval(() => {
    const now = performance.now();
    owed += (rate * (now - last)) / 1_000;
    last = now;
    for (; owed >= 1; owed -= 1) clients[(next = (next + 1) % clients.length)]?.sendOne();
  }, TICK_MS);
}

answerParent({
  pace,
  connect: connectAll,
  start: () => clients.forEach((client) => client.start()),
  pause: () => {
    clearInterval(pacer);
    clients.forEach((client) => client.pause());
  },
  close: () => clients.forEach((client) => client.close()),
  tally: () => tally,
  sample: () => sampleOf(tally.confirmed),
});
