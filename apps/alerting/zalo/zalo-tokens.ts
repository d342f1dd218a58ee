import {
  type ChannelTokens,
  type Exchanged,
  OA_ACCOUNT,
  oaTokenScope,
  type SealedText,
  type TokenRow,
} from '#libs/database';
import { HOUR, MINUTE, SECOND } from '#libs/domain';
import type { Logger, SecretBox } from '#libs/runtime';
import { textIn, type ZaloHttp } from './zalo-http.ts';

/** Less than a transaction may stand idle (ms). */
const DEADLINE = 9_000;
/** Of an access token's life: after that it is renewed. 25 hours give 20. */
const RENEW_AFTER = 0.8;
/** Zalo's answer says how long; this is what it is without one (ms). */
const USUAL_LIFE = 25 * HOUR;
/** After a renewal without an answer (ms). */
const ASK_AGAIN_AFTER = 30 * SECOND;
const TOO_MANY_CALLS = -32;

export interface OauthSettings {
  readonly base: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Null: consent codes cannot be exchanged. */
  readonly codeVerifier: string | null;
}

export interface TokenParts {
  readonly store: ChannelTokens;
  readonly secretBox: SecretBox;
  readonly http: ZaloHttp;
  readonly settings: OauthSettings;
  readonly logger: Logger;
}

/** An access token that may be used, and which pair it belongs to. */
export interface UsableToken {
  readonly accessToken: string;
  readonly generation: number;
}

/**
 * The OA's tokens. A refresh token works once: it is spent under the row's lock, and what it bought is committed before
 * anybody uses it, so that any number of processes have one refresh in flight and lose no pair.
 */
export class ZaloTokens {
  readonly #parts: TokenParts;
  /** When a renewal got no answer. */
  #inVainAt = -Infinity;

  constructor(parts: TokenParts) {
    this.#parts = parts;
  }

  /** Null: a person has to connect the account, or Zalo cannot be reached and the token has run out. */
  async current(now: number): Promise<UsableToken | null> {
    const row = await this.#parts.store.read(OA_ACCOUNT);
    const isOver = row?.access == null || (row.accessUntil ?? 0) <= now;
    return this.#usable(isOver ? await this.#refresh((found) => (found.accessUntil ?? 0) <= now, now) : row, now);
  }

  /** Zalo refused a token of this pair: the next pair, fetched by us or by whoever was faster; null: there is none. */
  async afterRefusal(generation: number, now: number): Promise<UsableToken | null> {
    const row = await this.#refresh((found) => found.generation === generation, now);
    return row !== null && row.generation !== generation ? this.#usable(row, now) : null;
  }

  /** Exchanges a consent that waits, and renews a pair of which most of its life is over. */
  async tend(now: number): Promise<void> {
    const { store, settings } = this.#parts;
    const row = await store.read(OA_ACCOUNT);
    if (row?.code && settings.codeVerifier !== null)
      await store.change(
        OA_ACCOUNT,
        ({ code }) => code !== null,
        (found) => this.#exchangeCode(found, now),
        now,
      );
    else if (row && isOld(row, now)) await this.#refresh((found) => isOld(found, now), now);
  }

  #seal(part: 'access' | 'refresh', text: string): SealedText {
    return this.#parts.secretBox.seal(text, oaTokenScope(part));
  }

  #usable(row: TokenRow | null, now: number): UsableToken | null {
    if (!row?.access || (row.accessUntil ?? 0) <= now) return null;
    return { accessToken: this.#parts.secretBox.open(row.access, oaTokenScope('access')), generation: row.generation };
  }

  async #refresh(isNeeded: (row: TokenRow) => boolean, now: number): Promise<TokenRow | null> {
    // A clock that was set back makes nobody wait longer.
    if (Math.abs(now - this.#inVainAt) < ASK_AGAIN_AFTER) return this.#parts.store.read(OA_ACCOUNT);
    const wanted = (row: TokenRow) => row.refresh !== null && row.refusedReason === null && isNeeded(row);
    return this.#parts.store.change(OA_ACCOUNT, wanted, (row) => this.#exchangeRefresh(row, now), now);
  }

  #exchangeRefresh({ refresh }: TokenRow, now: number): Promise<Exchanged> {
    if (!refresh) return Promise.resolve({ kind: 'unknown' });
    const token = this.#parts.secretBox.open(refresh, oaTokenScope('refresh'));
    return this.#ask({ grant_type: 'refresh_token', refresh_token: token }, now);
  }

  #exchangeCode({ code }: TokenRow, now: number): Promise<Exchanged> {
    if (!code) return Promise.resolve({ kind: 'unknown' });
    const verifier = this.#parts.settings.codeVerifier ?? '';
    const given = this.#parts.secretBox.open(code, oaTokenScope('code'));
    return this.#ask({ grant_type: 'authorization_code', code: given, code_verifier: verifier }, now);
  }

  async #ask(form: Readonly<Record<string, string>>, now: number): Promise<Exchanged> {
    const { http, settings, logger } = this.#parts;
    const call = {
      method: 'POST',
      url: `${settings.base}/v4/oa/access_token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: settings.appSecret },
      body: new URLSearchParams({ app_id: settings.appId, ...form }).toString(),
    } as const;
    const seen = await http.call(call, now, AbortSignal.timeout(DEADLINE));
    if (seen.kind === 'failure') return this.#unknown(seen.attempt.kind, now);
    const [access, refresh] = [textIn(seen.body, 'access_token'), textIn(seen.body, 'refresh_token')];
    if (access !== null && refresh !== null) {
      const life = Number(seen.body['expires_in']) * SECOND || USUAL_LIFE;
      logger.info({ account: OA_ACCOUNT, grant: form['grant_type'] }, 'Zalo gave a new pair of tokens');
      const pair = { access: this.#seal('access', access), refresh: this.#seal('refresh', refresh) };
      return { kind: 'pair', pair: { ...pair, accessUntil: now + life } };
    }
    const code = Number(seen.body['error']);
    if (code === TOO_MANY_CALLS || Number.isNaN(code)) return this.#unknown('not now', now);
    logger.error(
      { account: OA_ACCOUNT, grant: form['grant_type'], code, name: textIn(seen.body, 'error_name') },
      'Zalo refuses to give tokens: an administrator of the OA has to consent again',
    );
    return { kind: 'refused', reason: 'zalo_token_refused' };
  }

  /** It may have rotated all the same; the old access token goes on as long as it lives. */
  #unknown(what: string, now: number): Exchanged {
    this.#inVainAt = now;
    this.#parts.logger.warn({ account: OA_ACCOUNT, what }, 'Zalo gave no answer about tokens; it is asked again');
    return { kind: 'unknown' };
  }
}

/** Most of its life is over; one that was pasted by hand says nothing of its age, and is renewed soon. */
function isOld({ accessUntil, refreshedAt, refusedReason }: TokenRow, now: number): boolean {
  if (refusedReason !== null || accessUntil === null || refreshedAt === null) return false;
  return now >= refreshedAt + Math.max(MINUTE, RENEW_AFTER * (accessUntil - refreshedAt));
}
