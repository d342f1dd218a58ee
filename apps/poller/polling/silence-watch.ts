import { Injectable } from '@nestjs/common';
import { DeviceDirectory } from '#libs/database';
import { type DeviceNo, type DoorId, type EpochMs, silenceDeadlines } from '#libs/domain';
import type { WatchedCamera } from './watched-camera.ts';

/** Looks for cameras whose deadline has passed, and proposes them to the engine until the rows say it is known. */
@Injectable()
export class SilenceWatch {
  constructor(private readonly directory: DeviceDirectory) {}

  async look(watched: ReadonlyMap<number, WatchedCamera>, doorId: DoorId, now: EpochMs): Promise<void> {
    const late: DeviceNo[] = [];
    const overdue: DeviceNo[] = [];
    for (const camera of watched.values()) {
      if (camera.lastContactAt === null || camera.offlineKnown) continue;
      const { suspectAt, offlineAt } = silenceDeadlines(camera.lastContactAt, camera.listeningSince, camera.row);
      if (now >= offlineAt) overdue.push(camera.row.deviceNo);
      else if (now >= suspectAt && !camera.suspectProposed) {
        camera.suspectProposed = true;
        late.push(camera.row.deviceNo);
      }
    }
    if (overdue.length > 0) {
      for (const row of await this.directory.listeningByNo('poller', overdue, now)) {
        const camera = watched.get(row.deviceNo);
        if (camera !== undefined && row.connectivity === 'offline') camera.offlineKnown = true;
      }
    }
    const unknown = overdue.filter((deviceNo) => watched.get(deviceNo)?.offlineKnown === false);
    await this.directory.proposeSilence([...late, ...unknown], doorId, now);
  }
}
