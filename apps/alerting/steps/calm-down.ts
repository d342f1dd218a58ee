import { type Database, endFlapping } from '#libs/database';

const CHUNK = 500;

/** Devices that came and went, and have been calm since, are said to be calm. */
export async function calmDown(database: Database, now: number): Promise<void> {
  while ((await endFlapping(database, CHUNK, now)) === CHUNK);
}
