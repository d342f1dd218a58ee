import { type Database, decideChanges } from '#libs/database';

/** Devices in one transaction. */
const CHUNK = 200;

/** Waiting changes open and end incidents. Ends when nothing waits, or when others hold all that does. */
export async function decideIncidents(database: Database, now: number): Promise<void> {
  while ((await decideChanges(database, CHUNK, now)) > 0);
}
