import type { DeviceRecord } from '../door/directory.ts';
import type { Speaker } from '../door/speaker.ts';

/**
 * A device heard through another broker, from one birth to the next. Its connection is not ours to see, so each message
 * counts as the newest session: whichever of our processes heard it last speaks for it.
 */
export class HeardDevice implements Speaker {
  constructor(
    readonly device: DeviceRecord,
    readonly address: string,
    /** Epoch ms: when it was heard last. */
    public startedAt: number,
  ) {}
}
