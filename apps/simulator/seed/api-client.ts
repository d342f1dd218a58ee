import { setMaxListeners } from 'node:events';
import { canhThon, type CanhThon, take } from '#libs/client';

export interface Login {
  readonly email: string;
  readonly password: string;
}

const DEADLINE_MS = 60_000;
const REFRESH_BEFORE_SECONDS = 60;

/** The product's REST API as an installer's script uses it: signs in, signs in again before the token ends. */
export class ApiClient {
  /** `take(api.calls.GET('/api/v1/…'))` */
  readonly calls: CanhThon;
  readonly #open: CanhThon;
  readonly #login: Login;
  readonly #clock: { now(): number };
  #token: Promise<string> | null = null;
  #tokenUntil = 0;

  /**
   * @param origin for example `http://127.0.0.1:3000`
   * @param signal interrupts all calls
   */
  constructor(origin: string, login: Login, clock: { now(): number }, signal?: AbortSignal) {
    this.#login = login;
    this.#clock = clock;
    if (signal !== undefined) setMaxListeners(0, signal); // one listener a request under way, and those are bounded
    const options = {
      origin,
      language: () => 'en',
      fetch: (request: Request) => {
        const deadline = AbortSignal.timeout(DEADLINE_MS);
        return fetch(request, { signal: signal ? AbortSignal.any([signal, deadline]) : deadline });
      },
    };
    this.#open = canhThon(options);
    this.calls = canhThon({ ...options, credentials: { accessToken: () => this.#accessToken() } });
  }

  /** One sign-in serves all calls that wait for it. */
  #accessToken(): Promise<string> {
    const now = this.#clock.now();
    if (this.#token !== null && now < this.#tokenUntil) return this.#token;
    this.#tokenUntil = now + 2 * REFRESH_BEFORE_SECONDS * 1_000;
    this.#token = this.#signIn();
    this.#token.catch(() => (this.#token = null));
    return this.#token;
  }

  async #signIn(): Promise<string> {
    const session = await take(this.#open.POST('/api/v1/auth/login', { body: this.#login }));
    this.#tokenUntil = this.#clock.now() + Math.max(1, session.expiresIn - REFRESH_BEFORE_SECONDS) * 1_000;
    return session.accessToken;
  }
}

/** A repeat of the same call is answered as the first one was. */
export const once = (key: string) => ({ headers: { 'idempotency-key': key } });
