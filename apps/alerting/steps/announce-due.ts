import { announceUnit, type Database, unitsWithAnnouncementsDue } from '#libs/database';
import { eachUnit } from './each-unit.ts';

const UNITS_A_CYCLE = 500;

/**
 * Incidents whose wait is over become messages, unit by unit. A unit another engine is
 * busy with is left to it.
 */
export async function announceDue(database: Database, now: number): Promise<void> {
  const due = await unitsWithAnnouncementsDue(database, UNITS_A_CYCLE, now);
  await eachUnit(due, 'Announcements failed', (unitId) => announceUnit(database, unitId, now));
}
