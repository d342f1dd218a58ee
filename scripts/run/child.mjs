import { spawn } from 'node:child_process';
import { root } from './place.mjs';

/**
 * Runs a program to its end; gives its exit code. Ctrl-C reaches it from the terminal by itself; a SIGTERM that only
 * we received is handed on.
 */
export async function run(command, parameters, { env = process.env, quiet = false } = {}) {
  const chunks = [];
  const child = spawn(command, parameters, {
    cwd: root,
    env,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', 2, 2],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
  const handOn = () => child.kill('SIGTERM');
  const wait = () => undefined;
  process.on('SIGTERM', handOn);
  process.on('SIGINT', wait);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 1)));
    });
    return { code, output: Buffer.concat(chunks).toString() };
  } finally {
    process.off('SIGTERM', handOn);
    process.off('SIGINT', wait);
  }
}
