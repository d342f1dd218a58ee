import pg from 'pg';

const PATIENCE_MS = 10_000;

/** A connection for long work: no statement is cut off, and everything that is printed is printed the same way. */
export async function openSession(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
    options: '-c timezone=UTC -c datestyle=ISO -c lock_timeout=60s',
  });
  client.on('error', () => undefined); // Whoever waits for a statement is told.
  await client.connect();
  return client;
}
