import { type Database, findCauses, isDatabaseUnavailable } from '#libs/database';

/** Silences that have a cause in common are explained by it before anybody is told of them. */
export async function lookForCauses(database: Database, now: number): Promise<void> {
  const failures: unknown[] = [];
  await findCauses(database, now, (error) => {
    if (error instanceof Error && isDatabaseUnavailable(error.cause)) throw error.cause;
    failures.push(error);
  });
  if (failures.length > 0) throw new AggregateError(failures, 'Causes could not be looked for everywhere');
}
