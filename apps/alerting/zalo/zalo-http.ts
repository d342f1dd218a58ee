import type { FailedAttempt } from '#libs/domain';
import type { AddressPolicy } from '#libs/runtime';
import { GuardedHttp, type OutboundRequest } from '../outbound/guarded-http.ts';

/** Bytes; more closes the connection. */
const LONGEST_ANSWER = 512 * 1024;

export type JsonObject = Readonly<Record<string, unknown>>;

/** What came back: an object in JSON whatever the status, or what it means that none did. */
export type ZaloSeen =
  | { readonly kind: 'json'; readonly body: JsonObject; readonly callsLeft: number | null }
  | { readonly kind: 'failure'; readonly attempt: FailedAttempt };

/** JSON to and from Zalo. */
export class ZaloHttp {
  readonly #http: GuardedHttp;

  constructor(policy: AddressPolicy) {
    this.#http = new GuardedHttp(policy, LONGEST_ANSWER);
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  async call(asked: OutboundRequest, now: number, signal?: AbortSignal): Promise<ZaloSeen> {
    const seen = await this.#http.text(asked, now, signal);
    if (seen.kind === 'none') return failed(seen.attempt);
    const { statusCode, retryAfter } = seen;
    const json = readObject(seen.text);
    const callsLeft = numberOf(seen.header('x-ratelimit-remain'));
    if (statusCode === 200 && json) return { kind: 'json', body: json, callsLeft };
    // The Bot API and some proxies say it with a status as well; a page with 200 is no success.
    if (json && ('error' in json || 'ok' in json)) return { kind: 'json', body: json, callsLeft };
    if (statusCode === 200) return failed({ kind: 'unanswered', reason: 'zalo_answer_unreadable' });
    return failed({ kind: 'http_status', statusCode, retryAfter });
  }
}

const failed = (attempt: FailedAttempt): ZaloSeen => ({ kind: 'failure', attempt });

function readObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

function numberOf(header: string | undefined): number | null {
  const value = Number(header);
  return header === undefined || Number.isNaN(value) ? null : value;
}

export const objectIn = (from: JsonObject, name: string): JsonObject => {
  const value = from[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
};

/** Ids are texts, but not everywhere. */
export const textIn = (from: JsonObject, name: string): string | null => {
  const value = from[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
};
