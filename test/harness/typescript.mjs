// Lets plain Node run this project's TypeScript, for child processes of tests:
// node --conditions=source --import ./test/harness/typescript.mjs file.ts
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { swcOptions } from './swc-options.mjs';

if (isMainThread) register(import.meta.url);

export async function load(url, context, next) {
  if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
  const { transform } = await import('@swc/core');
  const { code } = await transform(await readFile(fileURLToPath(url), 'utf8'), {
    filename: fileURLToPath(url),
    ...swcOptions,
    swcrc: false,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
