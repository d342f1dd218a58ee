import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { generate, type IConnackPacket, type IPublishPacket, type Packet, parser } from 'mqtt-packet';

const MQTT_5 = { protocolVersion: 5 } as const;
const KEEP_ALIVE_SECONDS = 30;
/** Silence of the broker, which answers every ping (ms). */
const DEAF_AFTER_MS = 45_000;
const PING_AFTER_MS = 10_000;
const CONNECT_WITHIN_MS = 10_000;
/** What the broker keeps for us while we are away, messages and subscriptions. */
const SESSION_EXPIRY_SECONDS = 86_400;
/** QoS 1 messages that wait for our commit: more than the largest batch. */
const RECEIVE_MAXIMUM = 20_000;
const LARGEST_ID = 65_535;

export interface LinkParts {
  /** `mqtt:` or `mqtts:`, with user and password where the broker wants them. */
  readonly url: URL;
  readonly clientId: string;
  /** Larger messages stay with the broker. */
  readonly packetBytes: number;
  readonly up: () => void;
  readonly message: (packet: IPublishPacket) => void;
  /** Once; the link is of no use any more. */
  readonly lost: (why: string) => void;
}

/**
 * One connection to an MQTT 5 broker whose messages are acknowledged when their rows are committed, in any order.
 * (The mqtt package handles a message only when the one before is acknowledged, so a commit would be needed for each.)
 */
export class Link {
  readonly #socket: Socket;
  readonly #parts: LinkParts;
  #isUp = false;
  #isLost = false;
  #lastId = 0;
  #heardAt = performance.now();
  #saidAt = performance.now();

  constructor(parts: LinkParts) {
    this.#parts = parts;
    const { url } = parts;
    const isTls = url.protocol === 'mqtts:';
    const where = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (isTls ? 8883 : 1883) };
    const ready = () => this.#greet();
    this.#socket = isTls ? connectTls({ ...where, servername: where.host }, ready) : connect(where, ready);
    this.#socket.setNoDelay(true);
    const reader = parser(MQTT_5);
    reader.on('packet', (packet) => this.#take(packet));
    reader.on('error', (error: Error) => this.#end(`it speaks no MQTT 5: ${error.message}`));
    this.#socket.on('data', (chunk) => {
      this.#heardAt = performance.now();
      reader.parse(chunk);
    });
    this.#socket.on('error', (error) => this.#end(error.message));
    this.#socket.on('close', () => this.#end('it closed the connection'));
  }

  get isUp(): boolean {
    return this.#isUp && !this.#isLost;
  }

  subscribe(topics: readonly string[]): void {
    this.#send({
      ...{ cmd: 'subscribe', messageId: this.#nextId() },
      subscriptions: topics.map((topic) => ({ topic, qos: 1 })),
    });
  }

  publish(topic: string, payload: string): void {
    this.#send({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false, messageId: this.#nextId() });
  }

  /** Of a link that was lost meanwhile nothing is acknowledged: the broker sends the message again. */
  acknowledge(messageId: number): void {
    if (this.isUp) this.#send({ cmd: 'puback', messageId, reasonCode: 0 });
  }

  /** Nothing more is read until `resume`; the broker keeps what comes. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    if (!this.#socket.isPaused()) return;
    this.#heardAt = performance.now();
    this.#socket.resume();
  }

  /** To be called each second or so. */
  keepAlive(): void {
    const now = performance.now();
    if (!this.isUp) {
      if (now - this.#saidAt > CONNECT_WITHIN_MS) this.#end('it did not answer');
      return;
    }
    if (!this.#socket.isPaused() && now - this.#heardAt > DEAF_AFTER_MS) return this.#end('it stopped answering');
    if (now - this.#saidAt > PING_AFTER_MS) this.#send({ cmd: 'pingreq' });
  }

  /** In order; our session stays with the broker. */
  async close(): Promise<void> {
    if (this.#isLost) return;
    this.#isLost = true;
    if (this.#isUp) this.#socket.write(generate({ cmd: 'disconnect', reasonCode: 0 }, MQTT_5));
    await new Promise<void>((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.end();
      this.#socket.destroySoon();
    });
  }

  #greet(): void {
    const { url, clientId, packetBytes } = this.#parts;
    const properties = {
      sessionExpiryInterval: SESSION_EXPIRY_SECONDS,
      receiveMaximum: RECEIVE_MAXIMUM,
      maximumPacketSize: packetBytes,
    };
    this.#send({
      ...{ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 5, clientId, clean: false },
      ...{ keepalive: KEEP_ALIVE_SECONDS, properties },
      ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
      ...(url.password !== '' && { password: Buffer.from(decodeURIComponent(url.password)) }),
    });
  }

  #take(packet: Packet): void {
    if (this.#isLost) return;
    switch (packet.cmd) {
      case 'connack':
        return this.#admitted(packet);
      case 'publish':
        return this.#parts.message(packet);
      case 'suback': {
        const refused = packet.granted.some((code) => Number(code) >= 0x80);
        return refused ? this.#end('it refused our shared subscriptions') : undefined;
      }
      case 'disconnect':
        return this.#end(
          packet.reasonCode === 0x8e
            ? 'another process uses the same client id: give each its own MQTT_CLIENT_ID'
            : `it sent us away (reason ${packet.reasonCode ?? 0})`,
        );
      default:
        return undefined;
    }
  }

  #admitted({ reasonCode }: IConnackPacket): void {
    if (reasonCode !== 0) return this.#end(`it did not let us in (reason ${reasonCode ?? 'unknown'})`);
    this.#isUp = true;
    this.#parts.up();
  }

  #nextId(): number {
    this.#lastId = (this.#lastId % LARGEST_ID) + 1;
    return this.#lastId;
  }

  #send(packet: Packet): void {
    if (this.#isLost) return;
    this.#saidAt = performance.now();
    this.#socket.write(generate(packet, MQTT_5));
  }

  #end(why: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#socket.destroy();
    this.#parts.lost(why);
  }
}
