import { Injectable } from '@nestjs/common';
import { type CameraObservation, CameraStore, DeviceDirectory } from '#libs/database';
import type { EpochMs } from '#libs/domain';
import { CameraWatch } from './camera-watch.ts';
import { Findings } from './ports.ts';

/** Writes what visits found as rows. */
@Injectable()
export class StoredFindings extends Findings {
  constructor(
    private readonly watch: CameraWatch,
    private readonly cameras: CameraStore,
    private readonly directory: DeviceDirectory,
  ) {
    super();
  }

  async write(found: readonly CameraObservation[], now: EpochMs): Promise<void> {
    const { doorId } = this.watch;
    if (doorId === null) throw new Error('no lease was ever taken');
    await this.cameras.observe(found, doorId, now);
    // A missed visit is a hint: the engine looks at the rows and decides.
    const missed = found.filter((observation) => !observation.reached).map(({ deviceNo }) => deviceNo);
    await this.directory.proposeSilence(missed, doorId, now);
  }
}
