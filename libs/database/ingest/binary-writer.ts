/** Milliseconds from 1970 to 2000, where PostgreSQL's time begins. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const TWO_32 = 2 ** 32;

/** Bytes in network order, appended to one buffer that is used again and again. */
export class BinaryWriter {
  private buffer: Buffer;
  private length = 0;

  constructor(initialBytes = 16 * 1024) {
    this.buffer = Buffer.allocUnsafe(initialBytes);
  }

  reset(): this {
    this.length = 0;
    return this;
  }

  /** A view of what was written, valid until the next `reset`. */
  view(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  bytes(value: Uint8Array): this {
    this.need(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
    return this;
  }

  int8(value: number): this {
    this.need(1);
    this.length = this.buffer.writeInt8(value, this.length);
    return this;
  }

  int16(value: number): this {
    this.need(2);
    this.length = this.buffer.writeInt16BE(value, this.length);
    return this;
  }

  int32(value: number): this {
    this.need(4);
    this.length = this.buffer.writeInt32BE(value, this.length);
    return this;
  }

  /** Whole numbers; exact up to 2^53. */
  int64(value: number): this {
    this.need(8);
    const high = Math.floor(value / TWO_32);
    this.length = this.buffer.writeInt32BE(high, this.length);
    this.length = this.buffer.writeUInt32BE(value - high * TWO_32, this.length);
    return this;
  }

  float32(value: number): this {
    this.need(4);
    this.length = this.buffer.writeFloatBE(value, this.length);
    return this;
  }

  float64(value: number): this {
    this.need(8);
    this.length = this.buffer.writeDoubleBE(value, this.length);
    return this;
  }

  /** Length, then UTF-8. */
  text(value: string): this {
    this.need(4 + value.length * 3);
    const written = this.buffer.write(value, this.length + 4, 'utf8');
    this.buffer.writeInt32BE(written, this.length);
    this.length += 4 + written;
    return this;
  }

  /** Epoch ms as PostgreSQL's timestamptz. */
  timestamp(epochMs: number): this {
    return this.int64((epochMs - POSTGRES_EPOCH_MS) * 1_000);
  }

  private need(bytes: number): void {
    const wanted = this.length + bytes;
    if (wanted <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(2 ** Math.ceil(Math.log2(wanted)));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }
}
