import { type AnswerHead, readHead } from './answer-head.ts';
import { ChunkedBody } from './chunked-body.ts';

/**
 * Reads one HTTP/1.1 answer as its bytes come. Bounded in everything, never throws; what is no plain answer is
 * `not_http`. It knows no sockets, and how the bytes were cut changes nothing.
 */

export interface WholeAnswer {
  readonly head: AnswerHead;
  readonly body: Buffer;
  /** The camera keeps the connection, and nothing stands on it after this answer. */
  readonly reusable: boolean;
}

export type Reading =
  | { readonly kind: 'whole'; readonly answer: WholeAnswer }
  | { readonly kind: 'not_http' | 'too_large'; readonly detail: string };

const LARGEST_HEAD_BYTES = 16 * 1024;
/** "100 Continue" and its kind, before the answer; nobody needs a second. */
const MOST_INTERIM = 4;
const BEGINNING = 'HTTP/1.';
const NOTHING = Buffer.alloc(0);

export class AnswerReader {
  #head: AnswerHead | null = null;
  #waiting: Buffer | null = null;
  #chunked: ChunkedBody | null = null;
  #kept: Buffer = NOTHING;
  #size = 0;
  #interim = 0;

  /** @param largest of a body, bytes */
  constructor(private readonly largest: number) {}

  /** Null: more bytes are needed. After any other reading this reader is done. */
  push(bytes: Buffer): Reading | null {
    let rest = bytes;
    while (this.#head === null) {
      const end = this.#headEnd(rest);
      if (typeof end !== 'number') return end;
      const held: Buffer = this.#waiting ?? rest;
      this.#waiting = null;
      rest = held.subarray(end + 4);
      const head = readHead(held.toString('latin1', 0, end));
      if (typeof head === 'string') return notHttp(head);
      if (head.status >= 200) this.#head = head;
      else if (head.status === 101 || ++this.#interim > MOST_INTERIM) return notHttp('it never comes to its answer');
    }
    return this.#body(this.#head, rest);
  }

  /** The camera closed the connection. Null: in the middle of its answer. */
  end(): Reading | null {
    return this.#head?.length === 'until_close' ? this.#whole(this.#head, false) : null;
  }

  /** Where the blank line begins in what waits. */
  #headEnd(more: Buffer): number | Reading | null {
    const before = this.#waiting?.length ?? 0;
    const held = this.#waiting === null ? more : Buffer.concat([this.#waiting, more]);
    this.#waiting = held;
    if (!BEGINNING.startsWith(held.toString('latin1', 0, BEGINNING.length))) return notHttp(shown(held));
    const end = held.indexOf('\r\n\r\n', Math.max(0, before - 3), 'latin1');
    if (Math.max(end, end === -1 ? held.length : 0) > LARGEST_HEAD_BYTES) return notHttp('its head never ends');
    if (end !== -1) return end;
    // Said at once, not at the deadline: the blank line would never come.
    return /[^\r]\n/.test(held.toString('latin1', Math.max(0, before - 1))) ? notHttp(shown(held)) : null;
  }

  #body(head: AnswerHead, bytes: Buffer): Reading | null {
    if (head.length === 'chunked') return this.#chunks(head, bytes);
    const length = head.length === 'until_close' ? this.largest : head.length;
    if (length > this.largest) return this.#tooLarge();
    const piece = head.length === 'until_close' ? bytes : bytes.subarray(0, length - this.#size);
    if (!this.#keep(piece)) return this.#tooLarge();
    return this.#size === head.length ? this.#whole(head, piece.length === bytes.length) : null;
  }

  #chunks(head: AnswerHead, bytes: Buffer): Reading | null {
    this.#chunked ??= new ChunkedBody((piece, announced) => this.#keep(piece, announced));
    const end = this.#chunked.push(bytes);
    if (end === 'too_large') return this.#tooLarge();
    if (end === 'broken') return notHttp('the pieces of its answer do not fit together');
    return end === null ? null : this.#whole(head, end === bytes.length);
  }

  /** @param announced bytes that will come with it; false: more than may be kept */
  #keep(piece: Buffer, announced = piece.length): boolean {
    if (this.#size + announced > this.largest) return false;
    const size = this.#size + piece.length;
    // The whole body mostly comes at once. In a million drops it is copied together: each would cost more than it holds.
    if (this.#size === 0) this.#kept = piece;
    else {
      if (size > this.#kept.length) this.#kept = grown(this.#kept, Math.max(4096, 2 * size));
      piece.copy(this.#kept, this.#size);
    }
    this.#size = size;
    return true;
  }

  #whole(head: AnswerHead, nothingMore: boolean): Reading {
    const body = this.#size === this.#kept.length ? this.#kept : this.#kept.subarray(0, this.#size);
    return { kind: 'whole', answer: { head, body, reusable: head.keeps && nothingMore } };
  }

  #tooLarge(): Reading {
    return { kind: 'too_large', detail: `the answer is larger than ${this.largest} bytes` };
  }
}

function grown(bytes: Buffer, size: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(size);
  bytes.copy(larger);
  return larger;
}

const notHttp = (detail: string): Reading => ({ kind: 'not_http', detail });

const shown = (bytes: Buffer): string =>
  bytes
    .subarray(0, 60)
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]/g, '.');
