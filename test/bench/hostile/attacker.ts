// Whoever means us harm: one process, one address, three ways. Loopback only.
import { connect, type Socket } from 'node:net';
import { answerParent } from '../child.ts';
import type { Identity } from '../ingest/load-client.ts';
import { connectPacket, reusablePublish } from '../ingest/mqtt-bytes.ts';

export interface Attack {
  readonly port: number;
  readonly identities: readonly Identity[];
}

const FLOOD_BURST = 100;
const SILENT_SOCKETS = 3_000;
const WRONG_PASSWORDS_A_SECOND = 500;
const TICK_MS = 20;

let over = false;
let done = 0;
const sockets = new Set<Socket>();

function open(port: number, onClosed: () => void): Socket {
  const socket = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.3', noDelay: true });
  sockets.add(socket);
  socket.on('error', () => undefined); // The close that follows is what counts.
  socket.once('close', () => {
    sockets.delete(socket);
    if (!over) onClosed();
  });
  return socket;
}

/** One known device writes as fast as its socket takes it, and comes back when it is thrown out. */
function flood({ port, identities: [identity] }: Attack): void {
  if (identity === undefined) throw new Error('a flood needs a device');
  const publish = reusablePublish(`v1/devices/${identity.id}/heartbeat`, '{"bootId":"flood","seq":0000000000}', 0);
  const burst = Buffer.concat(Array.from({ length: FLOOD_BURST }, () => publish.bytes));
  const socket = open(port, () => flood({ port, identities: [identity] }));
  const pour = () => {
    do done += FLOOD_BURST;
    while (socket.write(burst));
  };
  socket.once('connect', () => socket.write(connectPacket(identity.id, identity.secret, 300), pour));
  socket.on('drain', pour);
}

/** Opened, and nothing said; opened again when dropped. */
function silent({ port }: Attack): void {
  const one = () => {
    done += 1;
    open(port, one);
  };
  for (let count = 0; count < SILENT_SOCKETS; count += 1) one();
}

function wrongPasswords({ port, identities }: Attack): void {
  let next = 0;
  setInterval(() => {
    for (let count = 0; !over && count < (WRONG_PASSWORDS_A_SECOND * TICK_MS) / 1_000; count += 1) {
      const identity = identities[(next = (next + 1) % identities.length)];
      const socket = open(port, () => undefined);
      done += 1;
      socket.once('connect', () => socket.write(connectPacket(identity?.id ?? '', 'wrong-secret-wrong-secret', 60)));
    }
  }, TICK_MS);
}

answerParent({
  flood,
  silent,
  wrong_passwords: wrongPasswords,
  /** What was done: messages written, sockets opened, passwords tried. */
  end: () => {
    over = true;
    for (const socket of sockets) socket.destroy();
    return done;
  },
});
