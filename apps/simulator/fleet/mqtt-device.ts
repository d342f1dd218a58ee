import { connect, type MqttClient } from 'mqtt';
import { deviceTopic, writeHeartbeatProtobuf, type Birth, type PublishLeaf } from '#libs/contracts';
import { Random, shareOf } from '../random.ts';
import { backoffMs, nextSlot } from './backoff.ts';
import { readHotspot } from './hotspot.ts';
import { Obedience } from './obedience.ts';
import type { FleetKind } from './planned-device.ts';
import type { Nature, Reading } from './reading.ts';
import { Sparing } from './sparing.ts';
import { SolarLight } from './solar-light.ts';
import type { Tally } from './tally.ts';

export interface MqttIdentity {
  readonly code: string;
  readonly kind: Exclude<FleetKind, 'camera'>;
  readonly deviceId: string;
  readonly password: string;
  readonly intervalSeconds: number;
}

interface HeartbeatPacket {
  readonly leaf: PublishLeaf;
  readonly payload: string | Buffer;
}

const KEEP_ALIVE_SECONDS = 120;
const CONNECT_TIMEOUT_MS = 20_000;
/** The library waits for open acknowledgements before it says goodbye; we do not for ever. */
const GOODBYE_MS = 2_000;
/** A device forgets what was not acknowledged rather than pile it up. */
const MOST_UNACKNOWLEDGED = 5;
const FIRMWARE = { solar_light: 'sl-1.4.2', wifi_hotspot: 'ap-3.0.1' } as const;
/** Some makers save bytes: this share of the fleet sends its heartbeats as protobuf. */
const PROTOBUF_SHARE = 0.2;
const BROKEN_PAYLOAD = '{"bootId":"broken","seq":1,"batteryVoltage":"mười hai phẩy sá';

/**
 * One solar light or hotspot: a real MQTT client with one socket. Its owner calls {@link tick}; it starts nothing by
 * itself. Losing the link keeps the boot; losing the power begins a new one.
 */
export class MqttDevice {
  readonly identity: MqttIdentity;
  sendsGarbage = false;
  /** What is broken, by the product's codes. */
  readonly broken = new Set<string>();
  readonly #nature: Nature;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #obedience = new Obedience();
  readonly #light: SolarLight;
  readonly #sparing = new Sparing();
  #client: MqttClient | null = null;
  #isReachable = true;
  #boot: { readonly id: string; readonly at: number } | null = null;
  #seq = 0;
  #failures = 0;
  #unacknowledged = 0;
  #nextBeatAt = 0;
  #nextAttemptAt = 0;

  constructor(identity: MqttIdentity, tally: Tally) {
    this.identity = identity;
    this.#tally = tally;
    this.#nature = { code: identity.code, trait: shareOf(`trait-${identity.code}`) };
    this.#random = new Random(`retry-${identity.code}`);
    this.#light = new SolarLight(this.#nature);
  }

  /** True when it is cut off and has waited long enough to try again. */
  wantsConnection(now: number): boolean {
    return this.#client === null && this.#isReachable && now >= this.#nextAttemptAt;
  }

  /** Sends the heartbeat that is due. */
  tick(now: number): void {
    if (this.#client?.connected !== true || now < this.#nextBeatAt) return;
    this.#beat(this.#client, now);
  }

  connect(brokerUrl: string, clock: { now(): number }): void {
    const now = clock.now();
    this.#boot ??= { id: `${now.toString(36)}-${this.identity.code}`, at: now };
    const client = this.#open(brokerUrl, this.#boot.id);
    this.#client = client;
    client.on('connect', () => this.#connected(client, clock.now()));
    client.on('message', (_topic, payload) => this.#told(client, payload.toString(), clock.now()));
    client.on('error', (error) => this.#tally.failed(reasonOf(error)));
    client.on('close', () => this.#closed(client, clock.now()));
  }

  /** The device dies or its power goes: no goodbye, and a new boot when it comes back. */
  powerOff(): void {
    this.#boot = null;
    this.#seq = 0;
    this.unlink();
  }

  /** The line is cut: no goodbye. */
  unlink(): void {
    this.#isReachable = false;
    this.#client?.end(true);
  }

  /** Power and line are there again. Devices of one street do not come back in the same second. */
  relink(now: number): void {
    this.#isReachable = true;
    this.#failures = 0;
    this.#nextAttemptAt = now + 3_000 * this.#random.next();
  }

  /** Says goodbye, so that its will is not published; a broker that does not answer is left without. */
  async stop(): Promise<void> {
    const client = this.#client;
    this.#isReachable = false;
    if (client === null) return;
    await new Promise<void>((resolve) => {
      const giveUp = setTimeout(() => client.stream.destroy(), GOODBYE_MS);
      client.once('close', () => {
        clearTimeout(giveUp);
        resolve();
      });
      client.end(!client.connected);
    });
  }

  #open(brokerUrl: string, bootId: string): MqttClient {
    const { deviceId, password } = this.identity;
    return connect(brokerUrl, {
      ...{ clientId: deviceId, username: deviceId, password },
      ...{ keepalive: KEEP_ALIVE_SECONDS, connectTimeout: CONNECT_TIMEOUT_MS, reconnectPeriod: 0, clean: true },
      will: { topic: deviceTopic(deviceId, 'status'), payload: JSON.stringify({ online: false, bootId }), qos: 1 },
    });
  }

  #connected(client: MqttClient, now: number): void {
    this.#tally.connections += 1;
    this.#tally.connected += 1;
    this.#failures = 0;
    client.subscribe(deviceTopic(this.identity.deviceId, 'commands'), { qos: 1 });
    this.#announce(client);
    client.once('close', () => (this.#tally.connected -= 1));
    this.#beat(client, now);
  }

  #announce(client: MqttClient): void {
    const { deviceId, kind } = this.identity;
    const firmware = this.#obedience.firmware ?? FIRMWARE[kind];
    const birth: Birth = { bootId: this.#boot?.id ?? 'none', firmware, intervalSeconds: this.#interval };
    client.publish(deviceTopic(deviceId, 'birth'), JSON.stringify(birth), { qos: 1 });
  }

  /** Obeys and answers. A restart is a new boot over a new connection. */
  #told(client: MqttClient, payload: string, now: number): void {
    const { answer, restarts } = this.#obedience.obey(payload, now);
    client.publish(deviceTopic(this.identity.deviceId, 'commands/ack'), answer, { qos: 1 }, () => {
      if (!restarts || this.#client !== client) return;
      this.#boot = null;
      this.#seq = 0;
      client.end();
    });
    this.#nextBeatAt = now;
  }

  get #interval(): number {
    return this.#sparing.stretched(this.#obedience.intervalSeconds ?? this.identity.intervalSeconds);
  }

  #closed(client: MqttClient, now: number): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#unacknowledged = 0;
    this.#nextAttemptAt = now + backoffMs(this.#failures, this.#random.next());
    this.#failures += 1;
  }

  #beat(client: MqttClient, now: number): void {
    const { code, deviceId } = this.identity;
    this.#nextBeatAt = nextSlot(now, this.#interval * 1_000, shareOf(code));
    if (this.#unacknowledged >= MOST_UNACKNOWLEDGED || this.#boot === null) {
      this.#tally.failed('not acknowledged in time');
      return;
    }
    this.#unacknowledged += 1;
    this.#tally.heartbeats += 1;
    const { leaf, payload } = this.#message(this.#boot, now);
    // Says that it will speak less often before it does.
    if (this.#sparing.hasChanged()) this.#announce(client);
    client.publish(deviceTopic(deviceId, leaf), payload, { qos: 1 }, (error) => {
      if (this.#client === client) this.#unacknowledged -= 1;
      if (error) this.#tally.failed(reasonOf(error));
      else this.#tally.acknowledged += 1;
    });
  }

  #message(boot: { readonly id: string; readonly at: number }, now: number): HeartbeatPacket {
    if (this.sendsGarbage) return { leaf: 'heartbeat', payload: BROKEN_PAYLOAD };
    const uptimeSeconds = Math.floor((now - boot.at) / 1_000);
    this.#seq += 1;
    const header = { bootId: boot.id, seq: this.#seq };
    const facts = { uptimeSeconds, ...this.#read(now, uptimeSeconds) };
    if (shareOf(`format-${this.identity.code}`) < PROTOBUF_SHARE) {
      const bytes = writeHeartbeatProtobuf({ ...header, sentAt: now, late: false, facts });
      return { leaf: 'heartbeat/pb', payload: Buffer.from(bytes) };
    }
    return { leaf: 'heartbeat', payload: JSON.stringify({ ...header, sentAt: new Date(now).toISOString(), ...facts }) };
  }

  #read(now: number, uptimeSeconds: number): Reading {
    if (this.identity.kind !== 'solar_light') return readHotspot(this.#nature, now, uptimeSeconds, this.broken);
    const reading = this.#light.read(now, this.broken);
    this.#sparing.feel(Number(reading['batteryLevel']));
    return this.#obedience.whileTried(reading, now);
  }
}

function reasonOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
