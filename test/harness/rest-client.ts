interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface Login {
  readonly email: string;
  readonly password: string;
}

/** A caller of the REST API as a script would be: real HTTP, a bearer token that is renewed when it has expired. */
export class RestClient {
  #token: string | null = null;

  constructor(
    private readonly base: string,
    private readonly login: Login | null = null,
  ) {}

  static async signIn(base: string, email: string, password: string): Promise<RestClient> {
    const client = new RestClient(base, { email, password });
    await client.#renew();
    return client;
  }

  get accessToken(): string {
    if (this.#token === null) throw new Error('not signed in');
    return this.#token;
  }

  get = <Answer>(path: string): Promise<Answer> => this.#expectSuccess<Answer>('GET', path);
  post = <Answer>(path: string, body: unknown = {}): Promise<Answer> => this.#expectSuccess<Answer>('POST', path, body);
  put = <Answer>(path: string, body: unknown): Promise<Answer> => this.#expectSuccess<Answer>('PUT', path, body);
  patch = <Answer>(path: string, body: unknown): Promise<Answer> => this.#expectSuccess<Answer>('PATCH', path, body);

  /** The raw answer, for calls that are meant to fail. */
  async call(method: string, path: string, body?: unknown): Promise<Answered> {
    const answer = await this.#send(method, path, body);
    if (this.login === null || answer.body['errorCode'] !== 'token_expired') return answer;
    await this.#renew();
    return this.#send(method, path, body);
  }

  async #renew(): Promise<void> {
    this.#token = null;
    const { status, body } = await this.#send('POST', '/auth/login', this.login);
    if (status >= 400) throw new Error(`signing in was answered ${status}: ${JSON.stringify(body)}`);
    this.#token = String(body['accessToken']);
  }

  async #send(method: string, path: string, body: unknown): Promise<Answered> {
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#token === null ? {} : { authorization: `Bearer ${this.#token}` }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }

  async #expectSuccess<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.call(method, path, body);
    if (answer.status >= 400) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body as Answer;
  }
}
