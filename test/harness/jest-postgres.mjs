// Jest's global setup and teardown: one PostgreSQL server a run. Its address reaches the tests by the environment;
// test/harness/postgres.ts hands out databases.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const keeper = fileURLToPath(new URL('./temporary-postgres.mjs', import.meta.url));
let running;

export default async function start() {
  // `--watch` comes here again: one server is enough.
  if (running) return;
  running = spawn(process.execPath, [keeper], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [url] = await Promise.race([
    once(createInterface(running.stdout), 'line'),
    once(running, 'exit').then(([code]) => Promise.reject(new Error(`the test database did not start (${code})`))),
  ]);
  process.env.CANH_TEST_POSTGRES = url;
  globalThis.canhStopPostgres = async () => {
    const gone = once(running, 'exit');
    running.stdin.end();
    await gone;
  };
}
