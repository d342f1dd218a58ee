import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ApiServer, type Call } from './api-server.ts';

let server: ApiServer;
let admin: Call;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
});
afterAll(() => server.stop());

it('answers 503 while the database hangs, and serves again when it is back', async () => {
  const other = new Client(server.database.url);
  await other.connect();
  await other.query('BEGIN; LOCK TABLE device, app_user IN ACCESS EXCLUSIVE MODE');
  const hanging = await admin('GET', '/devices');
  expect([hanging.status, hanging.body.errorCode]).toEqual([503, 'database_unavailable']);
  expect(hanging.headers.get('retry-after')).not.toBeNull();
  await other.query('ROLLBACK');
  await other.end();
  expect((await admin('GET', '/devices')).status).toBe(200);
});

it('answers 503 while the database is gone, still lives, and serves again when it is back', async () => {
  const url = new URL(server.database.url);
  const name = url.pathname.slice(1);
  const keeper = new Client(Object.assign(url, { pathname: '/postgres' }).href);
  await keeper.connect();
  await keeper.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await keeper.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  const gone = await admin('GET', '/devices');
  expect([gone.status, gone.body.errorCode]).toEqual([503, 'database_unavailable']);
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  await keeper.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  await keeper.end();
  expect((await admin('GET', '/devices')).status).toBe(200);
});
