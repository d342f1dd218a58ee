import pg from 'pg';
import { SUPERUSER, readPassword } from './cluster.ts';
import type { Place } from './place.ts';

const DATABASE = 'canhthon';
/** "Only one Canh Thôn on this data": any fixed number that nothing else uses. */
const OWNER_LOCK = 7_205_001;

/** The socket folder stands percent-encoded as the host: every client that knows unix sockets reads this form. */
export function urlOf(place: Place, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${readPassword(place)}@${encodeURIComponent(place.socketDir)}/${database}`;
}

/** Opens a connection, or rejects within a few seconds. */
async function connect(place: Place, database: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: urlOf(place, database),
    connectionTimeoutMillis: 3_000,
    query_timeout: 10_000,
    application_name: 'canhthon owner',
  });
  client.on('error', () => undefined); // The supervisor notices by itself when the server is gone.
  await client.connect();
  return client;
}

export type AnswerOf = 'answers' | 'starting' | 'silent';

/** Does the server take connections? `starting` covers recovery and shutting down (SQLSTATE 57P03). */
export async function probe(place: Place): Promise<AnswerOf> {
  try {
    const client = await connect(place, 'postgres');
    await client.end();
    return 'answers';
  } catch (error) {
    return (error as { code?: string }).code === '57P03' ? 'starting' : 'silent';
  }
}

export async function ensureDatabase(place: Place): Promise<void> {
  const client = await connect(place, 'postgres');
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Another process made it in the same moment (duplicate_database, unique_violation).
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

/** A connection that holds the owner's lock for as long as it lives; `undefined` when another process holds it. */
export async function takeOwnership(place: Place): Promise<pg.Client | undefined> {
  const client = await connect(place, 'postgres');
  let taken = false;
  try {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [OWNER_LOCK]);
    taken = rows[0]?.taken === true;
    return taken ? client : undefined;
  } finally {
    if (!taken) await client.end();
  }
}
