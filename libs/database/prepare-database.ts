import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { createDataSource } from './data-source.ts';
import { migrate } from './migrate.ts';
import { refuseHarmfulPooler } from './pooler.ts';

const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 1_000;
const OLDEST_VERSION = 150_000;

export interface PreparationLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/**
 * What every process does before it uses a database: waits up to a minute for the server, refuses one older than
 * PostgreSQL 15, refuses a pooler that would do harm, and brings the schema up to date. Rejects with the server's own
 * error after that minute.
 */
export async function prepareDatabase(url: string, logger: PreparationLog, poolUrl?: string): Promise<void> {
  const version = await versionOf(url, logger);
  if (version < OLDEST_VERSION) {
    throw new Error(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10_000)}`);
  }
  await refuseHarmfulPooler(url, poolUrl);
  const source = createDataSource(url);
  const done = await migrate(source, () => logger.info({}, 'Waiting while another process migrates the schema'));
  if (done.length > 0) logger.info({ migrations: done }, 'The schema is up to date');
}

async function versionOf(url: string, logger: PreparationLog): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 3_000 });
    client.on('error', () => undefined); // The query rejects too.
    try {
      await client.connect();
      const { rows } = await client.query<{ version: number }>(
        "SELECT current_setting('server_version_num')::int AS version",
      );
      return rows[0]?.version ?? 0;
    } catch (error) {
      if (performance.now() > deadline || isRefusal(error)) throw error;
      logger.warn({ err: error }, 'The database does not answer yet');
    } finally {
      await client.end().catch(() => undefined); // Never connected.
    }
    await delay(LOOK_AGAIN_MS);
  }
}

/** Wrong password, no such role or database: waiting will not help (SQLSTATE classes 28 and 3D). */
function isRefusal(error: unknown): boolean {
  return /^(28|3D)/.test((error as { code?: string }).code ?? '');
}
