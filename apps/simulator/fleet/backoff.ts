const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Wait before the next attempt after `failures` in a row: doubled each time, with jitter so that no fleet comes in step. */
export function backoffMs(failures: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return full * (0.5 + chance);
}

/** The next moment after `now` that belongs to this device: one slot per interval, spread by `share` (0–1). */
export function nextSlot(now: number, intervalMs: number, share: number): number {
  const phase = Math.floor(share * intervalMs);
  return now + intervalMs - ((((now - phase) % intervalMs) + intervalMs) % intervalMs);
}
