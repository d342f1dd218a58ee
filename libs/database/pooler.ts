import pg from 'pg';
import { directTo, PATIENCE } from './data-source.ts';

/** What every session must have, as PostgreSQL writes it. */
const WANTED = {
  TimeZone: 'UTC',
  statement_timeout: String(PATIENCE.statement),
  idle_in_transaction_session_timeout: String(PATIENCE.idleInTransaction),
};

/**
 * Looks whether a pooler stands where it would do harm. `DATABASE_URL` must be the server itself: we listen there,
 * migrate under a lock of the session, and set limits when a session begins. What `DATABASE_POOL_URL` names may give each
 * transaction another session, but must have set each of them up. Rejects with a sentence that says what to do.
 */
export async function refuseHarmfulPooler(url: string, poolUrl: string | undefined): Promise<void> {
  const wrong = await settingsThatDiffer(directTo(url));
  if (wrong.length > 0) throw new Error(`DATABASE_URL leads through a pooler (${wrong.join('; ')}). ${DIRECT}`);
  if (poolUrl === undefined) return;
  const behind = await settingsThatDiffer({ connectionString: poolUrl });
  if (behind.length > 0)
    throw new Error(`The sessions behind DATABASE_POOL_URL are not set up (${behind.join('; ')}). ${SET_UP}`);
}

const DIRECT = 'Name the server itself in DATABASE_URL, and the pooler in DATABASE_POOL_URL.';
const SET_UP = `Give the pooler connect_query='${Object.entries(WANTED)
  .map(([name, value]) => `SET ${name}=${value}`)
  .join('; ')}' and let it open new connections.`;

async function settingsThatDiffer(config: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: PATIENCE.connect });
  client.on('error', () => undefined); // The query rejects too.
  try {
    await client.connect();
    const { rows } = await client.query<{ name: keyof typeof WANTED; setting: string }>(
      'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
      [Object.keys(WANTED)],
    );
    return rows.flatMap(({ name, setting }) => (setting === WANTED[name] ? [] : [`${name} is ${setting}`]));
  } catch (error) {
    // PgBouncer's word on what it cannot pass on.
    if (!/unsupported startup parameter/.test((error as Error).message)) throw error;
    return [(error as Error).message];
  } finally {
    await client.end().catch(() => undefined); // Never connected.
  }
}
