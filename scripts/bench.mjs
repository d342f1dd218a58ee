// `npm run bench -- <name> [options] [--json]`: builds what is missing, then measures. See test/bench/main.ts for the options.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
// The build speaks on stderr: stdout carries figures only.
const built = spawnSync('node', ['node_modules/.bin/nest', 'build'], { cwd, stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(1);
const run = spawnSync('node', ['dist/test/bench/main.js', ...process.argv.slice(2)], { cwd, stdio: 'inherit' });
process.exit(run.status ?? 1);
