import { Pool } from 'undici';
import type { DeviceSummary, IncidentSummary, Page, Session, Unit } from '#libs/contracts';

/** Pages an IT officer looks through before starting a new search. */
const PAGES_IN_A_ROW = 3;

/** An IT officer at the list of devices: pages, filters and searches, one request after the other. */
export class Officer {
  readonly #pool: Pool;
  readonly #login: { readonly email: string; readonly password: string };
  readonly #latencies: number[] = [];
  #token = '';
  #queries: readonly string[] = [];
  #turn = 0;
  #cursor: string | null = null;

  constructor(origin: string, login: { readonly email: string; readonly password: string }) {
    this.#pool = new Pool(origin, { connections: 2 });
    this.#login = login;
  }

  /** Milliseconds of every list request so far. */
  get latencies(): readonly number[] {
    return this.#latencies;
  }

  async signIn(): Promise<void> {
    const session = await this.#call<Session>('POST', '/auth/login', this.#login);
    this.#token = session.accessToken;
    const communes = await this.#get<Page<Unit>>('/units?kind=commune');
    const villages = await this.#get<Page<Unit>>('/units?kind=village&limit=20');
    this.#queries = [
      '/devices?limit=50',
      '/devices?limit=50&sort=urgency',
      '/devices?limit=50&kind=camera',
      '/devices?limit=50&kind=solar_light&health=online',
      '/devices?limit=50&health=offline',
      '/devices?limit=50&fault=any',
      '/devices?limit=50&q=nga%20tu',
      '/devices?limit=50&q=SPH-C00',
      ...[...communes.items, ...villages.items].map((unit) => `/devices?limit=50&unitId=${unit.id}`),
    ];
  }

  /** One request for a page of devices; its latency is kept. */
  async look(): Promise<void> {
    const query = this.#queries[Math.floor(this.#turn / PAGES_IN_A_ROW) % this.#queries.length]!;
    if (this.#turn % PAGES_IN_A_ROW === 0) this.#cursor = null;
    this.#turn += 1;
    const cursor = this.#cursor === null ? '' : `&cursor=${encodeURIComponent(this.#cursor)}`;
    const startedAt = performance.now();
    const page = await this.#get<Page<DeviceSummary>>(query + cursor);
    this.#latencies.push(performance.now() - startedAt);
    this.#cursor = page.nextCursor;
  }

  /** Every incident there has ever been in the territory. */
  async incidents(): Promise<readonly IncidentSummary[]> {
    const all: IncidentSummary[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<IncidentSummary> = await this.#get(
        `/incidents?limit=500${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  #get<T>(path: string): Promise<T> {
    return this.#call<T>('GET', path);
  }

  async #call<T>(method: 'GET' | 'POST', path: string, body?: unknown, isRepeated = false): Promise<T> {
    const answer = await this.#pool.request({
      ...{ method, path: `/api/v1${path}`, body: body === undefined ? null : JSON.stringify(body) },
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
    });
    const text = await answer.body.text();
    if (answer.statusCode === 401 && !isRepeated && path !== '/auth/login') {
      this.#token = (await this.#call<Session>('POST', '/auth/login', this.#login)).accessToken;
      return this.#call<T>(method, path, body, true);
    }
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  }
}
