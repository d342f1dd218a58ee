import { Injectable } from '@nestjs/common';
import { type CheckedRung, LadderStore, type RungRow } from '#libs/database';
import type { DeviceNo, EpochMs, PictureMemory } from '#libs/domain';
import { CameraWatch } from './camera-watch.ts';
import { LadderRows } from './ports.ts';

/** Keeps what deep checks found as rows. */
@Injectable()
export class StoredLadder extends LadderRows {
  constructor(
    private readonly watch: CameraWatch,
    private readonly store: LadderStore,
  ) {
    super();
  }

  readings(deviceNos: readonly DeviceNo[]): Promise<readonly RungRow[]> {
    return this.store.readings(deviceNos);
  }

  async pictures(deviceNos: readonly DeviceNo[]): Promise<ReadonlyMap<DeviceNo, PictureMemory>> {
    const rows = await this.store.pictures(deviceNos);
    return new Map(rows.map(({ deviceNo, memory }) => [deviceNo, memory]));
  }

  async write(checked: readonly CheckedRung[], now: EpochMs): Promise<void> {
    const { doorId } = this.watch;
    if (doorId === null) throw new Error('no lease was ever taken');
    await this.store.record(checked, doorId, now);
  }
}
