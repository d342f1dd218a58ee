import type { Socket } from 'node:net';
import { topicPrefix } from '#libs/contracts';
import type { DeviceRecord } from './directory.ts';
import type { Speaker } from './speaker.ts';
import type { DoorEvent } from './tally.ts';
import type { FrameGate } from './frame-gate.ts';
import type { TokenBucket } from './token-bucket.ts';

/** One logged-in connection. Everything a message needs is here, so that no message costs a lookup. */
export class Session implements Speaker {
  readonly device: DeviceRecord;
  readonly socket: Socket;
  readonly gate: FrameGate;
  readonly bucket: TokenBucket;
  readonly keepAliveMs: number;
  readonly will: Buffer | null;
  /** Where it comes from, without the port. */
  readonly address: string;
  readonly topicPrefix: string;
  /** Epoch ms by our clock; orders the sessions of one device. Never later than now. */
  startedAt: number;
  /** Monotonic ms of the last bytes read; for the keep-alive only. */
  heardAt: number;
  /** QoS 1 messages that wait for the commit. */
  unacknowledged = 0;
  /** Why this connection ends, once decided; the first reason stays. */
  ending: DoorEvent | null = null;
  /** The topic it should not have named. */
  offence = '';
  /** Packet ids that are durable and will be acknowledged by the next write. */
  readonly receipts: number[] = [];
  private readonly heartbeatTopic: Buffer;

  constructor(parts: {
    device: DeviceRecord;
    socket: Socket;
    gate: FrameGate;
    bucket: TokenBucket;
    keepAliveSeconds: number;
    will: Buffer | null;
    address: string;
    startedAt: number;
    heardAt: number;
  }) {
    this.device = parts.device;
    this.socket = parts.socket;
    this.gate = parts.gate;
    this.bucket = parts.bucket;
    // [MQTT-3.1.2-24] one and a half times the keep-alive.
    this.keepAliveMs = parts.keepAliveSeconds * 1_500;
    this.will = parts.will;
    this.address = parts.address;
    this.topicPrefix = topicPrefix(parts.device.deviceId);
    this.heartbeatTopic = Buffer.from(`${this.topicPrefix}heartbeat`, 'latin1');
    this.startedAt = parts.startedAt;
    this.heardAt = parts.heardAt;
  }

  /** The topic between these places is this device's own for heartbeats: what nearly all messages are. */
  isHeartbeat(bytes: Buffer, start: number, end: number): boolean {
    const topic = this.heartbeatTopic;
    return end - start === topic.length && bytes.compare(topic, 0, topic.length, start, end) === 0;
  }

  /** Closes the socket now; the reason is counted when the close arrives. */
  end(reason: DoorEvent): void {
    this.ending ??= reason;
    this.socket.destroy();
  }
}
