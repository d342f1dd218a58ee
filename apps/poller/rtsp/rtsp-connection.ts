import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type AddressPolicy, AddressRefused, guardedLookup } from '#libs/runtime';
import { onDeadline } from '../onvif/deadline.ts';
import { type RtspAnswer, type RtspPiece, RtspReader } from './rtsp-reader.ts';

export type RtspProblem =
  'refused' | 'unreachable' | 'name_not_found' | 'address_not_allowed' | 'deadline' | 'cut_short' | 'tls' | 'not_rtsp';

/** Why there is no answer; thrown inside this folder only. */
export class RtspFailure extends Error {
  constructor(
    readonly problem: RtspProblem,
    detail: string,
  ) {
    super(detail.slice(0, 200));
  }
}

export interface RtspTarget {
  /** `rtsp://` or `rtsps://` with the registered host; the only host and port that is ever connected to. */
  readonly url: URL;
  readonly port: number;
  /** For everything together, ms. */
  readonly deadlineMs: number;
  readonly policy: AddressPolicy;
}

/** All that one visit reads, with its packets; a camera that pours more is cut off. */
const MOST_BYTES = 2 * 1024 * 1024;

/** One connection to one camera's video port, with one deadline over all of it. `close` leaves no socket behind. */
export class RtspConnection {
  readonly #reader = new RtspReader();
  readonly #socket: Socket;
  readonly #cancelDeadline: () => void;
  #failure: RtspFailure | null = null;
  #wake: () => void = () => undefined;
  #bytes = 0;
  #sequence = 0;

  constructor({ url, port, deadlineMs, policy }: RtspTarget) {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // Literal addresses never reach a lookup.
    const verdict = isIP(host) ? policy.check(host, port, 'camera') : ({ allowed: true } as const);
    if (!verdict.allowed) throw new RtspFailure('address_not_allowed', new AddressRefused(host, verdict).message);
    const where = { host, port, lookup: guardedLookup(policy, 'camera', port) };
    this.#socket =
      url.protocol === 'rtsps:'
        ? // Cameras carry certificates they signed themselves; the password crosses the wire only as a digest.
          connectTls({ ...where, rejectUnauthorized: false, ...(isIP(host) ? {} : { servername: host }) })
        : connectTcp(where);
    this.#cancelDeadline = onDeadline(deadlineMs, () => this.#fail('deadline', 'no complete answer in time'));
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#fail(problemOf(error), error.message));
    this.#socket.on('close', () => this.#fail('cut_short', 'the camera hung up'));
  }

  /** Asks one question; packets on the way are skipped. @throws RtspFailure */
  async ask(method: string, uri: string, headers: Readonly<Record<string, string>> = {}): Promise<RtspAnswer> {
    this.tell(method, uri, headers);
    for (;;) {
      const piece = await this.#piece();
      if (piece.kind === 'answer') return piece;
    }
  }

  /** Says something and waits for nothing. */
  tell(method: string, uri: string, headers: Readonly<Record<string, string>> = {}): void {
    this.#sequence += 1;
    const lines = Object.entries({ CSeq: String(this.#sequence), 'User-Agent': 'CanhThon', ...headers });
    const head = lines.map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]/g, '')}\r\n`).join('');
    if (this.#failure === null) this.#socket.write(`${method} ${uri} RTSP/1.0\r\n${head}\r\n`, 'latin1');
  }

  /** Waits for media that is not empty. @throws RtspFailure */
  async packet(): Promise<void> {
    for (;;) {
      const piece = await this.#piece();
      if (piece.kind === 'packet' && piece.bytes > 0) return;
    }
  }

  close(): void {
    this.#cancelDeadline();
    this.#failure ??= new RtspFailure('cut_short', 'closed');
    this.#socket.destroy();
  }

  async #piece(): Promise<Exclude<RtspPiece, { kind: 'not_rtsp' }>> {
    for (;;) {
      const piece = this.#reader.next();
      if (piece?.kind === 'not_rtsp') throw new RtspFailure('not_rtsp', piece.detail);
      if (piece !== null) return piece;
      if (this.#failure !== null) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #take(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES) return this.#fail('not_rtsp', 'it pours bytes and says nothing');
    this.#reader.push(chunk);
    this.#wake();
  }

  #fail(problem: RtspProblem, detail: string): void {
    this.#failure ??= new RtspFailure(problem, detail);
    this.#socket.destroy();
    this.#wake();
  }
}

const PROBLEMS: Readonly<Record<string, RtspProblem>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'deadline',
};

function problemOf(error: NodeJS.ErrnoException): RtspProblem {
  if (error instanceof AddressRefused) return 'address_not_allowed';
  const code = error.code ?? '';
  if (/^ERR_(SSL|TLS)|CERT|^EPROTO/.test(code)) return 'tls';
  return PROBLEMS[code] ?? 'cut_short';
}
