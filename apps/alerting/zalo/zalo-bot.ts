import { type Attempt, type FailedAttempt, failureReason, judgeZalo } from '#libs/domain';
import type { Logger } from '#libs/runtime';
import { putOff } from './zalo-oa.ts';
import { type JsonObject, objectIn, textIn, type ZaloHttp } from './zalo-http.ts';

export interface BotParts {
  readonly http: ZaloHttp;
  readonly base: string;
  readonly token: string;
  readonly logger: Logger;
  readonly random: () => number;
}

export type BotSeen =
  { readonly kind: 'ok'; readonly result: JsonObject } | { readonly kind: 'failure'; readonly attempt: FailedAttempt };

/** The Bot Platform. The token stands in the address, which therefore is neither logged nor handed on. */
export class ZaloBot {
  readonly #parts: BotParts;

  constructor(parts: BotParts) {
    this.#parts = parts;
  }

  async call(method: string, body: object, now: number, attempt = 1): Promise<BotSeen> {
    const { http, base, token } = this.#parts;
    const request = {
      method: 'POST',
      url: `${base}/bot${encodeURIComponent(token).replace('%3A', ':')}/${method}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    } as const;
    const seen = await http.call(request, now);
    if (seen.kind === 'failure') return this.#failed(method, seen.attempt);
    if (seen.body['ok'] === true) return { kind: 'ok', result: objectIn(seen.body, 'result') };
    if (seen.body['ok'] !== false)
      return this.#failed(method, { kind: 'unanswered', reason: 'zalo_answer_unreadable' });
    return this.#failed(method, this.#judged(Number(seen.body['error_code']), attempt, now));
  }

  async send(chatId: string, text: string, now: number, attempt = 1): Promise<Attempt> {
    const seen = await this.call('sendMessage', { chat_id: chatId, text }, now, attempt);
    if (seen.kind === 'failure') return seen.attempt;
    return { kind: 'accepted', statusCode: 200, providerMessageId: textIn(seen.result, 'message_id') };
  }

  #judged(code: number, attempt: number, now: number): FailedAttempt {
    const verdict = judgeZalo('bot', code, attempt);
    if (verdict.kind === 'later') return putOff(verdict, this.#parts.random(), now);
    if (verdict.kind === 'impossible') return { kind: 'impossible', reason: verdict.reason, blame: verdict.blame };
    return { kind: 'later', reason: verdict.reason, notBefore: now, of: 'message' };
  }

  #failed(method: string, attempt: FailedAttempt): BotSeen {
    // A wrong token leads to a page that is not there.
    const isNowhere = attempt.kind === 'http_status' && [401, 404].includes(attempt.statusCode);
    const told: FailedAttempt = isNowhere
      ? { kind: 'impossible', reason: 'zalo_bot_token', blame: 'channel' }
      : attempt;
    this.#parts.logger.warn({ call: method, reason: failureReason(told) }, 'The Zalo bot could not do it');
    return { kind: 'failure', attempt: told };
  }
}
