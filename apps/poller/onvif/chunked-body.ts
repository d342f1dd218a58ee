import { STRAY_LINE_END } from './answer-head.ts';

/** The pieces of a chunked body (RFC 9112, 7.1), as they come; extensions and trailers are read past. */

const LONGEST_LINE = 4096;
/** Lines between the pieces, all together: room for pieces of a few bytes, not for lines without end. */
const MOST_BETWEEN_BYTES = 256 * 1024;
const SIZE_LINE = /^([\da-f]{1,8})[\t ]*(?:;|$)/i;

export class ChunkedBody {
  #awaits: 'size' | 'data' | 'end_of_piece' | 'trailer' = 'size';
  #left = 0;
  #line = '';
  #between = 0;
  #at = 0;

  /** @param keep is given each piece; false: it is more than may be kept */
  constructor(private readonly keep: (piece: Buffer, announced: number) => boolean) {}

  /** Where the body ended in these bytes; null: it goes on; words: it is broken or too large. */
  push(bytes: Buffer): number | 'too_large' | 'broken' | null {
    this.#at = 0;
    while (this.#at < bytes.length) {
      if (this.#awaits === 'data') {
        if (!this.#takePiece(bytes)) return 'too_large';
        continue;
      }
      const line = this.#takeLine(bytes);
      if (line === null)
        return this.#between > MOST_BETWEEN_BYTES || this.#line.length > LONGEST_LINE ? 'broken' : null;
      if (this.#between > MOST_BETWEEN_BYTES || STRAY_LINE_END.test(line)) return 'broken';
      if (this.#awaits === 'trailer' && line === '\r\n') return this.#at;
      if (!this.#understands(line.slice(0, -2))) return 'broken';
    }
    return null;
  }

  #takePiece(bytes: Buffer): boolean {
    const piece = bytes.subarray(this.#at, this.#at + this.#left);
    this.#at += piece.length;
    const fits = this.keep(piece, this.#left);
    this.#left -= piece.length;
    if (this.#left === 0) this.#awaits = 'end_of_piece';
    return fits;
  }

  /** With its end; null: it has not come yet. */
  #takeLine(bytes: Buffer): string | null {
    const newline = bytes.indexOf(0x0a, this.#at);
    const upTo = newline === -1 ? bytes.length : newline + 1;
    this.#line += bytes.toString('latin1', this.#at, upTo);
    this.#between += upTo - this.#at;
    this.#at = upTo;
    if (newline === -1) return null;
    const line = this.#line;
    this.#line = '';
    return line;
  }

  #understands(line: string): boolean {
    if (this.#awaits === 'trailer') return true;
    if (this.#awaits === 'end_of_piece') {
      this.#awaits = 'size';
      return line === '';
    }
    const size = SIZE_LINE.exec(line)?.[1];
    if (size === undefined) return false;
    this.#left = Number.parseInt(size, 16);
    this.#awaits = this.#left === 0 ? 'trailer' : 'data';
    return true;
  }
}
