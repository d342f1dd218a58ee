/** Status line and headers of one HTTP/1.1 answer (RFC 9112, 4 to 6). */

export interface AnswerHead {
  readonly status: number;
  readonly contentType: string;
  readonly encoded: boolean;
  /** Each `WWW-Authenticate` value, in order. */
  readonly challenges: readonly string[];
  /** The `Date` header as written. */
  readonly date: string | null;
  /** The camera promises to keep the connection. */
  readonly keeps: boolean;
  /** Bytes of the body, or how its end is told. */
  readonly length: number | 'chunked' | 'until_close';
}

/** A line that ends with LF alone, or a CR within one: nobody agrees where such a line ends. */
export const STRAY_LINE_END = /(?:^|[^\r])\n|\r(?!\n)/;
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/;
const FOLDED_LINE = /\r\n[ \t]+/g;

/** @returns what is wrong with it, in words, when it is none. */
export function readHead(text: string): AnswerHead | string {
  if (STRAY_LINE_END.test(text)) return 'its lines have no clear end';
  const [first = '', ...lines] = text.replace(FOLDED_LINE, ' ').split('\r\n');
  const started = STATUS_LINE.exec(first);
  if (started === null) return first.slice(0, 100);
  const status = Number(started[2]);
  const wanted = { type: '', encoding: '', connection: '', transfer: '', date: null as string | null };
  const challenges: string[] = [];
  let length: string | null = null;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) return 'a line of its head is no header';
    const value = line.slice(colon + 1).trim();
    switch (line.slice(0, colon).trimEnd().toLowerCase()) {
      case 'content-length':
        if (length !== null && length !== value) return 'it tells two lengths';
        length = value;
        break;
      case 'content-type':
        wanted.type = value;
        break;
      case 'content-encoding':
        wanted.encoding = value.toLowerCase();
        break;
      case 'transfer-encoding':
        wanted.transfer += wanted.transfer === '' ? value.toLowerCase() : `,${value.toLowerCase()}`;
        break;
      case 'connection':
        wanted.connection += ` ${value.toLowerCase()}`;
        break;
      case 'www-authenticate':
        challenges.push(value);
        break;
      case 'date':
        wanted.date = value;
        break;
      default:
    }
  }
  const framed = framing(status, wanted.transfer, length);
  if (framed === null) return 'the length of its answer is not clear';
  const keeps = started[1] === '1' && !/\bclose\b/.test(wanted.connection);
  const encoded = wanted.encoding !== '' && wanted.encoding !== 'identity';
  return { status, contentType: wanted.type, encoded, challenges, date: wanted.date, keeps, length: framed };
}

function framing(status: number, transfer: string, length: string | null): AnswerHead['length'] | null {
  if (status < 200 || status === 204 || status === 304) return 0;
  if (transfer !== '') return transfer === 'chunked' && length === null ? 'chunked' : null;
  if (length === null) return 'until_close';
  return /^\d{1,15}$/.test(length) ? Number(length) : null;
}
