import { Unreadable } from './bounded-protobuf.ts';

/** Wire types of protobuf. Groups (3, 4) were given up before we began: they are not read. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const TWO_32 = 2 ** 32;
const MOST_FIELD_NUMBER = 2 ** 29 - 1;

/** The same four bytes seen twice: a float whatever the machine's byte order. */
const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

const broken = (): Unreadable => new Unreadable('not_protobuf', '');

/**
 * Walks protobuf in untrusted bytes without copying: {@link next}, then one of the readers for the field it stands at.
 * Opened again for each message, because a door reads tens of thousands a second. What is cut off, too long or not
 * protobuf is thrown as {@link Unreadable}.
 */
export class WireReader {
  /** Number and wire type of the field it stands at. */
  field = 0;
  wire = 0;
  private bytes: Uint8Array = new Uint8Array();
  private at = 0;
  /** Halves of the varint read last: a double holds 53 bits, a varint 64. */
  private low = 0;
  private high = 0;

  open(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.at = 0;
  }

  /** Goes to the next field; false at the end. */
  next(): boolean {
    if (this.at >= this.bytes.length) return false;
    const tag = this.varint();
    this.wire = tag & 7;
    this.field = Math.floor(tag / 8);
    if (this.field < 1 || this.field > MOST_FIELD_NUMBER) throw broken();
    return true;
  }

  /** Exact up to 2^53. */
  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] ?? this.cutOff();
    let low = byte & 0x7f;
    for (let shift = 7; byte > 0x7f && shift < 28; shift += 7) {
      byte = bytes[this.at++] ?? this.cutOff();
      low |= (byte & 0x7f) << shift;
    }
    this.low = low;
    this.high = 0;
    return byte > 0x7f ? this.longVarint(low) : low;
  }

  /** The same 64 bits as a number with a sign. */
  signed(): number {
    this.varint();
    return (this.high > 0x7fff_ffff ? this.high - TWO_32 : this.high) * TWO_32 + this.low;
  }

  zigzag(): number {
    const value = this.varint();
    return this.low & 1 ? -(value + 1) / 2 : value / 2;
  }

  float(): number {
    const { bytes, at } = this;
    if (at + 4 > bytes.length) throw broken();
    word[0] = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    this.at = at + 4;
    return float[0]!;
  }

  /** A view of the bytes of a text or an inner message. */
  view(): Uint8Array {
    return this.take(this.varint());
  }

  /** A field nobody knows, as JSON can hold it: numbers and, beyond 2^53 or for bytes, text. */
  anything(): number | string {
    if (this.wire === WIRE.varint) {
      const value = this.varint();
      return value <= Number.MAX_SAFE_INTEGER ? value : String((BigInt(this.high) << 32n) | BigInt(this.low));
    }
    if (this.wire === WIRE.bytes) return hex(this.view());
    if (this.wire === WIRE.fixed32) return hex(this.take(4));
    if (this.wire === WIRE.fixed64) return hex(this.take(8));
    throw broken();
  }

  private longVarint(first28: number): number {
    let byte = this.bytes[this.at++] ?? this.cutOff();
    this.low = (first28 | ((byte & 0x0f) << 28)) >>> 0;
    this.high = (byte >> 4) & 0x07;
    for (let shift = 3; byte > 0x7f; shift += 7) {
      if (shift > 31) throw broken();
      byte = this.bytes[this.at++] ?? this.cutOff();
      this.high = (this.high | ((byte & 0x7f) << shift)) >>> 0;
    }
    return this.high * TWO_32 + this.low;
  }

  private take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw broken();
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  private cutOff(): never {
    throw broken();
  }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
