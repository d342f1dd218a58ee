// `npm run backup -- <file or folder> [--with-key]`: everything in the database, while the product runs or not.
import 'reflect-metadata';
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { borrowEmbedded, makeBackup } from '#libs/database';
import { loadSecretKeys, type ProcessContext, runProcess, StartError } from '#libs/runtime';
import { megabytes, refuseUsage, tell, tellProgress, withReasons } from './telling.ts';

const USAGE = `npm run backup -- <new file, or a folder> [--with-key]

Backs up the database of DATA_DIR, or of DATABASE_URL. The product may go on running.
  --with-key   writes the key that opens stored secrets to <file>.key, too (mode 0600)
Exit code: 0 done, 1 failed, 2 not understood.`;

interface Wishes {
  readonly target: string;
  readonly withKey: boolean;
}

function readWishes(): Wishes | undefined {
  try {
    const options = { 'with-key': { type: 'boolean', default: false } } as const;
    const { positionals, values } = parseArgs({ options, allowPositionals: true });
    if (positionals.length === 1) return { target: positionals[0] ?? '', withKey: values['with-key'] };
    refuseUsage('Say where the backup goes.', USAGE);
  } catch (error) {
    refuseUsage((error as Error).message, USAGE);
  }
  return undefined;
}

async function backUp({ config, logger, onStop }: ProcessContext, { target, withKey }: Wishes): Promise<void> {
  const startedAt = performance.now();
  const database = config.databaseUrl
    ? { url: config.databaseUrl, release: async () => undefined }
    : await borrowEmbedded(config.dataDir, logger);
  onStop(() => database.release());
  const { file, bytes, head } = await makeBackup(target, { url: database.url, onProgress: tellProgress });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  tell(`Backed up as of ${head.takenAt} in ${seconds} s, read back and verified: ${megabytes(bytes)}.`);
  if (withKey) tell(`The key is in ${writeKey(file, loadSecretKeys(config))}: keep it apart from the backup.`);
  else tell('Stored passwords in it are sealed. The key is NOT in it: keep a copy of secret.key (see --with-key).');
  process.stdout.write(`${file}\n`);
}

function writeKey(file: string, keys: readonly Buffer[]): string {
  const keyFile = `${file}.key`;
  if (existsSync(keyFile)) throw new StartError(`${keyFile} exists already: the backup is made, the key is not.`);
  writeFileSync(keyFile, `${keys.map((key) => key.toString('base64')).join(',')}\n`, { mode: 0o600, flush: true });
  return keyFile;
}

const wishes = readWishes();
if (wishes) {
  process.env['LOG_LEVEL'] ??= 'warn';
  await runProcess(async (context) => {
    await withReasons(() => backUp(context, wishes));
    return 'finished';
  });
}
