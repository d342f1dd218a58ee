import { createHash, hash } from 'node:crypto';

const SIGNATURE_BYTES = 11;
const LANES = 8;

/**
 * Reads a `COPY … (FORMAT binary)` stream piece by piece: counts its rows, and gives two checksums. `sha256` is of the
 * bytes as they come. `rowDigest` adds up the SHA-256 of every row (eight 32-bit sums), so it is the same for the same
 * rows in any order: a heap does not keep the order in which it was filled.
 */
export class CopyDigest {
  rows = 0;
  bytes = 0;
  readonly #sha = createHash('sha256');
  readonly #lanes = new Uint32Array(LANES);
  #rest: Buffer = Buffer.alloc(0);
  #began = false;
  #ended = false;

  update(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.#sha.update(chunk);
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = bytes.subarray(this.#take(bytes));
  }

  /** Null when the stream stopped in the middle. */
  finish(): { rows: number; bytes: number; sha256: string; rowDigest: string } | null {
    if (!this.#ended) return null;
    const sums = Buffer.from(this.#lanes.buffer).toString('hex');
    return { rows: this.rows, bytes: this.bytes, sha256: this.#sha.digest('hex'), rowDigest: sums };
  }

  /** Digests the whole rows in `bytes`; gives how many bytes those are. */
  #take(bytes: Buffer): number {
    let at = 0;
    if (!this.#began) {
      if (bytes.length < SIGNATURE_BYTES + 8) return 0;
      // Signature, flags, and an extension of a length that stands before it.
      at = SIGNATURE_BYTES + 8 + bytes.readUInt32BE(SIGNATURE_BYTES + 4);
      this.#began = true;
    }
    for (;;) {
      const end = this.#ended ? at : this.#rowEnd(bytes, at);
      if (end <= at) return at;
      this.#add(bytes.subarray(at, end));
      at = end;
    }
  }

  /** Where the row that begins at `at` ends; 0 when it is not all there yet or there is none. */
  #rowEnd(bytes: Buffer, at: number): number {
    if (at + 2 > bytes.length) return 0;
    const fields = bytes.readInt16BE(at);
    if (fields < 0) {
      this.#ended = true;
      return 0;
    }
    let end = at + 2;
    for (let field = 0; field < fields; field += 1) {
      if (end + 4 > bytes.length) return 0;
      end += 4 + Math.max(0, bytes.readInt32BE(end));
    }
    return end <= bytes.length ? end : 0;
  }

  #add(row: Buffer): void {
    const digest = hash('sha256', row, 'buffer');
    for (let lane = 0; lane < LANES; lane += 1) {
      this.#lanes[lane] = (this.#lanes[lane] ?? 0) + digest.readUInt32LE(lane * 4);
    }
    this.rows += 1;
  }
}
