import { announceUnit, type Database, isDatabaseUnavailable, unitsWithAnnouncementsDue } from '#libs/database';

const UNITS_A_CYCLE = 500;

/**
 * Incidents whose wait is over become messages, unit by unit. A unit another engine is busy with is left to it; one
 * that fails holds up no other.
 */
export async function announceDue(database: Database, now: number): Promise<void> {
  const failures: unknown[] = [];
  for (const unitId of await unitsWithAnnouncementsDue(database, UNITS_A_CYCLE, now)) {
    try {
      await announceUnit(database, unitId, now);
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      failures.push(new Error(`Announcements of unit ${unitId} failed`, { cause: error }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Announcements of some units failed');
}
