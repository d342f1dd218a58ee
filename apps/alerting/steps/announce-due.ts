import { announceUnit, type Database, unitsWithAnnouncementsDue } from '#libs/database';

const UNITS_A_CYCLE = 500;

/** Incidents whose wait is over become messages, unit by unit. A unit another engine is busy with is left to it. */
export async function announceDue(database: Database, now: number): Promise<void> {
  for (const unitId of await unitsWithAnnouncementsDue(database, UNITS_A_CYCLE, now)) {
    await announceUnit(database, unitId, now);
  }
}
