import { EmbeddedPostgresError, prepareDatabase, startEmbedded } from '#libs/database';
import { type ProcessContext, StartError } from '#libs/runtime';

/** The database of DATABASE_URL, or the built-in one in DATA_DIR: running, and its schema up to date. Gives its URL. */
export async function openDatabase({ config, logger, onStop }: ProcessContext): Promise<string> {
  const url = config.databaseUrl ?? (await startBuiltIn(config.dataDir, logger, onStop));
  await prepareDatabase(url, logger);
  return url;
}

async function startBuiltIn(
  dataDir: string,
  logger: ProcessContext['logger'],
  onStop: ProcessContext['onStop'],
): Promise<string> {
  try {
    const embedded = await startEmbedded({ dataDir, logger });
    onStop(() => embedded.stop());
    return embedded.url;
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw new StartError(error.message, { cause: error });
    throw error;
  }
}
