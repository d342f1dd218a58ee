import { isDatabaseUnavailable } from '#libs/database';
import type { UnitId } from '#libs/domain';

/** Unit by unit; one that fails holds up no other. `failed`: how its failure, and that of several, begins. */
export async function eachUnit(
  unitIds: readonly UnitId[],
  failed: string,
  work: (unitId: UnitId) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const unitId of unitIds) {
    try {
      await work(unitId);
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      failures.push(new Error(`${failed}, in unit ${unitId}`, { cause: error }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failed}, in some units`);
}
