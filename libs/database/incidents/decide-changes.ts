import type { EpochMs } from '#libs/domain';
import type { Database } from '../sql.ts';
import { claimChanges, findDevices, type PendingChange } from './device-record.ts';
import { publishIncidents } from './publish.ts';
import { recordReplay } from './record-incidents.ts';
import { replayDevice, type Replay } from './replay.ts';

/**
 * One transaction: takes the waiting changes of up to `limit` devices and turns them into incidents. Returns how many
 * changes were decided; 0 when nothing waits (or others hold what does).
 */
export function decideChanges(database: Database, limit: number, now: EpochMs): Promise<number> {
  return database.transaction(async (tx) => {
    const changes = await claimChanges(tx, limit);
    if (changes.length === 0) return 0;
    const byDevice = new Map<PendingChange['deviceNo'], PendingChange[]>();
    for (const change of changes) byDevice.set(change.deviceNo, [...(byDevice.get(change.deviceNo) ?? []), change]);
    const replay: Replay = { opened: [], ended: [], reconsidered: [], decisions: [] };
    for (const [deviceNo, found] of await findDevices(tx, [...byDevice.keys()])) {
      replayDevice(found, byDevice.get(deviceNo) ?? [], replay);
    }
    await recordReplay(tx, replay, now);
    await publishIncidents(
      tx,
      [...replay.opened, ...replay.ended].map(({ id }) => id),
      now,
    );
    return changes.length;
  });
}
