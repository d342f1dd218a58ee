import { type EpochMs } from '#libs/domain';
import type { Database } from '../sql.ts';
import { communesWithNews } from './cause-work.ts';
import { findFleetCauses } from './find-fleet-causes.ts';
import { findLargerCuts } from './find-larger-cuts.ts';
import { findPlaceCauses } from './find-place-causes.ts';

/** A cut climbs one level a round; the tree is not deeper. */
const ROUNDS = 8;

/**
 * Looks for what explains silences wherever something changed: first everything at once, then place by place, then what
 * stands above places. `failed` is told of each commune that could not be looked at; the others are.
 */
export async function findCauses(database: Database, now: EpochMs, failed: (error: unknown) => void): Promise<void> {
  if (await hasNews(database, 'fleet', now)) await findFleetCauses(database, now);
  for (const communeId of await communesWithNews(database, now)) {
    try {
      await findPlaceCauses(database, communeId, now);
    } catch (error) {
      failed(new Error(`Looking for causes in ${communeId} failed`, { cause: error }));
    }
  }
  for (let round = 0; round < ROUNDS && (await hasNews(database, 'above', now)); round++)
    if (!(await findLargerCuts(database, now))) break;
}

async function hasNews(database: Database, kind: 'fleet' | 'above', now: EpochMs): Promise<boolean> {
  const rows = await database.query(`SELECT 1 FROM cause_work WHERE kind = $1 AND due_at <= $2 LIMIT 1`, [
    kind,
    new Date(now),
  ]);
  return rows.length > 0;
}
