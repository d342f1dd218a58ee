import { type Database, fallBackInUnit, unitsToFallBack } from '#libs/database';

/** What could not be delivered is told another way, unit by unit. A unit another engine is busy with is left to it. */
export async function fallBackDue(database: Database, now: number): Promise<void> {
  for (const unitId of await unitsToFallBack(database, now)) await fallBackInUnit(database, unitId, now);
}
