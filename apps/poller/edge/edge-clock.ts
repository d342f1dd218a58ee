import type { Clock } from '#libs/runtime';

/** What a message takes on its way; a smaller difference to the server is none. */
const TOLERATED_MS = 2_000;

/**
 * The server's time on a machine whose own clock may be anything (small boards have no battery): told with the list of
 * cameras, so nothing is dated before it, and carried on by the process's monotonic clock.
 */
export class EdgeClock implements Clock {
  readonly #base: () => number;
  #offset = 0;

  /** @param base milliseconds that only run forward; epoch ms until the server has told its time */
  constructor(base: () => number = monotonicEpoch()) {
    this.#base = base;
  }

  now(): number {
    return Math.floor(this.#base()) + this.#offset;
  }

  follow(serverTime: number): void {
    const off = serverTime - this.now();
    if (Math.abs(off) > TOLERATED_MS) this.#offset += off;
  }
}

function monotonicEpoch(): () => number {
  const startedAt = performance.timeOrigin;
  return () => startedAt + performance.now();
}
