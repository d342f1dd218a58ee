/** A change is drawn after this long (milliseconds); what follows at once is drawn together with it. */
const SOON_MS = 250;
const LEAST_BETWEEN_MS = 1_000;
/** Looks once more when all is quiet: another server process may have heard of the change a moment later. */
const ONCE_MORE_MS = 1_500;

const listeners = new Set<() => void>();
let soon: ReturnType<typeof setTimeout> | undefined;
let later: ReturnType<typeof setTimeout> | undefined;
let toldAt = -Infinity;

function refresh(): void {
  soon = undefined;
  // Without a network the old picture is better than none; its return is told by itself.
  if (!navigator.onLine) return;
  toldAt = performance.now();
  for (const listener of listeners) listener();
}

/** Something on the map is no longer as it is drawn. */
export const mapNews = {
  subscribe(this: void, listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  tell(this: void): void {
    soon ??= setTimeout(refresh, Math.max(SOON_MS, toldAt + LEAST_BETWEEN_MS - performance.now()));
    clearTimeout(later);
    later = setTimeout(refresh, ONCE_MORE_MS);
  },
};
