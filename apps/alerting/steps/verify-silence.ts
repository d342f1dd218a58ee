import { type Database, verifySilences } from '#libs/database';

/** Devices in one transaction: a small lock footprint beside the doors' batches. */
const CHUNK = 500;

/** Proposed silences become transitions where the rows agree. */
export async function verifySilence(database: Database, now: number): Promise<void> {
  while ((await verifySilences(database, CHUNK, now)) === CHUNK);
}
