const SEVEN_BITS = 128;

/** Bytes one after another; grows as needed. */
export class ByteSink {
  #bytes = new Uint8Array(1_024);
  #length = 0;

  byte(value: number): this {
    this.#need(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#need(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  /** How many bytes follow, and the bytes. */
  part(value: Uint8Array): this {
    return this.count(value.length).bytes(value);
  }

  /** Whole numbers from 0 up to 2^53, small ones in few bytes: seven bits a byte, the lowest first. */
  count(value: number): this {
    this.#need(8);
    let rest = value;
    while (rest >= SEVEN_BITS) {
      this.#bytes[this.#length++] = (rest % SEVEN_BITS) + SEVEN_BITS;
      rest = Math.floor(rest / SEVEN_BITS);
    }
    this.#bytes[this.#length++] = rest;
    return this;
  }

  float64(value: number): this {
    this.#need(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value);
    this.#length += 8;
    return this;
  }

  /** A copy of what was written. */
  view(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #need(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#length + more));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** Reads what a sink wrote; throws at the end of the bytes instead of making values up. */
export class ByteSource {
  #at = 0;

  constructor(private readonly all: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.#at >= this.all.length;
  }

  byte(): number {
    const value = this.all[this.#at++];
    if (value === undefined) throw new Error('a packed hour ends in the middle');
    return value;
  }

  bytes(length: number): Uint8Array {
    const part = this.all.subarray(this.#at, this.#at + length);
    if (part.length < length) throw new Error('a packed hour ends in the middle');
    this.#at += length;
    return part;
  }

  /** What `part` wrote. */
  part(): Uint8Array {
    return this.bytes(this.count());
  }

  count(): number {
    let value = 0;
    for (let weight = 1; ; weight *= SEVEN_BITS) {
      const byte = this.byte();
      if (byte < SEVEN_BITS) return value + byte * weight;
      value += (byte - SEVEN_BITS) * weight;
    }
  }

  float64(): number {
    const part = this.bytes(8);
    return new DataView(part.buffer, part.byteOffset).getFloat64(0);
  }
}
