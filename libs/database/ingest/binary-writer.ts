/** Milliseconds from 1970 to 2000, where PostgreSQL's time begins. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const TWO_32 = 2 ** 32;

/** Bytes in network order, appended to one buffer that is used again and again. */
export class BinaryWriter {
  private buffer: Buffer;
  /** The same bytes: without the range checks of a Buffer's own writes. */
  private words: DataView;
  private length = 0;

  constructor(initialBytes = 16 * 1024) {
    this.buffer = Buffer.allocUnsafe(initialBytes);
    this.words = wordsOf(this.buffer);
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
    this.words.setInt8(this.length, value);
    this.length += 1;
    return this;
  }

  int16(value: number): this {
    this.need(2);
    this.words.setInt16(this.length, value);
    this.length += 2;
    return this;
  }

  int32(value: number): this {
    this.need(4);
    this.words.setInt32(this.length, value);
    this.length += 4;
    return this;
  }

  /** Whole numbers; exact up to 2^53. */
  int64(value: number): this {
    this.need(8);
    const high = Math.floor(value / TWO_32);
    this.words.setInt32(this.length, high);
    this.words.setUint32(this.length + 4, value - high * TWO_32);
    this.length += 8;
    return this;
  }

  float32(value: number): this {
    this.need(4);
    this.words.setFloat32(this.length, value);
    this.length += 4;
    return this;
  }

  float64(value: number): this {
    this.need(8);
    this.words.setFloat64(this.length, value);
    this.length += 8;
    return this;
  }

  /** Length, then UTF-8. */
  text(value: string): this {
    this.need(4 + value.length * 3);
    const written = this.buffer.write(value, this.length + 4, 'utf8');
    this.words.setInt32(this.length, written);
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
    this.words = wordsOf(grown);
  }
}

const wordsOf = ({ buffer, byteOffset, byteLength }: Buffer): DataView => new DataView(buffer, byteOffset, byteLength);
