import { readLength } from './connect-packet.ts';
import type { DoorLimits } from './limits.ts';
import type { DoorEvent } from './tally.ts';

/** What a logged-in device may send: PUBLISH, PUBACK, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, DISCONNECT. */
const ALLOWED = new Set([3, 4, 8, 10, 12, 14]);
const PUBLISH = 3;
const DISCONNECT = 14;
const EMPTY = Buffer.alloc(0);

export type GatePass =
  /** `through` holds whole packets only, possibly none. */
  | { readonly kind: 'pass'; readonly through: Buffer; readonly packets: number }
  | { readonly kind: 'violation'; readonly reason: DoorEvent };

/**
 * Cuts the byte stream of one device into whole packets before any parser sees it: sizes, types and pace are checked
 * here, at the cost of one look at each header. Pure bytes in, bytes out; holds at most one read plus one packet.
 */
export class FrameGate {
  private held: Buffer = EMPTY;
  /** A DISCONNECT went through: what follows, the end included, is the device's own wish. */
  leaving = false;
  /** The last pass ended at its budget with more at hand: read nothing new before that went through. */
  limited = false;
  private readonly limits: DoorLimits;

  constructor(limits: DoorLimits) {
    this.limits = limits;
  }

  push(chunk: Buffer): void {
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
  }

  /** Lets at most `budget` packets through. */
  pass(budget: number): GatePass {
    const bytes = this.held;
    let end = 0;
    let packets = 0;
    while (end < bytes.length && packets < budget && !this.leaving) {
      const frame = this.frameAt(bytes, end);
      if (typeof frame === 'string') return { kind: 'violation', reason: frame };
      if (frame === null) break;
      this.leaving = bytes[end]! >> 4 === DISCONNECT;
      end = frame;
      packets++;
    }
    this.limited = packets >= budget && end < bytes.length && !this.leaving;
    this.held = end === bytes.length || this.leaving ? EMPTY : bytes.subarray(end);
    return { kind: 'pass', through: bytes.subarray(0, end), packets };
  }

  /** End of the packet that starts at `start`; null while it is incomplete; a reason when it must not be. */
  private frameAt(bytes: Buffer, start: number): number | null | DoorEvent {
    const first = bytes[start]!;
    const type = first >> 4;
    if (!ALLOWED.has(type)) return 'packet_not_allowed';
    if (type === PUBLISH && (first & 0x06) >= 0x04) return 'qos2_refused';
    const length = readLength(bytes, start + 1);
    if (length === 'malformed') return 'protocol_error';
    if (length === 'incomplete') return null;
    const end = length.next + length.value;
    if (end - start > this.limits.packetBytes) return 'packet_too_large';
    return end <= bytes.length ? end : null;
  }
}
