const LOW = 25;
const ENOUGH = 50;
const STRETCH = 3;

/** A lamp with little left reports less often; it says so before it does. */
export class Sparing {
  #low = false;
  #said = false;

  /** @param level percent left */
  feel(level: number): void {
    if (level < LOW) this.#low = true;
    else if (level > ENOUGH) this.#low = false;
  }

  /** Seconds between reports. */
  stretched(interval: number): number {
    return this.#low ? interval * STRETCH : interval;
  }

  /** True once after each change. */
  hasChanged(): boolean {
    if (this.#said === this.#low) return false;
    this.#said = this.#low;
    return true;
  }
}
