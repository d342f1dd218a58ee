import { type Embedded, EmbeddedPostgresError, prepareDatabase, startEmbedded } from '#libs/database';
import { type ProcessContext, StartError } from '#libs/runtime';

export interface OpenDatabase {
  readonly url: string;
  /** The built-in one, unless DATABASE_URL is set. */
  readonly embedded: Embedded | undefined;
}

/** The database of DATABASE_URL, or the built-in one in DATA_DIR: running, and its schema up to date. */
export async function openDatabase({ config, logger, onStop }: ProcessContext): Promise<OpenDatabase> {
  const embedded = config.databaseUrl === undefined ? await startBuiltIn(config.dataDir, logger, onStop) : undefined;
  const url = embedded?.url ?? config.databaseUrl ?? '';
  await prepareDatabase(url, logger, config.databasePoolUrl);
  return { url, embedded };
}

async function startBuiltIn(
  dataDir: string,
  logger: ProcessContext['logger'],
  onStop: ProcessContext['onStop'],
): Promise<Embedded> {
  try {
    const embedded = await startEmbedded({ dataDir, logger });
    onStop(() => embedded.stop());
    return embedded;
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw new StartError(error.message, { cause: error });
    throw error;
  }
}
