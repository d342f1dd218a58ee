// `npm run check [step…]`: every gate that needs no running product. Two at a time; a failing gate prints all it has to say.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => ['node', `node_modules/.bin/${name}`];
const web = existsSync(`${root}apps/web/tsconfig.json`);
const rooms = ['apps', 'libs', 'test'].filter((folder) => existsSync(root + folder));

const STEPS = {
  // The cache looks at one file at a time while rules with types look across files: good enough while working, not in CI.
  lint: [
    ...bin('eslint'),
    ...(process.env.CI ? [] : ['--cache', '--cache-location', 'node_modules/.cache/eslint/']),
    '.',
  ],
  types: [...bin('tsc'), '--noEmit', '-p', '.'],
  ...(web && { 'types:web': [...bin('tsc'), '--noEmit', '-p', 'apps/web'] }),
  rooms: [...bin('depcruise'), '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', ...rooms],
  openapi: ['node', 'scripts/openapi.mjs', '--check'],
  format: [...bin('prettier'), '--check', '--log-level', 'warn', '--cache', '.'],
  migrations: ['node', '--experimental-vm-modules', 'node_modules/.bin/jest', 'test/check/migration-drift.spec.ts'],
  unused: [...bin('knip'), '--no-config-hints'],
};

function run(name) {
  const started = performance.now();
  const [command, ...parameters] = STEPS[name];
  return new Promise((resolve) => {
    const chunks = [];
    const child = spawn(command, parameters, { cwd: root, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const output = Buffer.concat(chunks).toString().trim();
      if (output) console.log(output);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} ${seconds} s`);
      resolve(code === 0);
    });
  });
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(STEPS);
const unknown = wanted.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are: ${Object.keys(STEPS).join(', ')}`);
  process.exit(2);
}
const queue = [...wanted];
const failed = [];
async function worker() {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) if (!(await run(name))) failed.push(name);
}
await Promise.all([worker(), worker()]);
if (failed.length > 0) console.error(`check failed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
