import { isIP, type Socket } from 'node:net';
import { buildConnector, Client, errors } from 'undici';
import { type AddressPolicy, AddressRefused, guardedLookup } from '#libs/runtime';
import { onDeadline } from './deadline.ts';
import type { NoAnswer, NotOnvif } from './probe-outcome.ts';
import { askWhole } from './whole-answer.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly encoded: boolean;
  readonly challenges: readonly string[];
  /** The `Date` header, epoch ms; null when there is none or it is no date. */
  readonly date: number | null;
  readonly body: string;
}

export type PostResult = { readonly kind: 'answer'; readonly answer: HttpAnswer } | NoAnswer | NotOnvif;

export interface ConnectionOptions {
  /** From the registered URL; the only host and port this connection will ever talk to. */
  readonly origin: string;
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

const BYTE_ORDER_MARK = /^\uFEFF/;

class DeadlinePassed extends Error {}

/** Said to the library at the end of every visit; an error made each time would carry a stack nobody reads. */
const DONE = new DeadlinePassed('the visit is over');

/** By policy and port: making one costs as much as using it. */
const connectors = new WeakMap<AddressPolicy, Map<number, buildConnector.connector>>();

function connectorOf(policy: AddressPolicy, port: number): buildConnector.connector {
  const byPort = connectors.get(policy) ?? new Map<number, buildConnector.connector>();
  connectors.set(policy, byPort);
  const known = byPort.get(port);
  if (known !== undefined) return known;
  const connector = buildConnector({
    // The visit's own deadline covers connecting.
    timeout: 0,
    keepAlive: false,
    maxCachedSessions: 0,
    lookup: guardedLookup(policy, 'camera', port),
    // Cameras carry certificates they signed themselves; the password crosses the wire only as a digest.
    rejectUnauthorized: false,
  });
  byPort.set(port, connector);
  return connector;
}

/** One connection to one camera with one deadline over all of it. `close` leaves no socket behind. */
export class CameraConnection {
  readonly #client: Client;
  readonly #sockets = new Set<Socket>();
  readonly #cancelDeadline: () => void;

  constructor({ origin, deadlineMs, policy, largestAnswerBytes = LARGEST_ANSWER_BYTES }: ConnectionOptions) {
    this.#client = new Client(origin, {
      connect: this.#connector(policy),
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 16 * 1024,
      maxResponseSize: largestAnswerBytes,
    });
    this.#cancelDeadline = onDeadline(
      deadlineMs,
      () => void this.#abort(new DeadlinePassed('no complete answer in time')),
    );
  }

  #connector(policy: AddressPolicy): buildConnector.connector {
    return (target, callback) => {
      const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
      const host = target.hostname.replace(/^\[|\]$/g, '');
      // Literal addresses never reach a lookup.
      const verdict = isIP(host) ? policy.check(host, port, 'camera') : { allowed: true as const };
      if (!verdict.allowed) return callback(new AddressRefused(host, verdict), null);
      // The typing hides it: the connector answers with the socket at once, before it is connected.
      const socket = connectorOf(policy, port)(target, callback) as unknown as Socket;
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    };
  }

  /** Posts one SOAP message; redirects are reported, never followed. */
  async post(path: string, body: string, authorization: string | null = null): Promise<PostResult> {
    try {
      const headers: Record<string, string> = { 'content-type': 'application/soap+xml; charset=utf-8' };
      if (authorization !== null) headers['authorization'] = authorization;
      const response = await askWhole(this.#client, { method: 'POST', path, headers, body });
      const challenge = response.headers['www-authenticate'];
      const answer: HttpAnswer = {
        status: response.status,
        contentType: String(response.headers['content-type'] ?? ''),
        encoded:
          response.headers['content-encoding'] !== undefined && response.headers['content-encoding'] !== 'identity',
        challenges: challenge === undefined ? [] : [challenge].flat(),
        date: dateOf(response.headers['date']),
        body: response.body.toString('utf8').replace(BYTE_ORDER_MARK, ''),
      };
      return { kind: 'answer', answer };
    } catch (error) {
      return explain(error);
    }
  }

  /** Fetches bytes from the same host and port; redirects are reported, never followed. */
  async get(
    path: string,
    authorization: string | null = null,
  ): Promise<{ readonly kind: 'bytes'; readonly answer: BinaryAnswer } | NoAnswer | NotOnvif> {
    try {
      const headers: Record<string, string> = authorization === null ? {} : { authorization };
      const { status, headers: answered, body } = await askWhole(this.#client, { method: 'GET', path, headers });
      const challenge = answered['www-authenticate'];
      const challenges = challenge === undefined ? [] : [challenge].flat();
      return { kind: 'bytes', answer: { status, challenges, body } };
    } catch (error) {
      return explain(error);
    }
  }

  async close(): Promise<void> {
    this.#cancelDeadline();
    await this.#abort(null);
  }

  async #abort(cause: Error | null): Promise<void> {
    const ended = this.#client.destroyed ? undefined : this.#client.destroy(cause ?? DONE);
    // A connection still being made is unknown to the client's destroy.
    for (const socket of this.#sockets) socket.destroy();
    await ended;
  }
}

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
  UND_ERR_CONNECT_TIMEOUT: 'deadline',
  UND_ERR_SOCKET: 'cut_short',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut_short',
};

function explain(error: unknown): NoAnswer | NotOnvif {
  const [code, message] = codeAndMessage(error);
  if (error instanceof DeadlinePassed) return { kind: 'no_answer', reason: 'deadline', detail: message };
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return { kind: 'not_onvif', reason: 'too_large', httpStatus: null, detail: message };
  if (code.startsWith('HPE_INVALID_EOF')) return { kind: 'no_answer', reason: 'cut_short', detail: message };
  if (error instanceof errors.HTTPParserError || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { kind: 'not_onvif', reason: 'not_http', httpStatus: null, detail: message };
  }
  if (error instanceof AddressRefused) return { kind: 'no_answer', reason: 'address_not_allowed', detail: message };
  if (/^ERR_(SSL|TLS)|CERT/.test(code)) return { kind: 'no_answer', reason: 'tls', detail: message };
  return { kind: 'no_answer', reason: noAnswerByCode[code] ?? 'network', detail: message };
}

function codeAndMessage(error: unknown): [string, string] {
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    message?: unknown;
  };
  return [typeof code === 'string' ? code : '', String(message ?? error).slice(0, 200)];
}

function dateOf(header: string | string[] | undefined): number | null {
  const at = typeof header === 'string' ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
