import { connect, type Socket } from 'node:net';
import type { Identity } from '../ingest/load-client.ts';
import { CONNACK, connectPacket, PUBACK, reusablePublish, type ReusablePublish } from '../ingest/mqtt-bytes.ts';

const KEEP_ALIVE_SECONDS = 300;

/** A device as it should be: one heartbeat at a time, each timed from writing it to its acknowledgement. */
export class HonestClient {
  readonly #identity: Identity;
  readonly #publish: ReusablePublish;
  readonly #onAck: (ms: number) => void;
  #socket: Socket | undefined;
  #sentAt: number | null = null;
  #sequence = 0;
  #acknowledged: (() => void) | undefined;
  /** Connections that ended without our asking. */
  lost = 0;

  constructor(identity: Identity, onAck: (ms: number) => void) {
    this.#identity = identity;
    this.#onAck = onAck;
    const heartbeat = JSON.stringify({ bootId: 'honest', seq: '0000000000', batteryVoltage: 12.6, lampOn: false });
    const topic = `v1/devices/${identity.id}/heartbeat`;
    this.#publish = reusablePublish(topic, heartbeat.replace('"0000000000"', '0000000000'), 1);
  }

  /** Rejects when the door refuses or the connection breaks before it answers. */
  connect(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.2', noDelay: true });
      this.#socket = socket;
      this.#sentAt = null;
      socket.once('connect', () =>
        socket.write(connectPacket(this.#identity.id, this.#identity.secret, KEEP_ALIVE_SECONDS)),
      );
      socket.on('error', reject);
      socket.once('close', () => {
        reject(new Error('the connection was closed'));
        if (this.#socket === socket) this.lost += 1;
      });
      socket.once('data', (answer: Buffer) => {
        if (answer[0] !== CONNACK || answer[3] !== 0) return reject(new Error(`refused: ${answer.toString('hex')}`));
        socket.on('data', (data: Buffer) => this.#read(data));
        resolve();
      });
    });
  }

  /** Sends the next heartbeat, unless the last one is still unacknowledged: then its time goes on counting. */
  send(): void {
    if (this.#sentAt !== null || this.#socket === undefined) return;
    this.#publish.stamp((this.#sequence += 1), 1);
    this.#sentAt = performance.now();
    this.#socket.write(this.#publish.bytes);
  }

  /** Sends one and waits for its acknowledgement. */
  sendAndWait(): Promise<void> {
    return new Promise((resolve) => {
      this.#acknowledged = resolve;
      this.send();
    });
  }

  /** How long (ms) the present heartbeat has waited already; null when none waits. */
  waitingSince(now: number): number | null {
    return this.#sentAt === null ? null : now - this.#sentAt;
  }

  cut(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#sentAt = null;
    socket?.destroy();
  }

  #read(data: Buffer): void {
    if (data[0] !== PUBACK || this.#sentAt === null) return;
    this.#onAck(performance.now() - this.#sentAt);
    this.#sentAt = null;
    this.#acknowledged?.();
    this.#acknowledged = undefined;
  }
}
