// `npm run upgrade-database`: brings the built-in database to the major version of PostgreSQL that this program brings.
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { binariesIn, upgradeDatabase } from '#libs/database';
import { type ProcessContext, runProcess, StartError } from '#libs/runtime';
import { fetchOldPrograms } from './old-programs.ts';
import { refuseUsage, tell, tellProgress, withReasons } from './telling.ts';

const USAGE = `npm run upgrade-database [-- --old-binaries /usr/lib/postgresql/15/bin]

Stop the product first. Without --old-binaries the old programs are fetched by npm.
Exit code: 0 done or nothing to do, 1 failed and nothing was changed, 2 not understood.`;

function readWishes(): { readonly oldBinaries: string | undefined } | undefined {
  try {
    const { values } = parseArgs({ options: { 'old-binaries': { type: 'string' } } });
    return { oldBinaries: values['old-binaries'] };
  } catch (error) {
    refuseUsage((error as Error).message, USAGE);
    return undefined;
  }
}

async function upgrade({ config, logger, onStop }: ProcessContext, oldBinaries: string | undefined): Promise<void> {
  if (config.databaseUrl !== undefined) {
    throw new StartError('DATABASE_URL is set: upgrade that server with its own tools, or with backup and restore.');
  }
  const startedAt = performance.now();
  const done = await upgradeDatabase({
    dataDir: config.dataDir,
    logger,
    oldPrograms: async (major) =>
      oldBinaries === undefined ? fetchOldPrograms(major, onStop) : binariesIn(oldBinaries),
    onProgress: tellProgress,
  });
  if (done.outcome === 'current') return tell(`Nothing to do: the data are of PostgreSQL ${done.major}.`);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  tell(`Upgraded from PostgreSQL ${done.from} to ${done.to} in ${seconds} s, verified row for row.`);
  tell(`The old data are kept in ${done.kept}: remove that folder when all is well.`);
}

const wishes = readWishes();
if (wishes) {
  process.env['LOG_LEVEL'] ??= 'warn';
  await runProcess(async (context) => {
    await withReasons(() => upgrade(context, wishes.oldBinaries));
    return 'finished';
  });
}
