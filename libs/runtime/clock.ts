/** Where `now` comes from. Every `now()` is in epoch milliseconds, whole numbers. */
export interface Clock {
  now(): number;
}

/** The machine's own clock: for tools and for the moments before a database is there. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }
}

/** A clock that only moves when a test moves it. */
export class VirtualClock implements Clock {
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Jumps to `at` (epoch ms), forwards or backwards. */
  set(at: number): void {
    this.#now = at;
  }

  /** Moves on by `ms` milliseconds. */
  advance(ms: number): void {
    this.#now += ms;
  }
}
