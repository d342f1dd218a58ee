import { Injectable } from '@nestjs/common';
import { type CameraToPoll, type CheckedRung, LadderStore, type RungRow, type SealedThumbnail } from '#libs/database';
import { type DeviceNo, type EpochMs, type PictureFaultCode, type PictureMemory, thumbnailScope } from '#libs/domain';
import { SecretBox } from '#libs/runtime';
import { CameraWatch } from './camera-watch.ts';
import { LadderRows } from './ports.ts';

/** Keeps what deep checks found as rows. */
@Injectable()
export class StoredLadder extends LadderRows {
  constructor(
    private readonly watch: CameraWatch,
    private readonly store: LadderStore,
    private readonly box: SecretBox,
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

  async thumbnail(
    { deviceNo, deviceId }: CameraToPoll,
    code: PictureFaultCode,
    draw: () => Promise<Buffer | null>,
  ): Promise<SealedThumbnail | null> {
    if (!(await this.store.mayKeepThumbnail(deviceNo))) return null;
    const drawn = await draw();
    return drawn && { code, ...this.box.seal(drawn.toString('base64'), thumbnailScope(deviceId)) };
  }

  async write(checked: readonly CheckedRung[], now: EpochMs): Promise<void> {
    const { doorId } = this.watch;
    if (doorId === null) throw new Error('no lease was ever taken');
    await this.store.record(checked, doorId, now);
  }
}
