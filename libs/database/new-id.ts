import { v7 } from 'uuid';
import type { EpochMs } from '#libs/domain';

/** A new UUIDv7 that sorts by `now`. The caller brands it. */
export const newId = <Id extends string = string>(now: EpochMs): Id => v7({ msecs: now }) as Id;
