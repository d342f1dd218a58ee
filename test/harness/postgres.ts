import { randomUUID } from 'node:crypto';
import { createDataSource, migrate } from '#libs/database';
import { Client } from 'pg';

const TEMPLATE = 'canh_template';
/** Test files run in several processes; the first one that needs a database makes the template, the others wait. */
const TEMPLATE_LOCK = 7_001;

export interface TestDatabase {
  /** A freshly migrated database of its own, for `createDataSource`, `DATABASE_URL` or `pg`. */
  readonly url: string;
  readonly name: string;
  drop(): Promise<void>;
}

function serverUrl(database: string): string {
  const url = process.env['CANH_TEST_POSTGRES'];
  if (url === undefined) throw new Error('no test server: is jest.config.mjs in use?');
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

async function withServer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(serverUrl('postgres'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ensureTemplate(client: Client): Promise<void> {
  const exists = async () =>
    (await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [TEMPLATE])).rowCount === 1;
  if (await exists()) return;
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    if (await exists()) return;
    await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    await migrate(createDataSource(serverUrl(TEMPLATE)));
    await client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true`);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

/** For what has to migrate by itself. */
export const emptyDatabase = (): Promise<TestDatabase> => newDatabase('template0');

/** A copy of the migrated template, so tests never see each other's rows. */
export async function cloneDatabase(): Promise<TestDatabase> {
  await withServer(ensureTemplate);
  return newDatabase(TEMPLATE);
}

async function newDatabase(template: string): Promise<TestDatabase> {
  const name = `canh_${randomUUID().replaceAll('-', '')}`;
  await withServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: serverUrl(name),
    name,
    drop: () => withServer(async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}
