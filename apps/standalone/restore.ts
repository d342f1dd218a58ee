// `npm run restore -- <file> [--into <folder> | --database-url <address>] [--key <file>]`
import 'reflect-metadata';
import { chmodSync, constants, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBackup, createEmbedded, restoreBackup } from '#libs/database';
import { type ProcessContext, runProcess, StartError } from '#libs/runtime';
import { refuseUsage, tell, tellProgress, withReasons } from './telling.ts';

const USAGE = `npm run restore -- <file> [--into <new data folder> | --database-url <address of an empty database>] [--key <key file>]

Without --into and --database-url: into DATABASE_URL (keeps a password off the command line), or else DATA_DIR.
  --key   the key file that belongs to the backup; it becomes secret.key of the new data folder
Exit code: 0 done, 1 failed and nothing was restored, 2 not understood.`;

interface Wishes {
  readonly file: string;
  readonly into: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly key: string | undefined;
}

function readWishes(): Wishes | undefined {
  try {
    const { positionals, values } = parseArgs({
      options: { into: { type: 'string' }, 'database-url': { type: 'string' }, key: { type: 'string' } },
      allowPositionals: true,
    });
    const { into, key, 'database-url': databaseUrl } = values;
    if (into !== undefined && databaseUrl !== undefined) {
      refuseUsage('Choose --into or --database-url.', USAGE);
      return undefined;
    }
    if (positionals.length === 1) return { file: resolve(positionals[0] ?? ''), into, databaseUrl, key };
    refuseUsage('Say which backup.', USAGE);
  } catch (error) {
    refuseUsage((error as Error).message, USAGE);
  }
  return undefined;
}

async function restore({ config, logger }: ProcessContext, { file, into, databaseUrl, key }: Wishes): Promise<void> {
  const startedAt = performance.now();
  const url = databaseUrl ?? (into === undefined ? config.databaseUrl : undefined);
  const dataDir = resolve(into ?? config.dataDir);
  refuseKey(key, dataDir);
  tell(`Reading ${file} …`);
  const head = await checkBackup(file);
  tell(`Taken ${head.takenAt} from PostgreSQL ${head.serverVersion}; whole. Restoring …`);
  const fill = (to: string) => restoreBackup({ file, url: to, onProgress: tellProgress });
  if (url !== undefined) await fill(url);
  else await createEmbedded(dataDir, logger, async (to) => void (await fill(to)));
  if (key !== undefined) placeKey(key, dataDir);
  tell(`Restored and verified row for row in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
  tell(nextStep(url === undefined ? `DATA_DIR=${dataDir}` : 'DATABASE_URL set to it', join(dataDir, 'secret.key')));
  if (url === undefined) process.stdout.write(`${dataDir}\n`);
}

function refuseKey(key: string | undefined, dataDir: string): void {
  if (key === undefined) return;
  if (!existsSync(key)) throw new StartError(`There is no key file ${key}. Nothing was restored.`);
  if (readFileSync(key, 'utf8').includes(',')) {
    throw new StartError(`${key} holds several keys: restore without --key, and start with SECRET_KEY set to them.`);
  }
  if (existsSync(join(dataDir, 'secret.key'))) {
    throw new StartError(`${dataDir} has a secret.key already: restore without --key, or elsewhere.`);
  }
}

function placeKey(key: string, dataDir: string): void {
  const place = join(dataDir, 'secret.key');
  copyFileSync(key, place, constants.COPYFILE_EXCL);
  chmodSync(place, 0o600);
}

function nextStep(setting: string, keyFile: string): string {
  const start = `Next: start the product with ${setting}. Messages that waited when the backup was taken are sent then.`;
  if (existsSync(keyFile)) return start;
  return `${start}\nFirst put the secret.key of the old installation at ${keyFile} (mode 0600), or set SECRET_KEY: without it devices cannot sign in, and stored passwords cannot be read.`;
}

const wishes = readWishes();
if (wishes) {
  process.env['LOG_LEVEL'] ??= 'warn';
  await runProcess(async (context) => {
    await withReasons(() => restore(context, wishes));
    return 'finished';
  });
}
