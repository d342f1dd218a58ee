import type { DoorLimits } from './limits.ts';
import type { DoorEvent } from './tally.ts';

/** Packet types by their number, MQTT 3.1.1 table 2.1. */
export const PACKET = { publish: 3, puback: 4, subscribe: 8, unsubscribe: 10, pingreq: 12, disconnect: 14 } as const;

/** What a logged-in device may send, by number. */
const ALLOWED = Array.from({ length: 16 }, (_, type) => (Object.values(PACKET) as number[]).includes(type));
const EMPTY = Buffer.alloc(0);

/**
 * Cuts the byte stream of one device into whole packets before anything else looks at it: types and sizes are checked
 * here, at the cost of one look at each header. Pure bytes; holds at most one read plus one packet.
 */
export class FrameGate {
  /** What has arrived. The packet found last stands between `start` and `end`, what follows its header from `body` on. */
  bytes: Buffer = EMPTY;
  start = 0;
  body = 0;
  end = 0;
  /** A DISCONNECT was found: what follows, the end included, is the device's own wish. */
  leaving = false;
  private readonly limits: DoorLimits;

  constructor(limits: DoorLimits) {
    this.limits = limits;
  }

  /** Bytes have arrived that no found packet covers. */
  get hasMore(): boolean {
    return this.end < this.bytes.length;
  }

  /** The type of the packet found last. */
  get type(): number {
    return this.bytes[this.start]! >> 4;
  }

  push(chunk: Buffer): void {
    this.bytes = this.hasMore ? Buffer.concat([this.bytes.subarray(this.end), chunk]) : chunk;
    this.end = 0;
  }

  /** Finds the next packet. False while it is incomplete, a reason when it must not be. */
  next(): boolean | DoorEvent {
    const { bytes, end: start } = this;
    const first = bytes[start];
    if (first === undefined || this.leaving) return false;
    const type = first >> 4;
    if (ALLOWED[type] !== true) return 'packet_not_allowed';
    if (type === PACKET.publish && (first & 0x06) >= 0x04) return 'qos2_refused';
    // Remaining Length, section 2.2.3: at most four bytes, seven bits each.
    let length = 0;
    let body = start + 1;
    for (let shift = 0; ; shift += 7) {
      if (shift > 21) return 'protocol_error';
      const byte = bytes[body++];
      if (byte === undefined) return false;
      length += (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) break;
    }
    const end = body + length;
    if (end - start > this.limits.packetBytes) return 'packet_too_large';
    if (end > bytes.length) return false;
    this.start = start;
    this.body = body;
    this.end = end;
    this.leaving = type === PACKET.disconnect;
    return true;
  }

  /** Lets go of what was found: a read buffer must not be kept by the device that says nothing more. */
  settle(): void {
    if (this.hasMore && !this.leaving) return;
    this.bytes = EMPTY;
    this.start = this.body = this.end = 0;
  }
}
