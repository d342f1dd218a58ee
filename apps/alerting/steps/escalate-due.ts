import { type Database, followUpUnit, unitsToFollowUp } from '#libs/database';
import { eachUnit } from './each-unit.ts';

const UNITS_A_CYCLE = 500;

/**
 * Acknowledgements end, the next levels are told, and what nobody takes is repeated, unit by unit. A unit another engine is
 * busy with is left to it.
 */
export async function escalateDue(database: Database, now: number): Promise<void> {
  const due = await unitsToFollowUp(database, UNITS_A_CYCLE, now);
  await eachUnit(due, 'Incidents could not be looked at again', (unitId) => followUpUnit(database, unitId, now));
}
