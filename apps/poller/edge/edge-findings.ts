import { Injectable } from '@nestjs/common';
import type { CameraObservation } from '#libs/database';
import { Findings } from '../polling/ports.ts';
import { ObservationBuffer } from './observation-buffer.ts';

/** What visits found waits here for the next report; news are told at once. */
@Injectable()
export class EdgeFindings extends Findings {
  constructor(private readonly buffer: ObservationBuffer) {
    super();
  }

  async write(found: readonly CameraObservation[]): Promise<void> {
    for (const observation of found) this.buffer.add(observation);
  }
}
