import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Binaries } from './binaries.ts';
import { probe, takeOwnership } from './connection.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import type { Place } from './place.ts';
import { isAlive, lastWords, postmasterOf, removeStrangersPidFile, spawnPostmaster } from './postmaster.ts';

/** Recovery after a crash of a full district takes a second or two; a slow disk may take many. */
const START_PATIENCE_MS = 60_000;
/** A start may fail because a killed server's processes are still leaving, or because another start won the race. */
const RETRY_MS = 20_000;
const TRY_AGAIN_MS = 250;
const LOOK_AGAIN_MS = 25;

/** Until a server answers: adopts a live postmaster, starts one where there is none, waits for one that recovers. */
async function bringUp(place: Place, binaries: Binaries): Promise<void> {
  const deadline = performance.now() + START_PATIENCE_MS;
  const retryUntil = performance.now() + RETRY_MS;
  let spawned: number | undefined;
  for (;;) {
    const pid = postmasterOf(place);
    if (pid !== undefined && (await probe(place)) === 'answers') return;
    if (pid === undefined && !(spawned !== undefined && isAlive(spawned))) {
      if (spawned !== undefined) await delay(TRY_AGAIN_MS);
      if (performance.now() > retryUntil) throw failure(place);
      removeStrangersPidFile(place);
      spawned = spawnPostmaster(place, binaries);
    }
    if (performance.now() > deadline) throw failure(place);
    await delay(LOOK_AGAIN_MS);
  }
}

function failure(place: Place): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The built-in database in ${place.base} does not start. It said:\n${lastWords(place)}`,
  );
}

/** Brings the server up and takes the owner's lock, which ends with this process however it ends. */
export async function bringUpOurs(place: Place, binaries: Binaries, ownerPatienceMs = 10_000): Promise<pg.Client> {
  const deadline = performance.now() + ownerPatienceMs;
  for (;;) {
    await bringUp(place, binaries);
    const owner = await takeOwnership(place).catch(() => 'gone again' as const);
    if (owner !== undefined && owner !== 'gone again') return owner;
    if (performance.now() > deadline) {
      throw new EmbeddedPostgresError(
        `Another Canh Thôn is already running on the data in ${place.base}: stop it first, or choose another DATA_DIR.`,
      );
    }
    await delay(LOOK_AGAIN_MS * 10);
  }
}
