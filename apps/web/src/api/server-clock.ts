/**
 * Ages are shown against the server's clock: a cheap phone's own clock is often wrong.
 * The offset is learned from the `Date` header of every answer (whole seconds are enough for an age).
 */
let offsetMs = 0;

export function learnServerTime(dateHeader: string | null, received: number): void {
  const served = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isFinite(served)) offsetMs = served - received;
}

/** Epoch milliseconds by the server's clock. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}
