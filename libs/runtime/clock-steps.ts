import type { Logger } from './logger.ts';
import type { Loop } from './loop-registry.ts';

const LOOK_EVERY_MS = 1_000;
/** Two processes never agree better than this, and a smaller step harms nobody. */
const STEP_MS = 2_000;

/**
 * Notices that time was set back: what was stored a moment ago now lies in the future, and whoever waits for it would
 * wait as long as the step. A step forwards needs nobody's help: leases lapse, and a lapse of ours is no outage.
 */
export class ClockSteps {
  readonly #logger: Logger;
  readonly #listeners: ((now: number) => Promise<void>)[] = [];
  #latest = -Infinity;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** `listener` gets the new time; one that throws is called again at the next look. */
  onSetBack(listener: (now: number) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /** For the process's loops. */
  get loop(): Loop {
    return { name: 'clock-steps', everyMs: LOOK_EVERY_MS, run: (now) => this.look(now) };
  }

  async look(now: number): Promise<void> {
    if (this.#latest - now > STEP_MS) {
      this.#logger.warn({ byMs: now - this.#latest }, 'Time was set back');
      for (const listener of this.#listeners) await listener(now);
    }
    this.#latest = now;
  }
}
