import type { DeviceNo, EpochMs } from '#libs/domain';
import type { Database } from '../sql.ts';
import { claimChanges, findDevices, type PendingChange } from './device-record.ts';
import { publishIncidents } from './publish.ts';
import { recordReplay } from './record-incidents.ts';
import { replayDevice, type Replay } from './replay.ts';

/** One transaction: takes the waiting changes of these devices and turns them into incidents. */
export function decideChanges(database: Database, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<void> {
  return database.transaction(async (tx) => {
    const changes = await claimChanges(tx, deviceNos);
    if (changes.length === 0) return;
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
  });
}
