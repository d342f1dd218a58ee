import {
  type Attempt,
  type FailedAttempt,
  failureReason,
  judgeZalo,
  type ZaloApi,
  type ZaloDetour,
  type ZaloVerdict,
  zaloWaitEnds,
} from '#libs/domain';
import type { Logger } from '#libs/runtime';
import { DEADLINE } from '../outbound/guarded-http.ts';
import { type JsonObject, objectIn, textIn, type ZaloHttp, type ZaloSeen } from './zalo-http.ts';
import type { UsableToken, ZaloTokens } from './zalo-tokens.ts';

export interface OaCall {
  readonly api: Exclude<ZaloApi, 'bot'>;
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly body?: object;
  /** The how-manieth try of the same thing; 1 unless it is a message. */
  readonly attempt?: number;
}

/** `special`: what a caller has to do something about by itself. */
export type OaSeen =
  | { readonly kind: 'ok'; readonly data: JsonObject; readonly whole: JsonObject; readonly callsLeft: number | null }
  | { readonly kind: 'special'; readonly verdict: ZaloDetour }
  | { readonly kind: 'failure'; readonly attempt: FailedAttempt };

/** `verdict` null: it is no envelope of Zalo, or nothing came. */
interface Answered {
  readonly seen: ZaloSeen;
  readonly code: number | null;
  readonly verdict: ZaloVerdict | null;
}

export interface OaParts {
  readonly http: ZaloHttp;
  readonly tokens: ZaloTokens;
  readonly openapiBase: string;
  readonly businessBase: string | undefined;
  readonly logger: Logger;
  /** In [0, 1): spreads what was put off. */
  readonly random: () => number;
}

const failure = (attempt: FailedAttempt): OaSeen => ({ kind: 'failure', attempt });
const stopped = (reason: string): OaSeen => failure({ kind: 'impossible', reason, blame: 'channel' });

/** Calls with the OA's token: renewed once when it is refused, tried once more, then it is a person's turn. */
export class ZaloOa {
  readonly #parts: OaParts;

  constructor(parts: OaParts) {
    this.#parts = parts;
  }

  async call(call: OaCall, now: number): Promise<OaSeen> {
    // For the whole of what is asked, a renewed token and the second try included.
    const signal = AbortSignal.timeout(DEADLINE);
    const base = call.api === 'zbs' ? this.#parts.businessBase : this.#parts.openapiBase;
    if (base === undefined) return stopped('channel_not_configured');
    const token = await this.#parts.tokens.current(now);
    if (!token) return stopped('zalo_not_connected');
    const first = await this.#once(call, base, token, signal, now);
    if (first.verdict?.kind !== 'refresh') return this.#seen(call, first, now);
    const fresh = await this.#parts.tokens.afterRefusal(token.generation, now);
    if (!fresh) return stopped('zalo_token_refused');
    return this.#seen(call, await this.#once(call, base, fresh, signal, now), now);
  }

  async sayInGroup(groupId: string, text: string, attempt: number, now: number): Promise<Attempt> {
    const body = { recipient: { group_id: groupId }, message: { text } };
    return attemptOf(
      await this.call({ api: 'oa', method: 'POST', path: '/v3.0/oa/group/message', body, attempt }, now),
    );
  }

  /** Ids of what can become a group each, or why nobody can say. */
  async freeGroupAssets(now: number): Promise<readonly string[] | { readonly reason: string }> {
    const body = { quota_owner: 'OA' };
    const seen = await this.call({ api: 'oa', method: 'POST', path: '/v3.0/oa/quota/group', body }, now);
    if (seen.kind !== 'ok') return { reason: whyNot(seen) };
    const list = seen.whole['data'];
    if (!Array.isArray(list)) return { reason: 'zalo_answer_unreadable' };
    return (list as JsonObject[])
      .filter((asset) => asset['status'] === 'available')
      .flatMap((asset) => textIn(asset, 'asset_id') ?? []);
  }

  async #once(
    call: OaCall,
    base: string,
    { accessToken }: UsableToken,
    signal: AbortSignal,
    now: number,
  ): Promise<Answered> {
    const { method, path, body } = call;
    const headers = { access_token: accessToken, ...(body && { 'content-type': 'application/json' }) };
    const request = { method, url: `${base}${path}`, headers, ...(body && { body: JSON.stringify(body) }) };
    const seen = await this.#parts.http.call(request, now, signal);
    if (seen.kind === 'failure') return { seen, code: null, verdict: null };
    const code = codeOf(seen.body);
    return { seen, code, verdict: code === null ? null : judgeZalo(call.api, code, call.attempt ?? 1) };
  }

  #seen(call: OaCall, { seen, code, verdict }: Answered, now: number): OaSeen {
    if (seen.kind === 'failure') return failure(seen.attempt);
    if (verdict === null) return failure({ kind: 'unanswered', reason: 'zalo_answer_unreadable' });
    if (verdict.kind === 'accepted')
      return { kind: 'ok', data: objectIn(seen.body, 'data'), whole: seen.body, callsLeft: seen.callsLeft };
    // What Zalo says of it may repeat a number or a token: only the code is told.
    this.#parts.logger.warn({ call: call.path.split('?')[0], code, reason: verdict.reason }, 'Zalo refused a call');
    switch (verdict.kind) {
      case 'refresh':
        return stopped(verdict.reason);
      case 'retry':
        return failure({ kind: 'later', reason: verdict.reason, notBefore: now, of: 'message' });
      case 'later':
        return failure(putOff(verdict, this.#parts.random(), now));
      case 'impossible':
        return failure({ kind: 'impossible', reason: verdict.reason, blame: verdict.blame });
      default:
        return { kind: 'special', verdict };
    }
  }
}

/** An answer about a message: accepted only when Zalo said so. */
export function attemptOf(seen: OaSeen, idField = 'message_id'): Attempt {
  if (seen.kind === 'ok') return { kind: 'accepted', statusCode: 200, providerMessageId: textIn(seen.data, idField) };
  if (seen.kind === 'failure') return seen.attempt;
  const { kind, reason } = seen.verdict;
  // Other addresses and assets are for other calls: here it means that this account or this group cannot.
  const blame = kind === 'other_asset' ? 'target' : kind === 'upload_again' ? 'message' : 'channel';
  return { kind: 'impossible', reason, blame };
}

/** In one word. */
export const whyNot = (seen: Exclude<OaSeen, { readonly kind: 'ok' }>): string =>
  seen.kind === 'failure' ? failureReason(seen.attempt) : seen.verdict.reason;

/** Too many calls is about the account; quotas and nights are about a kind of message. */
export function putOff(
  { reason, until }: Extract<ZaloVerdict, { readonly kind: 'later' }>,
  jitter: number,
  now: number,
): FailedAttempt {
  const of = until === 'next_minute' ? 'account' : 'message';
  return { kind: 'later', reason, notBefore: zaloWaitEnds(until, jitter, now), of };
}

/** Null: this is no envelope of Zalo. */
function codeOf(body: JsonObject): number | null {
  const error = body['error'];
  if (typeof error === 'number') return error;
  return typeof error === 'string' && /^-?\d+$/.test(error) ? Number(error) : null;
}
