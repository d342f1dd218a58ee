import { type Database, decideChanges, devicesWithChanges, isDatabaseUnavailable } from '#libs/database';
import type { DeviceNo } from '#libs/domain';

/** Devices in one transaction. */
const CHUNK = 200;

/**
 * Waiting changes open and end incidents, each device looked at once a cycle. A device whose changes cannot be decided
 * is found by halving and holds up nobody else; it is tried again in the next cycle and reported in each.
 */
export async function decideIncidents(database: Database, now: number): Promise<void> {
  const seen: DeviceNo[] = [];
  const failures: unknown[] = [];
  for (;;) {
    const deviceNos = await devicesWithChanges(database, seen, CHUNK);
    if (deviceNos.length === 0) break;
    await decide(database, deviceNos, now, failures);
    seen.push(...deviceNos);
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Changes of some devices cannot be decided');
}

async function decide(
  database: Database,
  deviceNos: readonly DeviceNo[],
  now: number,
  failures: unknown[],
): Promise<void> {
  try {
    await decideChanges(database, deviceNos, now);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    if (deviceNos.length === 1) {
      failures.push(new Error(`Changes of device ${deviceNos[0]} cannot be decided`, { cause: error }));
      return;
    }
    const middle = Math.ceil(deviceNos.length / 2);
    await decide(database, deviceNos.slice(0, middle), now, failures);
    await decide(database, deviceNos.slice(middle), now, failures);
  }
}
