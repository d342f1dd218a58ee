import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import { type AddressPolicy, AddressRefused, guardedLookup } from '#libs/runtime';
import { AnswerReader, type Reading, type WholeAnswer } from './answer-reader.ts';
import { onDeadline } from './deadline.ts';
import type { NoAnswer, NotOnvif } from './probe-outcome.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly encoded: boolean;
  readonly challenges: readonly string[];
  /** The `Date` header as written. */
  readonly date: string | null;
  readonly body: string;
}

export type PostResult = { readonly kind: 'answer'; readonly answer: HttpAnswer } | NoAnswer | NotOnvif;

export interface ConnectionOptions {
  /** The registered URL; its host and port are the only ones this connection will ever talk to. */
  readonly url: URL;
  /** For everything together, ms: connecting, all questions, all answers. */
  readonly deadlineMs: number;
  /** Asked for the very address that is connected to. */
  readonly policy: AddressPolicy;
  readonly largestAnswerBytes?: number;
}

/** Both answers of the probe fit in 2 KiB, profiles in 40; a camera that sends more has something else in mind. */
const LARGEST_ANSWER_BYTES = 64 * 1024;

export interface BinaryAnswer {
  readonly status: number;
  readonly challenges: readonly string[];
  readonly body: Buffer;
}

type Asked = { readonly kind: 'whole'; readonly answer: WholeAnswer } | NoAnswer | NotOnvif;

interface Question {
  readonly reader: AnswerReader;
  readonly answer: (asked: Asked) => void;
}

/** Sockets read into these and not, as by themselves, into 64 KiB made anew for each few hundred bytes. */
const READ_BUFFERS: Buffer[] = [];
const READ_BYTES = 8 * 1024;
const MOST_READ_BUFFERS = 256;
const BYTE_ORDER_MARK = 0xfeff;
const DEADLINE: NoAnswer = { kind: 'no_answer', reason: 'deadline', detail: 'no complete answer in time' };
const CLOSED: NoAnswer = { kind: 'no_answer', reason: 'cut_short', detail: 'the visit is over' };
const HUNG_UP: NoAnswer = { kind: 'no_answer', reason: 'cut_short', detail: 'the camera hung up' };

/**
 * One visit to one camera with one deadline over all of it: questions one after the other, over one connection as long
 * as the camera keeps it. Redirects and announced addresses are never followed. `close` leaves no socket behind.
 */
export class CameraConnection {
  readonly #url: URL;
  readonly #policy: AddressPolicy;
  readonly #largest: number;
  readonly #cancelDeadline: () => void;
  #socket: Socket | null = null;
  #question: Question | null = null;
  /** Why nothing more can be asked. */
  #over: NoAnswer | null = null;

  constructor({ url, deadlineMs, policy, largestAnswerBytes = LARGEST_ANSWER_BYTES }: ConnectionOptions) {
    this.#url = url;
    this.#policy = policy;
    this.#largest = largestAnswerBytes;
    this.#cancelDeadline = onDeadline(deadlineMs, () => this.#end(DEADLINE));
  }

  /** Posts one SOAP message. */
  async post(path: string, question: string, authorization: string | null = null): Promise<PostResult> {
    const asked = await this.#ask(questionBytes('POST', this.#url.host, path, authorization, question));
    if (asked.kind !== 'whole') return asked;
    const { status, contentType, encoded, challenges, date } = asked.answer.head;
    const text = asked.answer.body.toString('utf8');
    const body = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
    return { kind: 'answer', answer: { status, contentType, encoded, challenges, date, body } };
  }

  /** Fetches bytes. */
  async get(
    path: string,
    authorization: string | null = null,
  ): Promise<{ readonly kind: 'bytes'; readonly answer: BinaryAnswer } | NoAnswer | NotOnvif> {
    const asked = await this.#ask(questionBytes('GET', this.#url.host, path, authorization, null));
    if (asked.kind !== 'whole') return asked;
    const { head, body } = asked.answer;
    return { kind: 'bytes', answer: { status: head.status, challenges: head.challenges, body } };
  }

  close(): void {
    this.#cancelDeadline();
    this.#end(CLOSED);
  }

  #ask(bytes: Buffer): Promise<Asked> {
    if (this.#question !== null) throw new Error('One question at a time');
    if (this.#over !== null) return Promise.resolve(this.#over);
    return new Promise((answer) => {
      this.#question = { reader: new AnswerReader(this.#largest), answer };
      if (this.#socket?.writable !== true) this.#connect();
      this.#socket?.write(bytes);
    });
  }

  #connect(): void {
    this.#socket?.destroy();
    const host = this.#url.hostname.replace(/^\[|\]$/g, '');
    const isTls = this.#url.protocol === 'https:';
    const port = Number(this.#url.port || (isTls ? 443 : 80));
    const isAddress = isIP(host) !== 0;
    // Literal addresses never reach a lookup.
    const verdict = isAddress ? this.#policy.check(host, port, 'camera') : ({ allowed: true } as const);
    if (!verdict.allowed) return this.#answer(problemOf(new AddressRefused(host, verdict)));
    const buffer = READ_BUFFERS.pop() ?? Buffer.allocUnsafeSlow(READ_BYTES);
    const take = (bytes: number): boolean => {
      if (isCurrent()) this.#take(Buffer.from(buffer.subarray(0, bytes)));
      return true;
    };
    const lookup = isAddress ? {} : { lookup: guardedLookup(this.#policy, 'camera', port) };
    const where = { host, port, ...lookup, onread: { buffer, callback: take } };
    const socket = isTls ? connectTls({ ...where, ...tlsOptions(isAddress ? null : host) }) : connectTcp(where);
    this.#socket = socket;
    // What a connection says that was given up meanwhile is nobody's answer.
    const isCurrent = () => this.#socket === socket;
    socket.on('error', (error) => isCurrent() && this.#lose(problemOf(error)));
    socket.on('close', () => {
      if (READ_BUFFERS.length < MOST_READ_BUFFERS) READ_BUFFERS.push(buffer);
      if (isCurrent()) this.#lose(this.#question?.reader.end() ?? HUNG_UP);
    });
  }

  #take(chunk: Buffer): void {
    const reading = this.#question?.reader.push(chunk);
    if (reading === null) return;
    // Somebody who speaks unasked, or on after the answer, is heard no more.
    if (reading?.kind === 'whole' && reading.answer.reusable) this.#answer(reading);
    else this.#lose(reading ?? HUNG_UP);
  }

  /** The connection serves no more; the visit may go on over another one. */
  #lose(last: Reading | NoAnswer): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.destroy();
    this.#answer('reason' in last || last.kind === 'whole' ? last : notOnvif(last));
  }

  #answer(asked: Asked): void {
    const question = this.#question;
    this.#question = null;
    question?.answer(asked);
  }

  #end(why: NoAnswer): void {
    this.#over ??= why;
    this.#lose(this.#over);
  }
}

function questionBytes(
  method: 'GET' | 'POST',
  host: string,
  path: string,
  authorization: string | null,
  body: string | null,
): Buffer {
  // A header of our own must never be ended by what somebody else wrote.
  if (/[^\x21-\x7e]/.test(path) || /[\r\n\0]/.test(authorization ?? '')) throw new Error('Not sendable in a header');
  const length = body === null ? 0 : Buffer.byteLength(body);
  const head =
    `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n` +
    (authorization === null ? '' : `Authorization: ${authorization}\r\n`) +
    (body === null ? '\r\n' : `Content-Type: application/soap+xml; charset=utf-8\r\nContent-Length: ${length}\r\n\r\n`);
  const bytes = Buffer.allocUnsafe(head.length + length);
  bytes.write(head, 'latin1');
  if (body !== null) bytes.write(body, head.length, 'utf8');
  return bytes;
}

let context: SecureContext | null = null;

/** @param name null: the camera is known by its address */
function tlsOptions(name: string | null) {
  context ??= createSecureContext();
  // Cameras carry certificates they signed themselves; the password crosses the wire only as a digest.
  const options = { secureContext: context, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] };
  return name === null ? options : { ...options, servername: name };
}

const notOnvif = ({ kind, detail }: Exclude<Reading, { kind: 'whole' }>): NotOnvif => ({
  kind: 'not_onvif',
  reason: kind,
  httpStatus: null,
  detail,
});

const noAnswerByCode: Readonly<Record<string, NoAnswer['reason']>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'deadline',
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
};

function problemOf(error: NodeJS.ErrnoException): NoAnswer {
  const { code = '', message } = error;
  const detail = message.slice(0, 200);
  if (error instanceof AddressRefused) return { kind: 'no_answer', reason: 'address_not_allowed', detail };
  if (/^ERR_(SSL|TLS)|CERT|^EPROTO/.test(code)) return { kind: 'no_answer', reason: 'tls', detail };
  return { kind: 'no_answer', reason: noAnswerByCode[code] ?? 'network', detail };
}
