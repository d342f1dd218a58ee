/** Reads what an RTSP server says, byte by byte as it comes (RFC 2326; interleaved packets: 10.12). Bounded, never throws. */

export interface RtspAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** By lower-case name, in order; one name may come several times. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export type RtspPiece =
  | RtspAnswer
  /** Media between the answers; its content is thrown away. */
  | { readonly kind: 'packet'; readonly channel: number; readonly bytes: number }
  | { readonly kind: 'not_rtsp'; readonly detail: string };

const LARGEST_HEAD_BYTES = 16 * 1024;
const LARGEST_BODY_BYTES = 64 * 1024;
const DOLLAR = 0x24;
const STATUS_LINE = /^RTSP\/\d\.\d (\d{3})(?: |$)/;

export class RtspReader {
  #waiting: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
  }

  /** The next whole piece; null: more bytes are needed. */
  next(): RtspPiece | null {
    if (this.#waiting.length === 0) return null;
    return this.#waiting[0] === DOLLAR ? this.#packet() : this.#answer();
  }

  #packet(): RtspPiece | null {
    if (this.#waiting.length < 4) return null;
    const [channel, bytes] = [this.#waiting.readUInt8(1), this.#waiting.readUInt16BE(2)];
    if (this.#waiting.length < 4 + bytes) return null;
    this.#waiting = this.#waiting.subarray(4 + bytes);
    return { kind: 'packet', channel, bytes };
  }

  #answer(): RtspPiece | null {
    const beginning = this.#waiting.subarray(0, 5).toString('latin1');
    if (!'RTSP/'.startsWith(beginning)) return { kind: 'not_rtsp', detail: this.#shown() };
    const text = this.#waiting.subarray(0, LARGEST_HEAD_BYTES).toString('latin1');
    // Lines that end with LF alone are understood: nothing is cut out of them that could be smuggled on.
    const end = /\r?\n\r?\n/.exec(text);
    if (end === null)
      return this.#waiting.length >= LARGEST_HEAD_BYTES ? { kind: 'not_rtsp', detail: 'its head never ends' } : null;
    const [first = '', ...lines] = text.slice(0, end.index).split(/\r?\n/);
    const status = STATUS_LINE.exec(first)?.[1];
    if (status === undefined) return { kind: 'not_rtsp', detail: first.slice(0, 100) };
    const headers = lines.flatMap(headerOf);
    const length = bodyLength(headers);
    if (length === null) return { kind: 'not_rtsp', detail: 'its answer has no honest length' };
    const bodyAt = end.index + end[0].length;
    if (this.#waiting.length < bodyAt + length) return null;
    const body = this.#waiting.subarray(bodyAt, bodyAt + length).toString('utf8');
    this.#waiting = this.#waiting.subarray(bodyAt + length);
    return { kind: 'answer', status: Number(status), headers, body };
  }

  #shown(): string {
    return this.#waiting
      .subarray(0, 60)
      .toString('latin1')
      .replaceAll(/[^\x20-\x7e]/g, '.');
  }
}

function headerOf(line: string): (readonly [string, string])[] {
  const colon = line.indexOf(':');
  return colon <= 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
}

/** Null: two that differ, no number, or more than we read. */
function bodyLength(headers: RtspAnswer['headers']): number | null {
  const told = new Set(headers.filter(([name]) => name === 'content-length').map(([, value]) => value));
  if (told.size === 0) return 0;
  const [one = ''] = told;
  if (told.size > 1 || !/^\d{1,6}$/.test(one) || Number(one) > LARGEST_BODY_BYTES) return null;
  return Number(one);
}

export const headersOf = (answer: RtspAnswer, name: string): string[] =>
  answer.headers.filter(([key]) => key === name).map(([, value]) => value);
