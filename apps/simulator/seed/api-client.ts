import { setMaxListeners } from 'node:events';
import { Pool } from 'undici';
import type { ErrorAnswer, Session } from '#libs/contracts';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Login {
  readonly email: string;
  readonly password: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';
const CONNECTIONS = 8;
const DEADLINE_MS = 60_000;
const REFRESH_BEFORE_SECONDS = 60;

/** The product's REST API as an installer's script uses it: signs in, signs in again before the token ends. */
export class ApiClient {
  readonly #pool: Pool;
  readonly #login: Login;
  readonly #clock: { now(): number };
  readonly #signal: AbortSignal | undefined;
  #token: Promise<string> | null = null;
  #tokenUntil = 0;

  /**
   * @param origin for example `http://127.0.0.1:3000`
   * @param signal interrupts all calls
   */
  constructor(origin: string, login: Login, clock: { now(): number }, signal?: AbortSignal) {
    this.#signal = signal;
    if (signal !== undefined) setMaxListeners(0, signal); // one listener a request under way, and those are bounded
    this.#pool = new Pool(origin, { connections: CONNECTIONS, bodyTimeout: DEADLINE_MS, headersTimeout: DEADLINE_MS });
    this.#login = login;
    this.#clock = clock;
  }

  async get<T>(path: string): Promise<T> {
    return this.#call<T>('GET', path);
  }

  async post<T>(path: string, body: unknown, idempotencyKey?: string): Promise<T> {
    return this.#call<T>('POST', path, body, idempotencyKey);
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>('PUT', path, body);
  }

  async patch<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>('PATCH', path, body);
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #call<T>(method: Method, path: string, body?: unknown, idempotencyKey?: string): Promise<T> {
    const headers: Record<string, string> = { authorization: `Bearer ${await this.#accessToken()}` };
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    return this.#send<T>(method, path, headers, body);
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
    const session = await this.#send<Session>('POST', '/auth/login', {}, this.#login);
    this.#tokenUntil = this.#clock.now() + Math.max(1, session.expiresIn - REFRESH_BEFORE_SECONDS) * 1_000;
    return session.accessToken;
  }

  async #send<T>(method: Method, path: string, headers: Record<string, string>, body?: unknown): Promise<T> {
    const answer = await this.#pool.request({
      ...{ method, path: `/api/v1${path}`, body: body === undefined ? null : JSON.stringify(body) },
      ...(this.#signal && { signal: this.#signal }),
      headers: {
        ...headers,
        'accept-language': 'en',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    });
    const text = await answer.body.text();
    if (answer.statusCode < 300) return (text === '' ? undefined : JSON.parse(text)) as T;
    throw refusal(answer.statusCode, `${method} ${path}`, text);
  }
}

function refusal(status: number, call: string, text: string): ApiError {
  try {
    const { errorCode, message, details } = JSON.parse(text) as ErrorAnswer;
    const more = details === undefined ? '' : ` ${JSON.stringify(details)}`;
    return new ApiError(status, errorCode, `${call}: ${status} ${errorCode}: ${message}${more}`);
  } catch {
    return new ApiError(status, 'not_json', `${call}: ${status} ${text.slice(0, 200)}`);
  }
}
