import { type Database, followUpUnit, isDatabaseUnavailable, unitsToFollowUp } from '#libs/database';

const UNITS_A_CYCLE = 500;

/**
 * Acknowledgements end, the next levels are told, and what nobody takes is repeated, unit by unit. A unit another engine
 * is busy with is left to it; one that fails holds up no other.
 */
export async function escalateDue(database: Database, now: number): Promise<void> {
  const failures: unknown[] = [];
  for (const unitId of await unitsToFollowUp(database, UNITS_A_CYCLE, now)) {
    try {
      await followUpUnit(database, unitId, now);
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      failures.push(new Error(`Incidents of unit ${unitId} could not be looked at again`, { cause: error }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Incidents of some units could not be looked at again');
}
