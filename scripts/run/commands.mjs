import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './child.mjs';
import { root } from './place.mjs';
import { prepareTestTools } from './test-tools.mjs';

const PARENT_CHECK_MS = 500;

/** Runs a built program in this very process: signals and exit code need no handing on. */
export async function runInHere(file, options) {
  process.argv.splice(1, process.argv.length - 1, join(root, 'dist', file), ...options);
  await import(pathToFileURL(join(root, 'dist', file)).href);
}

/**
 * When npm, our parent, is killed outright, nobody could stop us by Ctrl-C any more, and a new start would find our
 * ports taken: then we stop in order by ourselves.
 */
export function stopWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, PARENT_CHECK_MS).unref();
}

/** Jest with the given options; its exit code becomes ours. */
export async function runTests(options) {
  const skipped = await prepareTestTools();
  const env = { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules`.trim() };
  const { code } = await run(
    process.execPath,
    ['--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), ...options],
    { env },
  );
  for (const sentence of skipped) process.stderr.write(`${sentence}\n`);
  process.exit(code);
}
