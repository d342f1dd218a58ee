import pg from 'pg';

const PATIENCE_MS = 3_000;

/** Reads the database server's clock over a connection of its own, opened again whenever it was lost. */
export class ServerTime {
  readonly #url: string;
  #client: pg.Client | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Epoch milliseconds. */
  async read(): Promise<number> {
    const client = (this.#client ??= await this.#connect());
    try {
      const { rows } = await client.query<{ ms: number }>(
        'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
      );
      return rows[0]?.ms ?? Number.NaN;
    } catch (error) {
      this.#client = undefined;
      // Not ended but cut: a frozen server would never answer a goodbye.
      client.connection.stream.destroy();
      throw error;
    }
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined); // Lost already.
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      keepAlive: true,
      application_name: 'canhthon clock',
    });
    client.on('error', () => {
      if (this.#client === client) this.#client = undefined;
    });
    await client.connect();
    return client;
  }
}
