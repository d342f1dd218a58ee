// Devices that log in and then only stay: a process of its own, so that what they cost is not charged to the broker.
import { connect, type Socket } from 'node:net';
import { answerParent } from '../child.ts';
import type { Identity } from '../ingest/load-client.ts';
import { CONNACK, connectPacket, SUBACK, subscribePacket } from '../ingest/mqtt-bytes.ts';

export interface CrowdOrder {
  readonly identities: readonly Identity[];
  readonly port: number;
  /** Of 127.0.x.1 and on: ports of an address that has just been left are not free at once. */
  readonly network: number;
}

/** Finding a free port of its own for each connection takes long where many are taken. */
const ADDRESSES = 8;

/** Not more at once: a broker's listen queue is short, and a refused connection would be our fault, not its. */
const AT_ONCE = 64;
const KEEP_ALIVE_SECONDS = 300;

interface Guest {
  readonly id: string;
  readonly socket: Socket;
}

let guests: Guest[] = [];
let lost = 0;

async function forAll<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const worker = async () => {
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) await run(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Sends, and waits for an answer that begins with this byte and says yes at this place. */
function ask(
  socket: Socket,
  packet: Buffer,
  wanted: { readonly first: number; readonly yes: readonly [number, number] },
) {
  return new Promise<void>((resolve, reject) => {
    const [at, value] = wanted.yes;
    let answer = Buffer.alloc(0);
    const read = (chunk: Buffer) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length <= at) return;
      socket.off('data', read);
      if (answer[0] === wanted.first && answer[at] === value) resolve();
      else reject(new Error(`refused: ${answer.toString('hex')}`));
    };
    socket.on('data', read);
    socket.write(packet);
  });
}

/** Seconds until all were let in. */
async function enter({ identities, port, network }: CrowdOrder): Promise<number> {
  const begun = performance.now();
  await forAll(identities, async ({ id, secret }) => {
    const localAddress = `127.0.${network}.${1 + (guests.length % ADDRESSES)}`;
    const socket = connect({ host: '127.0.0.1', port, localAddress, noDelay: true });
    const refused = new Promise<never>((_, reject) => socket.once('error', reject));
    await Promise.race([new Promise((resolve) => socket.once('connect', resolve)), refused]);
    socket.once('close', () => (lost += 1));
    const packet = connectPacket(id, secret, KEEP_ALIVE_SECONDS);
    await Promise.race([ask(socket, packet, { first: CONNACK, yes: [3, 0] }), refused]);
    guests.push({ id, socket });
  });
  return (performance.now() - begun) / 1_000;
}

/** All listen to their commands from now on; seconds until that was granted. */
async function listen(): Promise<number> {
  const begun = performance.now();
  await forAll(guests, ({ id, socket }) =>
    ask(socket, subscribePacket(`v1/devices/${id}/commands`), { first: SUBACK, yes: [4, 1] }),
  );
  return (performance.now() - begun) / 1_000;
}

answerParent({
  enter,
  listen,
  lost: () => lost,
  close: () => {
    for (const { socket } of guests) socket.removeAllListeners('close').destroy();
    guests = [];
  },
});
