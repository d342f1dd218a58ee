import type { IPublishPacket } from 'mqtt-packet';
import { deviceTopic, parseTopic, PUBLISH_LEAVES, type SubscribeLeaf, SUBSCRIBE_LEAVES } from '#libs/contracts';
import type { EpochMs } from '#libs/domain';
import { DeviceDirectory, type DeviceLookup, type DeviceRecord } from '../door/directory.ts';
import type { Intake } from '../door/intake.ts';
import type { DeviceDoor, Speaker } from '../door/speaker.ts';
import { Tally } from '../door/tally.ts';
import { HeardDevice } from './heard-device.ts';
import { Link } from './link.ts';

/** Our processes share what devices say: each message comes to one of them. */
const SHARED = '$share/canhthon/';
const TOPICS = PUBLISH_LEAVES.map((leaf) => `${SHARED}${deviceTopic('+', leaf)}`);
/** Messages of devices that are being looked up; nothing more is read beyond it. */
const MOST_UNKNOWN = 10_000;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [1_000, 30_000];

export interface ExternalDoorParts {
  readonly url: URL;
  /** The broker keeps our messages by it while we are away: the same after a restart, another in each process. */
  readonly clientId: string;
  readonly packetBytes: number;
  readonly lookup: DeviceLookup;
  readonly intake: Intake;
  /** Epoch ms by database time. */
  readonly now: () => EpochMs;
  readonly failed: (cause: unknown) => void;
  /** Without user and password. */
  readonly said: (event: 'connected' | 'lost', why: string) => void;
}

interface Unread {
  readonly link: Link;
  readonly packet: IPublishPacket;
  readonly leaf: string;
}

/**
 * Devices that talk to an external MQTT 5 broker. That broker knows their secrets and keeps each to its own topics; what
 * it passes on is believed. A QoS 1 message is acknowledged to it after the commit.
 */
export class ExternalDoor implements DeviceDoor {
  readonly tally = new Tally();
  readonly #parts: ExternalDoorParts;
  readonly #directory: DeviceDirectory;
  readonly #heard = new Map<string, HeardDevice>();
  readonly #unread = new Map<string, Unread[]>();
  readonly #lookingUp = new Set<string>();
  #unreadCount = 0;
  #link: Link | null = null;
  #open = false;
  #stopped = false;
  #pauseMs = FIRST_PAUSE_MS;
  #tryAgainAt = -Infinity;

  constructor(parts: ExternalDoorParts) {
    this.#parts = parts;
    this.#directory = new DeviceDirectory(parts.lookup);
  }

  get connected(): number {
    return this.#heard.size;
  }

  get waiting(): number {
    return this.#unread.size;
  }

  get isReachable(): boolean {
    return this.#link?.isUp ?? false;
  }

  get isOpen(): boolean {
    return this.#open && this.isReachable;
  }

  /** Connects, stays connected, asks again for devices that could not be looked up. To be called each second or so. */
  keep(): void {
    this.#link?.keepAlive();
    for (const deviceId of this.#unread.keys()) this.#lookUp(deviceId);
    if (this.#link !== null || this.#stopped || performance.now() < this.#tryAgainAt) return;
    const { url, clientId, packetBytes } = this.#parts;
    const link: Link = new Link({
      ...{ url, clientId, packetBytes },
      up: () => {
        // What waited for us comes at once, and is not read before the door is open.
        link.pause();
        this.#pauseMs = FIRST_PAUSE_MS;
        this.#parts.said('connected', '');
      },
      message: (packet) => this.#take(link, packet),
      lost: (why) => this.#lost(link, why),
    });
    this.#link = link;
  }

  setOpen(open: boolean): void {
    this.#open = open;
    if (!open || !this.isReachable) return;
    this.#link?.subscribe(TOPICS);
    this.#read();
  }

  resume(): void {
    this.#read();
  }

  restamp(now: EpochMs): void {
    for (const heard of this.#heard.values()) heard.startedAt = Math.min(heard.startedAt, now);
  }

  session(deviceId: string): Speaker | undefined {
    return this.#heard.get(deviceId);
  }

  /** Whether it has subscribed only its broker knows; one that was heard is taken to listen. */
  isListening(speaker: Speaker): boolean {
    return this.isOpen && this.#heard.get(speaker.device.deviceId) === speaker;
  }

  deliver(speaker: Speaker, leaf: SubscribeLeaf, payload: string): boolean {
    if (!this.isListening(speaker)) return false;
    this.#link?.publish(deviceTopic(speaker.device.deviceId, leaf), payload);
    return true;
  }

  /** Its next message is believed only if it may still speak. */
  disconnect(deviceId: string): void {
    if (this.#heard.delete(deviceId)) this.tally.add('closed_by_us');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#open = false;
    await this.#link?.close();
  }

  #lost(link: Link, why: string): void {
    this.#link = null;
    this.#open = false;
    this.#tryAgainAt = performance.now() + this.#pauseMs;
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
    // The broker sends again what was not acknowledged.
    for (const [deviceId, waiting] of this.#unread) {
      this.#unreadCount -= waiting.length;
      this.#unread.delete(deviceId);
    }
    if (!this.#stopped) this.#parts.said('lost', why);
  }

  #take(link: Link, packet: IPublishPacket): void {
    const topic = parseTopic(packet.topic);
    if (topic === null) {
      this.tally.add('topic_refused');
      return acknowledge({ link, packet, leaf: '' });
    }
    const { deviceId, leaf } = topic;
    const unread = { link, packet, leaf };
    const heard = this.#heard.get(deviceId);
    const waiting = this.#unread.get(deviceId);
    if (heard !== undefined && waiting === undefined) return this.#say(heard, unread);
    this.#unreadCount += 1;
    if (waiting !== undefined) waiting.push(unread);
    else {
      this.#unread.set(deviceId, [unread]);
      this.#lookUp(deviceId);
    }
    if (!this.#mayRead) link.pause();
  }

  #lookUp(deviceId: string): void {
    if (this.#lookingUp.has(deviceId)) return;
    this.#lookingUp.add(deviceId);
    this.#directory
      .find(deviceId)
      .then(
        (record) => this.#found(deviceId, record),
        // They wait; `keep` asks again.
        (cause: unknown) => this.#parts.failed(cause),
      )
      .finally(() => this.#lookingUp.delete(deviceId));
  }

  #found(deviceId: string, record: DeviceRecord | null): void {
    const waiting = this.#unread.get(deviceId) ?? [];
    this.#unread.delete(deviceId);
    this.#unreadCount -= waiting.length;
    if (record === null || record.secret === null) {
      this.tally.add('bad_credentials');
      waiting.forEach(acknowledge);
    } else if (waiting.length > 0) {
      const heard = this.#welcome(record);
      for (const unread of waiting) this.#say(this.#heard.get(deviceId) ?? heard, unread);
    }
    this.#read();
  }

  /** Here for the first time, or started anew: it may be told again what it was told before. */
  #welcome(device: DeviceRecord): HeardDevice {
    const heard = new HeardDevice(device, this.#parts.url.hostname, this.#parts.now());
    this.#heard.set(device.deviceId, heard);
    this.tally.add('accepted');
    this.#parts.intake.opened(heard);
    for (const leaf of SUBSCRIBE_LEAVES) this.#parts.intake.subscribed(heard, leaf);
    return heard;
  }

  #say(known: HeardDevice, { link, packet, leaf }: Unread): void {
    const heard = leaf === 'birth' ? this.#welcome(known.device) : known;
    heard.startedAt = this.#parts.now();
    const { qos, messageId, payload } = packet;
    const committed = qos > 0 && messageId !== undefined ? () => link.acknowledge(messageId) : null;
    this.#parts.intake.message(heard, leaf, Buffer.isBuffer(payload) ? payload : Buffer.from(payload), committed);
    if (!this.#mayRead) link.pause();
  }

  get #mayRead(): boolean {
    return this.#open && this.#parts.intake.accepting && this.#unreadCount < MOST_UNKNOWN;
  }

  #read(): void {
    if (this.#mayRead) this.#link?.resume();
  }
}

function acknowledge({ link, packet }: Unread): void {
  if (packet.qos > 0 && packet.messageId !== undefined) link.acknowledge(packet.messageId);
}
