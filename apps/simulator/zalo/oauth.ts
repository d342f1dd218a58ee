import { createHash, randomBytes } from 'node:crypto';
import { type Answer, type Ask, json } from './wire.ts';
import type { ZaloWorld } from './world.ts';

const CODE_LIFE = 600_000;
/** Three months. */
const REFRESH_LIFE = 90 * 86_400_000;

const failed = (error: number, name: string): Answer =>
  json({ error, error_name: name, error_reason: '', ref_doc: 'https://developers.zalo.me/docs' });
const token = (kind: string): string => `${kind}-${randomBytes(24).toString('base64url')}`;

/** `/v4/oa/access_token`: codes and refresh tokens work once; every refresh gives a new pair. */
export class FakeOauth {
  readonly #world: ZaloWorld;
  readonly #access = new Map<string, number>();
  readonly #refresh = new Map<string, number>();
  readonly #codes = new Map<string, { until: number; challenge: string | null }>();
  #inFlight = 0;
  /** The most refreshes that were under way at one moment. */
  mostAtOnce = 0;
  refreshes = 0;
  /** The next refresh rotates, and its answer never arrives. */
  crashAfterRotate = false;
  /** Every refresh is turned down. */
  refuses = false;
  /** How long an answer takes (real milliseconds), so that two refreshes can meet. */
  slowness = 0;

  constructor(world: ZaloWorld) {
    this.#world = world;
  }

  /** A first pair, as the console's API Explorer hands out. */
  newPair(): { readonly accessToken: string; readonly refreshToken: string } {
    const pair = { accessToken: token('access'), refreshToken: token('refresh') };
    this.#access.set(pair.accessToken, this.#world.now() + this.#world.settings.accessTokenLife);
    this.#refresh.set(pair.refreshToken, this.#world.now() + REFRESH_LIFE);
    return pair;
  }

  /** What the consent page puts into the callback. */
  newCode(challenge: string | null = null): string {
    const code = token('code');
    this.#codes.set(code, { until: this.#world.now() + CODE_LIFE, challenge });
    return code;
  }

  /** The error code that this header earns; null: it is valid. */
  problemOf(accessToken: string | undefined): -216 | -220 | null {
    const until = accessToken === undefined ? undefined : this.#access.get(accessToken);
    if (until === undefined) return -216;
    return until <= this.#world.now() ? -220 : null;
  }

  expireAccess(): void {
    for (const accessToken of this.#access.keys()) this.#access.set(accessToken, this.#world.now());
  }

  /** `lost`: the answer is made and never arrives. */
  async answer({ method, headers, body }: Ask): Promise<{ readonly answer: Answer; readonly lost: boolean }> {
    const form = new URLSearchParams(body.toString('utf8'));
    const isRefresh = form.get('grant_type') === 'refresh_token';
    if (isRefresh) this.#inFlight += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#inFlight);
    if (this.slowness > 0) await new Promise((resolve) => setTimeout(resolve, this.slowness));
    try {
      return this.#decide(method, headers['content-type'] ?? '', headers['secret_key'], form);
    } finally {
      if (isRefresh) this.#inFlight -= 1;
    }
  }

  #decide(method: string, type: string, secret: unknown, form: URLSearchParams): { answer: Answer; lost: boolean } {
    const kept = (answer: Answer) => ({ answer, lost: false });
    if (method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded'))
      return kept(failed(-14001, 'Invalid request'));
    if (secret !== this.#world.settings.appSecret) return kept(failed(-14004, 'Invalid secret key'));
    if (form.get('app_id') !== this.#world.settings.appId) return kept(failed(-14002, 'App is not active'));
    if (form.get('grant_type') === 'authorization_code') return kept(this.#exchange(form));
    if (form.get('grant_type') !== 'refresh_token') return kept(failed(-14005, 'Invalid grant type'));
    const refresh = form.get('refresh_token') ?? '';
    const until = this.#refresh.get(refresh) ?? 0;
    if (this.refuses || until <= this.#world.now()) return kept(failed(-14014, 'Invalid refresh token'));
    this.#refresh.delete(refresh);
    this.refreshes += 1;
    const lost = this.crashAfterRotate;
    this.crashAfterRotate = false;
    return { answer: this.#pairAnswer(), lost };
  }

  #exchange(form: URLSearchParams): Answer {
    const code = form.get('code') ?? '';
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (!known || known.until <= this.#world.now()) return failed(-14006, 'Invalid authorization code');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (known.challenge !== null && known.challenge !== challenge) return failed(-14007, 'Invalid code verifier');
    return this.#pairAnswer();
  }

  #pairAnswer(): Answer {
    const { accessToken, refreshToken } = this.newPair();
    // Seconds, as a text.
    const expires = String(Math.floor(this.#world.settings.accessTokenLife / 1000));
    return json({ access_token: accessToken, refresh_token: refreshToken, expires_in: expires });
  }
}
