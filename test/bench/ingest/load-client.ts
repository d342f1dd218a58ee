import { connect, type Socket } from 'node:net';
import {
  CONNACK,
  connectPacket,
  PINGREQ,
  PINGRESP,
  PUBACK,
  reusablePublish,
  type ReusablePublish,
} from './mqtt-bytes.ts';

export interface Identity {
  readonly id: string;
  readonly secret: string;
}

/** What all clients of one generator have achieved. */
export interface Tally {
  confirmed: number;
  sent: number;
  lost: number;
}

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly localAddress: string;
}

function heartbeatTemplate(bootId: string, at: number): string {
  const volts = (centivolts: number) => Number(((centivolts + (at % 40)) / 100).toFixed(2));
  return JSON.stringify({
    bootId,
    seq: '0000000000',
    batteryVoltage: volts(1240),
    batteryLevel: 70 + (at % 20),
    batteryTemperature: 28.5,
    pvVoltage: volts(1700),
    pvCurrent: 1.4,
    energyTodayWh: 212,
    lampOn: false,
    dimLevel: 60,
    isNight: false,
    rssi: -84,
  }).replace('"0000000000"', '0000000000');
}

/**
 * One device that keeps `inFlight` heartbeats unconfirmed. QoS 1 is confirmed by PUBACK; QoS 0 by the answer to a ping
 * sent behind each burst, because a broker answers in order: so both are closed loops and nothing piles up in sockets.
 */
export class LoadClient {
  readonly #slots: readonly ReusablePublish[];
  readonly #free: number[] = [];
  #socket: Socket | undefined;
  #sequence = 0;
  #running = false;
  #burstOpen = false;
  #partial = 0;
  readonly #identity: Identity;
  readonly #qos: 0 | 1;
  readonly #tally: Tally;

  constructor(
    identity: Identity,
    at: number,
    bootId: string,
    load: { readonly qos: 0 | 1; readonly inFlight: number },
    tally: Tally,
  ) {
    this.#identity = identity;
    this.#qos = load.qos;
    this.#tally = tally;
    const topic = `v1/devices/${identity.id}/heartbeat`;
    this.#slots = Array.from({ length: load.inFlight }, (_, slot) =>
      reusablePublish(topic, heartbeatTemplate(bootId, at + slot), load.qos),
    );
    this.#free = this.#slots.map((_, slot) => slot);
  }

  connect(target: Target): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ ...target, noDelay: true });
      this.#socket = socket;
      socket.once('connect', () => socket.write(connectPacket(this.#identity.id, this.#identity.secret, 300)));
      socket.once('error', reject);
      socket.once('data', (answer: Buffer) => {
        if (answer[0] !== CONNACK || answer[3] !== 0) return reject(new Error(`refused: ${answer.toString('hex')}`));
        socket.on('data', (data: Buffer) => this.#read(data));
        socket.on('close', () => this.#running && (this.#tally.lost += 1));
        resolve();
      });
    });
  }

  start(): void {
    this.#running = true;
    this.#send();
  }

  /** One heartbeat for an open loop; skipped when all slots are still unconfirmed. */
  sendOne(): void {
    const slot = this.#free.pop();
    const publish = slot === undefined ? undefined : this.#slots[slot];
    if (slot === undefined || publish === undefined) return;
    publish.stamp((this.#sequence += 1), slot + 1);
    this.#tally.sent += 1;
    this.#socket?.write(publish.bytes);
    if (this.#qos === 0) {
      this.#tally.confirmed += 1;
      this.#free.push(slot);
    }
  }

  pause(): void {
    this.#running = false;
  }

  close(): void {
    this.#running = false;
    this.#socket?.destroy();
  }

  #send(): void {
    if (!this.#running || this.#free.length === 0 || (this.#qos === 0 && this.#burstOpen)) return;
    const parts: Buffer[] = [];
    for (let slot = this.#free.pop(); slot !== undefined; slot = this.#free.pop()) {
      const publish = this.#slots[slot];
      if (publish === undefined) continue;
      publish.stamp((this.#sequence += 1), slot + 1);
      parts.push(publish.bytes);
    }
    this.#tally.sent += parts.length;
    if (this.#qos === 0) {
      parts.push(PINGREQ);
      this.#burstOpen = true;
    }
    this.#socket?.write(parts.length === 1 ? (parts[0] ?? PINGREQ) : Buffer.concat(parts));
  }

  /** Answers are 4 bytes (PUBACK) or 2 (PINGRESP); a rest that does not fill one is carried to the next read. */
  #read(data: Buffer): void {
    const size = this.#qos === 1 ? 4 : 2;
    if (this.#partial !== 0 || data.length % size !== 0 || (data[0] !== PUBACK && data[0] !== PINGRESP))
      return this.#readSlowly(data);
    for (let at = 0; at < data.length; at += size) this.#answer(data[at] ?? 0, data[at + 3] ?? 0);
    this.#send();
  }

  readonly #rest: number[] = [];

  #readSlowly(data: Buffer): void {
    this.#rest.push(...data);
    while (this.#rest.length >= 2 && this.#rest.length >= 2 + (this.#rest[1] ?? 0)) {
      const answer = this.#rest.splice(0, 2 + (this.#rest[1] ?? 0));
      this.#answer(answer[0] ?? 0, answer[3] ?? 0);
    }
    this.#partial = this.#rest.length;
    this.#send();
  }

  #answer(type: number, packetId: number): void {
    if (type === PUBACK) {
      this.#tally.confirmed += 1;
      this.#free.push(packetId - 1);
    } else if (type === PINGRESP) {
      this.#tally.confirmed += this.#slots.length;
      this.#burstOpen = false;
      for (let slot = 0; slot < this.#slots.length; slot++) this.#free.push(slot);
    }
  }
}
