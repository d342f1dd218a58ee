import { DEVICE_ID_PATTERN, deviceTopic } from '#libs/contracts';
import type { DoorLimits } from './limits.ts';
import type { DoorEvent } from './tally.ts';

export interface ConnectPacket {
  readonly deviceId: string;
  readonly secret: Buffer;
  readonly keepAliveSeconds: number;
  /** Payload of the will, or null without one. Its topic is the device's own status topic. */
  readonly will: Buffer | null;
}

/** CONNACK return codes of MQTT 3.1.1, table 3.1; null: close without an answer. */
export type ReturnCode = 1 | 2 | 3 | 4 | 5 | null;

export interface ConnectRefusal {
  readonly kind: 'refused';
  readonly reason: DoorEvent;
  readonly returnCode: ReturnCode;
}

export type ConnectReading =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'connect'; readonly packet: ConnectPacket; readonly length: number }
  | ConnectRefusal;

const refuse = (reason: DoorEvent, returnCode: ReturnCode = null): ConnectRefusal => ({
  kind: 'refused',
  reason,
  returnCode,
});

const FLAG = {
  reserved: 0x01,
  clean: 0x02,
  will: 0x04,
  willQos: 0x18,
  willRetain: 0x20,
  password: 0x40,
  username: 0x80,
};
const CONNECT = 0x10;

/**
 * Reads the first packet of a connection out of what has arrived so far. Stricter than the broker library, because
 * everything here comes from strangers: nothing beyond this function runs before it says `connect`.
 */
export function readConnect(bytes: Buffer, limits: DoorLimits): ConnectReading {
  if (bytes.length === 0) return { kind: 'incomplete' };
  // [MQTT-3.1.0-1] the first packet is CONNECT; [MQTT-2.2.2-2] its flags are zero.
  if (bytes[0] !== CONNECT) return refuse('connect_malformed');
  const header = readLength(bytes, 1);
  if (header === 'malformed') return refuse('connect_malformed');
  if (header === 'incomplete') return { kind: 'incomplete' };
  const length = header.next + header.value;
  if (length > limits.connectBytes) return refuse('connect_too_large');
  if (bytes.length < length) return { kind: 'incomplete' };
  try {
    const reading = readBody(new Cursor(bytes.subarray(header.next, length)), limits);
    return reading.kind === 'refused' ? reading : { kind: 'connect', packet: reading.packet, length };
  } catch (error) {
    if (error instanceof Malformed) return refuse('connect_malformed');
    throw error;
  }
}

/** Remaining Length, MQTT 3.1.1 section 2.2.3: at most four bytes, seven bits each. */
export function readLength(
  bytes: Buffer,
  from: number,
): { readonly value: number; readonly next: number } | 'incomplete' | 'malformed' {
  let value = 0;
  for (let index = 0; index < 4; index++) {
    const byte = bytes[from + index];
    if (byte === undefined) return 'incomplete';
    value += (byte & 0x7f) << (7 * index);
    if ((byte & 0x80) === 0) return { value, next: from + index + 1 };
  }
  return 'malformed';
}

function readBody(cursor: Cursor, limits: DoorLimits): { kind: 'read'; packet: ConnectPacket } | ConnectRefusal {
  const protocol = cursor.text();
  if (protocol !== 'MQTT' && protocol !== 'MQIsdp') return refuse('connect_malformed'); // [MQTT-3.1.2-1]
  if (cursor.byte() !== 4 || protocol !== 'MQTT') return refuse('protocol_version', 1); // [MQTT-3.1.2-2]
  const flags = cursor.byte();
  if (!flagsAgree(flags)) return refuse('connect_malformed');
  const keepAliveSeconds = cursor.uint16();
  const clientId = cursor.text();
  const willTopic = flags & FLAG.will ? cursor.text() : null;
  const will = flags & FLAG.will ? cursor.binary() : null;
  const username = flags & FLAG.username ? cursor.text() : null;
  const secret = flags & FLAG.password ? cursor.binary() : null;
  if (!cursor.done()) return refuse('connect_malformed');

  const { minimum, maximum } = limits.keepAliveSeconds;
  if (keepAliveSeconds < minimum || keepAliveSeconds > maximum) return refuse('keep_alive_refused', 2);
  if (!DEVICE_ID_PATTERN.test(clientId)) return refuse('client_id_refused', 2);
  if (username !== clientId || secret === null) return refuse('bad_credentials', 4);
  if (willTopic !== null && willTopic !== deviceTopic(clientId, 'status')) return refuse('will_on_foreign_topic', 5);
  return { kind: 'read', packet: { deviceId: clientId, secret, keepAliveSeconds, will } };
}

/** [MQTT-3.1.2-3] and [MQTT-3.1.2-11] to [MQTT-3.1.2-22]. */
function flagsAgree(flags: number): boolean {
  if (flags & FLAG.reserved) return false;
  const willQos = (flags & FLAG.willQos) >> 3;
  if (willQos === 3) return false;
  if (!(flags & FLAG.will) && (willQos !== 0 || flags & FLAG.willRetain)) return false;
  return !(flags & FLAG.password) || (flags & FLAG.username) !== 0;
}

class Malformed extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

class Cursor {
  private position = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  byte(): number {
    return this.take(1)[0]!;
  }

  uint16(): number {
    return this.take(2).readUInt16BE(0);
  }

  binary(): Buffer {
    return this.take(this.uint16());
  }

  /** [MQTT-1.5.3-1] well-formed UTF-8, [MQTT-1.5.3-2] without U+0000. */
  text(): string {
    const bytes = this.binary();
    if (bytes.includes(0)) throw new Malformed('NUL in a string');
    try {
      return utf8.decode(bytes);
    } catch (cause) {
      throw new Malformed('a string is not UTF-8', { cause });
    }
  }

  done(): boolean {
    return this.position === this.bytes.length;
  }

  private take(count: number): Buffer {
    const end = this.position + count;
    if (end > this.bytes.length) throw new Malformed('the packet ends too early');
    const part = this.bytes.subarray(this.position, end);
    this.position = end;
    return part;
  }
}

/** The CONNECT the broker library gets to see: clean session, no will, no keep-alive timer of its own, no secret. */
export function innerConnect(deviceId: string): Buffer {
  const id = Buffer.from(deviceId, 'latin1');
  const head = [CONNECT, 12 + id.length, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, FLAG.clean, 0, 0, 0, id.length];
  return Buffer.concat([Buffer.from(head), id]);
}

export const connack = (returnCode: number): Buffer => Buffer.from([0x20, 2, 0, returnCode]);
