import { once } from 'node:events';
import { Client, type ClientConfig } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { queryPrepared } from '../sql.ts';
import type { IngestSql } from './write-entries.ts';

/** The writer's own connection: it never queues behind other work, and when it hangs it can be cut off. */
export class IngestConnection {
  private client: Client | null = null;
  private readonly config: ClientConfig;

  constructor(config: ClientConfig) {
    this.config = config;
  }

  /** Rejects with the database's error when it refused the work, with any other error when it could not be reached. */
  async transaction<Result>(work: (sql: IngestSql) => Promise<Result>): Promise<Result> {
    const client = await this.connected();
    try {
      await client.query('BEGIN');
      const result = await work(sqlOf(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      if (sqlState(error) === undefined) this.cut();
      else await client.query('ROLLBACK').catch(() => this.cut());
      throw error;
    }
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = null;
    await client?.end();
  }

  private async connected(): Promise<Client> {
    if (this.client !== null) return this.client;
    const client = new Client(this.config);
    // An idle connection that breaks is only noticed here; the next write opens another.
    client.on('error', () => this.cut());
    this.client = client;
    try {
      await client.connect();
    } catch (error) {
      this.cut();
      throw error;
    }
    return client;
  }

  private cut(): void {
    const client = this.client;
    this.client = null;
    client?.connection.stream.destroy();
  }
}

/** The SQLSTATE of an error that PostgreSQL itself reported; undefined for broken or silent connections. */
function sqlState(error: unknown): string | undefined {
  const { severity, code } = (error ?? {}) as { severity?: unknown; code?: unknown };
  return typeof severity === 'string' && typeof code === 'string' ? code : undefined;
}

function sqlOf(client: Client): IngestSql {
  return {
    query: async (text, parameters = []) => (await client.query(text, [...parameters])).rows,
    prepared: (text, parameters = []) => queryPrepared(client, text, parameters),
    copy: async (statement, bytes) => {
      const stream = client.query(copyFrom(statement));
      stream.end(bytes);
      await once(stream, 'finish');
    },
  };
}
