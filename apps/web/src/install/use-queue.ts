import { useEffect, useState, useSyncExternalStore } from 'react';
import { itemsOf, onQueueChange, type Queued } from './queue.ts';
import { startSync, sync, type SyncState } from './sync.ts';

/** While two hundred go out one after the other, the screen follows them so often and no more. */
const EVERY_MS = 300;

/** What is on the way for this person, oldest first; empty while it is read, and where the phone keeps nothing. */
export function useQueue(owner: string): readonly Queued[] {
  const [items, setItems] = useState<readonly Queued[]>([]);
  useEffect(() => {
    let isGone = false;
    let last = -Infinity;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      last = performance.now();
      timer = undefined;
      itemsOf(owner).then(
        (found) => !isGone && setItems(found),
        () => undefined,
      );
    };
    const read = () => {
      if (timer === undefined) timer = setTimeout(show, Math.max(0, last + EVERY_MS - performance.now()));
    };
    read();
    startSync();
    const stop = onQueueChange(read);
    return () => {
      isGone = true;
      clearTimeout(timer);
      stop();
    };
  }, [owner]);
  return items;
}

export const useSyncState = (): SyncState => useSyncExternalStore(sync.subscribe, sync.state);
