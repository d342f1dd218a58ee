import { Injectable } from '@nestjs/common';
import { type EpochMs, MINUTE, REPORT_LIMITS } from '#libs/domain';

/** Oldest counters are forgotten first: memory stays bounded whoever knocks. */
const MOST_COUNTERS = 10_000;

interface Counter {
  readonly reports: number;
  readonly until: EpochMs;
}

/** Slows down who reports again and again; how often a place is reported in a day is counted in the database. */
@Injectable()
export class ReportThrottle {
  readonly #counters = new Map<string, Counter>();

  /** Counts one report. Gives the minutes to wait when it is one too many, else 0. */
  take(siteId: string, address: string, now: EpochMs): number {
    const asked = [
      [`${siteId} ${address}`, REPORT_LIMITS.pair],
      [address, REPORT_LIMITS.address],
    ] as const;
    const until = Math.max(0, ...asked.map(([key, { most }]) => this.#pausedUntil(key, most, now)));
    if (until > 0) return Math.ceil((until - now) / MINUTE);
    for (const [key, { withinMs }] of asked) this.#count(key, withinMs, now);
    return 0;
  }

  #count(key: string, withinMs: number, now: EpochMs): void {
    const live = this.#live(key, now);
    this.#counters.delete(key);
    this.#counters.set(key, { reports: (live?.reports ?? 0) + 1, until: live?.until ?? now + withinMs });
    for (const oldest of this.#counters.keys()) {
      if (this.#counters.size <= MOST_COUNTERS) break;
      this.#counters.delete(oldest);
    }
  }

  #pausedUntil(key: string, most: number, now: EpochMs): EpochMs {
    const counter = this.#live(key, now);
    return counter && counter.reports >= most ? counter.until : 0;
  }

  /** A clock that was set back makes nobody wait longer than a window lasts. */
  #live(key: string, now: EpochMs): Counter | undefined {
    const counter = this.#counters.get(key);
    return counter && counter.until > now && counter.until <= now + REPORT_LIMITS.address.withinMs
      ? counter
      : undefined;
  }
}
