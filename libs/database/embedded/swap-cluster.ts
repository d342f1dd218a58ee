import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** A whole cluster that waits for its place. */
export const READY = 'cluster.ready';

/** Puts the ready cluster in place; the present one, if any, is kept as `keepAs`. Killed between, `finishSwap` ends it. */
export function swapCluster(place: Place, keepAs: string): void {
  if (existsSync(place.cluster)) renameSync(place.cluster, join(place.base, keepAs));
  flush(place.base);
  finishSwap(place);
}

/** A swap that was killed half-way left no cluster, but a ready one. */
export function finishSwap(place: Place): void {
  const ready = join(place.base, READY);
  if (existsSync(place.cluster) || !existsSync(ready)) return;
  renameSync(ready, place.cluster);
  flush(place.base);
}

/** So that a rename survives a power cut before the next one is made. */
export function flush(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
