import { Inject, Injectable } from '@nestjs/common';
import { ApiKeyStore, type ApiKeyRow, SessionStore } from '#libs/database';
import type { EpochMs } from '#libs/domain';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { ApiError } from '../http/api-error.ts';
import { RefusedEntries } from '../security/refused-entries.ts';
import { AccessTokens } from './access-token.ts';
import type { Caller } from './caller.ts';

/** `ck_{prefix}_{secret}`; the prefix finds the row, the keyed hash proves the rest. */
export const API_KEY = /^ck_([a-z0-9]{12})_([\w-]{43})$/;

/** Turns what a request carries into a caller with his grants, or refuses. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly sessions: SessionStore,
    private readonly keys: ApiKeyStore,
    private readonly tokens: AccessTokens,
    private readonly box: SecretBox,
    private readonly refused: RefusedEntries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An access token or an API key, whichever it looks like. */
  async byCredential(credential: string, address: string): Promise<Caller> {
    return API_KEY.test(credential) ? this.byKey(credential, address) : this.byToken(credential);
  }

  async byToken(token: string): Promise<Caller> {
    const now = this.clock.now();
    const verdict = this.tokens.read(token, now);
    if ('refused' in verdict) throw new ApiError(verdict.refused === 'expired' ? 'token_expired' : 'unauthenticated');
    const { userId, sessionId } = verdict.claims;
    const caller = await this.person(userId, sessionId, now);
    if (!caller) throw new ApiError('session_ended');
    return caller;
  }

  /** Null: signed out or disabled. */
  async person(userId: string, sessionId: string, now: EpochMs): Promise<Caller | null> {
    const row = await this.sessions.caller(userId as Parameters<SessionStore['caller']>[0], sessionId, now);
    return row && { kind: 'user', ...row, sessionId };
  }

  async byKey(presented: string, address: string): Promise<Caller> {
    const now = this.clock.now();
    const [, prefix = ''] = API_KEY.exec(presented) ?? [];
    const key = prefix === '' ? null : await this.keys.presented(prefix, now);
    if (!key || !this.box.matches(presented, { keyId: key.hashKeyId, hash: key.hash })) {
      this.refused.note('api_key_refused', address, key?.id ?? prefix);
      throw new ApiError('unauthenticated');
    }
    await this.keys.used(key, now);
    return keyCaller(key);
  }
}

function keyCaller(key: ApiKeyRow): Caller {
  const { id, name, role, unitId, unitName } = key;
  return {
    kind: 'api_key',
    id,
    name,
    email: null,
    language: 'vi',
    grants: [{ id, role, unitId, unitName }],
    sessionId: null,
  };
}
