import { useSyncExternalStore } from 'react';
import { serverNow } from '../api/server-clock.ts';

/** One timer for every age on the screen. */
const EVERY_MS = 5000;
let now = serverNow();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = serverNow();
    timer = setInterval(tick, EVERY_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick(): void {
  now = serverNow();
  for (const listener of listeners) listener();
}

/** Epoch milliseconds by the server's clock, renewed every five seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
