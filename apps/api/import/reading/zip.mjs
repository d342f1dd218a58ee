// The parts of a workbook: found by the archive's own list of contents, unpacked piece by piece under a limit.
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { FileRefused, LIMITS } from './limits.mjs';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const LONGEST_COMMENT = 65_535;

/** @typedef {{ method: number, flags: number, packed: number, at: number }} Entry */

export class ZipParts {
  #bytes;
  /** @type {Map<string, Entry>} */
  #entries = new Map();

  /** @param {Buffer} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
    const end = this.#findEnd();
    const count = bytes.readUInt16LE(end + 10);
    if (count > LIMITS.parts) throw new FileRefused('import_too_large');
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index++) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
      const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
      const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)).replaceAll('\\', '/');
      this.#entries.set(name.toLowerCase(), {
        flags: bytes.readUInt16LE(at + 8),
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.readUInt32LE(at + 20),
        at: bytes.readUInt32LE(at + 42),
      });
      at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
  }

  /** @param {string} name */
  has(name) {
    return this.#entries.has(name.toLowerCase());
  }

  /** Pieces of one part, at most `most` bytes together. @param {string} name @param {number} most @returns {AsyncGenerator<Buffer>} */
  async *read(name, most) {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return;
    const packed = this.#packed(entry);
    let size = 0;
    const source = entry.method === STORED ? Readable.from([packed]) : Readable.from([packed]).pipe(createInflateRaw());
    try {
      for await (const piece of source) {
        size += piece.length;
        if (size > most) throw new FileRefused('import_too_large');
        yield piece;
      }
    } catch (error) {
      throw error instanceof FileRefused ? error : damaged(error);
    } finally {
      source.destroy();
    }
  }

  /** @param {Entry} entry */
  #packed({ method, flags, packed, at }) {
    const bytes = this.#bytes;
    if ((flags & ENCRYPTED) !== 0) throw new FileRefused('import_old_excel');
    if (method !== STORED && method !== DEFLATED) throw damaged();
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_ENTRY) throw damaged();
    const begin = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (begin + packed > bytes.length) throw damaged();
    return bytes.subarray(begin, begin + packed);
  }

  #findEnd() {
    const lowest = Math.max(0, this.#bytes.length - 22 - LONGEST_COMMENT);
    for (let at = this.#bytes.length - 22; at >= lowest; at--) {
      if (this.#bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
    }
    throw damaged();
  }
}

/** @param {unknown} [cause] */
const damaged = (cause) => new FileRefused('import_not_a_sheet', { cause });
