import { type Database, sendDigests } from '#libs/database';

/** Targets in one transaction. */
const CHUNK = 50;

/** Daily digests that fall due go into the outbox. */
export async function digestsDue(database: Database, now: number): Promise<void> {
  while ((await sendDigests(database, CHUNK, now)) === CHUNK);
}
