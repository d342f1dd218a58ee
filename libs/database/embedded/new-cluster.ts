import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeOwnership } from './connection.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import { type Place, preparePlace } from './place.ts';
import { postmasterOf, stopPostmaster } from './postmaster.ts';
import { type EmbeddedLog, startEmbedded } from './start-embedded.ts';
import { READY, flush } from './swap-cluster.ts';

/** Where a new cluster is filled, inside the database's folder and so on its disk. */
const WORKSHOP = 'workshop';

/**
 * Makes a cluster, has it filled while nobody else knows of it, stops it, and puts it beside the present one as
 * `cluster.ready`. What a killed run left is cleared first. Throws EmbeddedPostgresError when another run is at it.
 */
export async function fillNewCluster(
  place: Place,
  logger: EmbeddedLog,
  fill: (url: string, workshop: string) => Promise<void>,
): Promise<void> {
  const workshop = join(place.base, WORKSHOP);
  await clearWorkshop(workshop);
  rmSync(join(place.base, READY), { recursive: true, force: true });
  makeFor(place, workshop);
  makeFor(place, join(workshop, 'postgres'));
  try {
    const embedded = await startEmbedded({ dataDir: workshop, logger });
    try {
      await fill(embedded.url, workshop);
    } finally {
      await embedded.stop();
    }
    renameSync(join(workshop, 'postgres', 'cluster'), join(place.base, READY));
    flush(place.base);
  } finally {
    await clearWorkshop(workshop);
  }
}

async function clearWorkshop(workshop: string): Promise<void> {
  if (!existsSync(workshop)) return;
  const place = preparePlace(workshop);
  const pid = existsSync(place.cluster) ? postmasterOf(place) : undefined;
  if (pid !== undefined) {
    const owner = await takeOwnership(place).catch(() => 'does not answer' as const);
    if (owner === undefined) {
      throw new EmbeddedPostgresError(`Another restore or upgrade is at work in ${workshop}: wait for its end.`);
    }
    await stopPostmaster(pid, place);
    if (owner !== 'does not answer') await owner.end().catch(() => undefined); // The server has gone.
  }
  rmSync(workshop, { recursive: true, force: true });
}

function makeFor(place: Place, folder: string): void {
  mkdirSync(folder, { mode: 0o700 });
  if (place.user) chownSync(folder, place.user.uid, place.user.gid);
}
