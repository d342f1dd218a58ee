import { Inject, Injectable } from '@nestjs/common';
import type { Session } from '#libs/contracts';
import { SessionStore } from '#libs/database';
import { DAY, SECOND, type UserId } from '#libs/domain';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { ApiError } from '../http/api-error.ts';
import { RefusedEntries } from '../security/refused-entries.ts';
import { ACCESS_LIFETIME, AccessTokens } from './access-token.ts';
import { Authenticator } from './authenticator.ts';
import { LoginThrottle } from './login-throttle.ts';
import { meOf } from './me-view.ts';
import { Passwords } from './passwords.ts';
import { randomSecret } from './random-text.ts';

/** A session lives as long as it is used at least this often. */
export const REFRESH_LIFETIME = 30 * DAY;

/** Signing in, staying signed in, signing out. */
@Injectable()
export class SignIn {
  constructor(
    private readonly sessions: SessionStore,
    private readonly tokens: AccessTokens,
    private readonly authenticator: Authenticator,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly box: SecretBox,
    private readonly refused: RefusedEntries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async login(email: string, password: string, address: string): Promise<Session> {
    const now = this.clock.now();
    const retryAfterSeconds = this.throttle.waitSeconds(email, address, now);
    if (retryAfterSeconds > 0) {
      this.refused.note('login_throttled', address, '');
      throw new ApiError('too_many_attempts', { retryAfterSeconds });
    }
    const login = await this.sessions.loginOf(email);
    if (!(await this.passwords.verify(login?.passwordHash ?? null, password)) || !login) {
      this.throttle.failed(email, address, now);
      this.refused.note('login_failed', address, login?.userId ?? '');
      throw new ApiError('wrong_credentials');
    }
    this.throttle.succeeded(email, address);
    const refreshToken = randomSecret();
    const sessionId = await this.sessions.start(login.userId, this.#hash(refreshToken), now + REFRESH_LIFETIME, now);
    return this.#session(login.userId, sessionId, refreshToken);
  }

  /** Each refresh token works once; one that comes back ends the whole session, because two hold it. */
  async refresh(presented: string): Promise<Session> {
    const now = this.clock.now();
    const refreshToken = randomSecret();
    const rotation = await this.sessions.rotate(
      this.#hashes(presented),
      this.#hash(refreshToken),
      now + REFRESH_LIFETIME,
      now,
    );
    if (rotation.kind !== 'rotated') throw new ApiError('session_ended');
    return this.#session(rotation.userId, rotation.sessionId, refreshToken);
  }

  async logout(presented: string): Promise<void> {
    await this.sessions.endByToken(this.#hashes(presented), this.clock.now());
  }

  async #session(userId: UserId, sessionId: string, refreshToken: string): Promise<Session> {
    const now = this.clock.now();
    const caller = await this.authenticator.person(userId, sessionId, now);
    if (!caller) throw new ApiError('session_ended');
    const accessToken = this.tokens.issue(userId, sessionId, now);
    return { accessToken, refreshToken, expiresIn: ACCESS_LIFETIME / SECOND, user: meOf(caller) };
  }

  #hash(token: string): Buffer {
    return Buffer.from(this.box.keyedHash(token));
  }

  #hashes(token: string): Buffer[] {
    return this.box.keyedHashes(token).map((hash) => Buffer.from(hash));
  }
}
