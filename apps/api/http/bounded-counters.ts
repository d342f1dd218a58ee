import type { EpochMs } from '#libs/domain';

/** Oldest counters are forgotten first: memory stays bounded whoever knocks. */
const MOST_COUNTERS = 10_000;

interface Counter {
  readonly count: number;
  readonly until: EpochMs;
}

/** How often something happened within a window that the first time opens. In the memory of one process. */
export class BoundedCounters {
  readonly #counters = new Map<string, Counter>();

  /** Once more; `windowMs` counts from the latest time when `slides`, else from the first. */
  count(key: string, windowMs: number, now: EpochMs, slides = false): void {
    const live = this.#live(key, windowMs, now);
    this.#counters.delete(key);
    this.#counters.set(key, {
      count: (live?.count ?? 0) + 1,
      until: live === undefined || slides ? now + windowMs : live.until,
    });
    for (const oldest of this.#counters.keys()) {
      if (this.#counters.size <= MOST_COUNTERS) break;
      this.#counters.delete(oldest);
    }
  }

  /** When it may happen again; 0 unless it happened `most` times. */
  pausedUntil(key: string, most: number, windowMs: number, now: EpochMs): EpochMs {
    const counter = this.#live(key, windowMs, now);
    return counter && counter.count >= most ? counter.until : 0;
  }

  forget(key: string): void {
    this.#counters.delete(key);
  }

  /** A clock that was set back makes nobody wait longer than a window lasts. */
  #live(key: string, windowMs: number, now: EpochMs): Counter | undefined {
    const counter = this.#counters.get(key);
    return counter && counter.until > now && counter.until <= now + windowMs ? counter : undefined;
  }
}
