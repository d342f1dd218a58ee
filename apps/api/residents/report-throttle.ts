import { Injectable } from '@nestjs/common';
import { type EpochMs, MINUTE, REPORT_LIMITS } from '#libs/domain';
import { BoundedCounters } from '../http/bounded-counters.ts';

/** Slows down who reports again and again; how often a place is reported in a day is counted in the database. */
@Injectable()
export class ReportThrottle {
  readonly #reports = new BoundedCounters();

  /** Counts one report. Gives the minutes to wait when it is one too many, else 0. */
  take(siteId: string, address: string, now: EpochMs): number {
    const asked = [
      [`${siteId} ${address}`, REPORT_LIMITS.pair],
      [address, REPORT_LIMITS.address],
    ] as const;
    const pauses = asked.map(([key, { most, withinMs }]) => this.#reports.pausedUntil(key, most, withinMs, now));
    const until = Math.max(0, ...pauses);
    if (until > 0) return Math.ceil((until - now) / MINUTE);
    for (const [key, { withinMs }] of asked) this.#reports.count(key, withinMs, now);
    return 0;
  }
}
