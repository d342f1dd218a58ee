import { type Database, drillsDue, holdDrill, isDatabaseUnavailable, planDrills } from '#libs/database';

const DRILLS_AT_ONCE = 500;

/** Monthly drills whose moment has come are entered; they are held by the next round. */
export async function planDue(database: Database, now: number): Promise<void> {
  await planDrills(database, now);
}

/** Drills become messages, wait on, or are given up, one by one. One that fails holds up no other. */
export async function holdDue(database: Database, now: number): Promise<void> {
  const failures: unknown[] = [];
  for (const id of await drillsDue(database, DRILLS_AT_ONCE, now)) {
    try {
      await holdDrill(database, id, now);
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      failures.push(new Error(`Drill ${id} failed`, { cause: error }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some drills failed');
}
