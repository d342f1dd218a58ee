import type { Clock } from './clock.ts';

/** Corrections below this are drift: time then stands still for a moment instead of running backwards. */
const STEP_MS = 1_000;

export interface DatabaseClockOptions {
  /** Reads the database server's clock, in epoch ms (for instance `SELECT clock_timestamp()`). */
  readonly readServerTime: () => Promise<number>;
  /** Told when the server's clock has jumped by more than a second; `byMs` is signed. */
  readonly onStep?: (byMs: number) => void;
  /** Monotonic milliseconds; replaced in tests only. */
  readonly monotonic?: () => number;
}

/**
 * Database time without a query per reading: a measured offset added to the process's monotonic clock. A step of this
 * machine's wall clock changes nothing; several processes agree to within half a round trip.
 */
export class DatabaseClock implements Clock {
  readonly #options: DatabaseClockOptions;
  readonly #monotonic: () => number;
  #offset: number | undefined;
  #last = 0;

  constructor(options: DatabaseClockOptions) {
    this.#options = options;
    this.#monotonic = options.monotonic ?? (() => performance.now());
  }

  /** Throws until `measure` has succeeded once. Never runs backwards except when the server's clock was stepped. */
  now(): number {
    if (this.#offset === undefined) throw new Error('The database clock was read before it was measured');
    const reading = Math.floor(this.#monotonic() + this.#offset);
    if (reading > this.#last || this.#last - reading > STEP_MS) this.#last = reading;
    return this.#last;
  }

  /** Measures the offset from the quickest of three readings. Call at start, then about once a minute. */
  async measure(): Promise<void> {
    let best = await this.#sample();
    for (let round = 1; round < 3; round += 1) {
      const sample = await this.#sample();
      if (sample.roundTripMs < best.roundTripMs) best = sample;
    }
    const byMs = this.#offset === undefined ? 0 : best.offset - this.#offset;
    this.#offset = best.offset;
    if (Math.abs(byMs) > STEP_MS) this.#options.onStep?.(byMs);
  }

  async #sample(): Promise<{ offset: number; roundTripMs: number }> {
    const sentAt = this.#monotonic();
    const serverTime = await this.#options.readServerTime();
    const receivedAt = this.#monotonic();
    return { offset: serverTime - (sentAt + receivedAt) / 2, roundTripMs: receivedAt - sentAt };
  }
}
