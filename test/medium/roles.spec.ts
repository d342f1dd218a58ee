import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { buildProduct, composeCommands, RoleProcess } from '../harness/compose.ts';
import { emptyDatabase, type TestDatabase } from '../harness/postgres.ts';
import { until } from '../harness/until.ts';

jest.setTimeout(300_000);

const PATIENCE_MS = 60_000;
const ROLES = ['broker', 'poller', 'alerting', 'api'];

let database: TestDatabase;
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  await buildProduct();
  dataDir = mkdtempSync(join(tmpdir(), 'canhthon-roles-'));
  database = await emptyDatabase();
  env = { DATABASE_URL: database.url, DATA_DIR: dataDir, ADMIN_PASSWORD: 'mat-khau-quan-tri' };
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

const statusOf = async (role: RoleProcess, path: string) => (await fetch(`${role.httpUrl}${path}`)).status;

describe('the commands of docker-compose.yml', () => {
  it('are one for each role', () => {
    expect(Object.keys(composeCommands()).sort()).toEqual([...ROLES].sort());
  });

  it('start together on an empty database, two engines and two pollers, and one of them migrates it', async () => {
    const starting = [...ROLES, 'poller', 'alerting'].map((name) => RoleProcess.start(name, env));
    const roles = await Promise.all(starting);
    const ready = await Promise.all(roles.map((role) => statusOf(role, '/readyz')));
    const codes = await Promise.all(roles.map((role) => role.stop()));
    expect([ready, codes]).toEqual([roles.map(() => 200), roles.map(() => 0)]);
  });

  it.each(ROLES)('%s starts alone, tells its health and figures, and ends with code 0 on Ctrl-C', async (name) => {
    const role = await RoleProcess.start(name, env);
    const answers = await Promise.all(['/healthz', '/readyz', '/metrics'].map((path) => statusOf(role, path)));
    expect([answers, await role.stop('SIGINT')]).toEqual([[200, 200, 200], 0]);
  });

  it.each(ROLES)('%s is not ready while the database is gone, and is again when it is back', async (name) => {
    const role = await RoleProcess.start(name, env);
    const server = new Client(database.url.replace(/\/[^/]*$/, '/postgres'));
    await server.connect();
    const allow = (yes: boolean) => server.query(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS ${String(yes)}`);
    await allow(false);
    await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database.name]);
    await until('it is not ready', PATIENCE_MS, async () => (await statusOf(role, '/readyz')) === 503);
    await allow(true);
    await until('it is ready again', PATIENCE_MS, async () => (await statusOf(role, '/readyz')) === 200);
    await server.end();
    expect(await role.stop()).toBe(0);
  });
});
