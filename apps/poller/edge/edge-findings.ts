import { Injectable } from '@nestjs/common';
import type { CameraObservation } from '#libs/database';
import { Findings } from '../polling/ports.ts';
import { ObservationBuffer } from './observation-buffer.ts';

/** What visits found waits here for the next report; news are told at once. */
@Injectable()
export class EdgeFindings extends Findings {
  #urgent = false;

  constructor(private readonly buffer: ObservationBuffer) {
    super();
  }

  async write(found: readonly CameraObservation[]): Promise<void> {
    for (const observation of found) {
      this.buffer.add(observation);
      if (!observation.reached || observation.facts !== null || observation.findings.length > 0) this.#urgent = true;
    }
  }

  /** Is there news that should not wait for the next regular report? Asked once. */
  takeUrgent(): boolean {
    const urgent = this.#urgent;
    this.#urgent = false;
    return urgent;
  }
}
