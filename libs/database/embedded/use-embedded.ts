import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { probe, urlOf } from './connection.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import { fillNewCluster } from './new-cluster.ts';
import { type Place, preparePlace } from './place.ts';
import { postmasterOf } from './postmaster.ts';
import { type EmbeddedLog, startEmbedded } from './start-embedded.ts';
import { READY, finishSwap, swapCluster } from './swap-cluster.ts';

export interface Borrowed {
  readonly url: string;
  /** Leaves everything as it was found: a server that we had to start is stopped. */
  readonly release: () => Promise<void>;
}

/** The database of `dataDir`, whether the product runs on it or not. Throws EmbeddedPostgresError. */
export async function borrowEmbedded(dataDir: string, logger: EmbeddedLog): Promise<Borrowed> {
  const place = existingPlace(dataDir);
  if (postmasterOf(place) !== undefined && (await probe(place)) === 'answers') {
    return { url: urlOf(place), release: async () => undefined };
  }
  const embedded = await startEmbedded({ dataDir, logger });
  return { url: embedded.url, release: () => embedded.stop() };
}

/**
 * Makes the database of a fresh `dataDir` and has it filled; it appears there only when that is done. Throws
 * EmbeddedPostgresError when there are data already: nothing is changed then.
 */
export async function createEmbedded(
  dataDir: string,
  logger: EmbeddedLog,
  fill: (url: string) => Promise<void>,
): Promise<void> {
  if (existsSync(join(dataDir, 'postgres', 'cluster'))) {
    throw new EmbeddedPostgresError(
      `There are data in ${dataDir} already: restore into a new folder. Nothing was changed.`,
    );
  }
  const place = preparePlace(dataDir);
  await fillNewCluster(place, logger, fill);
  swapCluster(place, 'cluster.empty');
}

/** The folder of data that are there. Throws EmbeddedPostgresError. */
export function existingPlace(dataDir: string): Place {
  const base = join(dataDir, 'postgres');
  if (!['cluster', READY].some((name) => existsSync(join(base, name)))) {
    throw new EmbeddedPostgresError(`There are no data in ${dataDir}: set DATA_DIR (or DATABASE_URL).`);
  }
  const place = preparePlace(dataDir);
  finishSwap(place);
  return place;
}
