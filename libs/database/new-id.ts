import { v7 } from 'uuid';
import type { EpochMs } from '#libs/domain';

let made = 0;

/** A new UUIDv7 that sorts by `now`; within one process those of the same `now` sort as made. The caller brands it. */
export function newId<Id extends string = string>(now: EpochMs): Id {
  made = (made + 1) >>> 0;
  return v7({ msecs: now, seq: made }) as Id;
}
