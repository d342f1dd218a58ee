import { Injectable } from '@nestjs/common';
import { MINUTE, SECOND, type EpochMs } from '#libs/domain';

const WINDOW = 15 * MINUTE;
/** Wrong passwords for one account from one address, and for one account from anywhere, before a pause. */
const LIMITS = { pair: 5, account: 50 } as const;
/** Oldest counters are forgotten first: memory stays bounded whoever knocks. */
const MOST_COUNTERS = 10_000;

interface Counter {
  readonly failures: number;
  readonly until: EpochMs;
}

/**
 * Slows guessing down. Never by address alone (a mobile network puts thousands of people behind one), and an account
 * is paused for everybody only after many more failures, so that a stranger cannot easily keep its owner out.
 */
@Injectable()
export class LoginThrottle {
  readonly #counters = new Map<string, Counter>();

  /** Seconds to wait, or 0. */
  waitSeconds(email: string, address: string, now: EpochMs): number {
    const until = Math.max(
      this.#pausedUntil(pairKey(email, address), LIMITS.pair, now),
      this.#pausedUntil(accountKey(email), LIMITS.account, now),
    );
    return Math.max(0, Math.ceil((until - now) / SECOND));
  }

  failed(email: string, address: string, now: EpochMs): void {
    for (const key of [pairKey(email, address), accountKey(email)]) {
      const failures = (this.#live(key, now)?.failures ?? 0) + 1;
      this.#counters.delete(key);
      this.#counters.set(key, { failures, until: now + WINDOW });
    }
    for (const key of this.#counters.keys()) {
      if (this.#counters.size <= MOST_COUNTERS) break;
      this.#counters.delete(key);
    }
  }

  succeeded(email: string, address: string): void {
    this.#counters.delete(pairKey(email, address));
  }

  #pausedUntil(key: string, limit: number, now: EpochMs): EpochMs {
    const counter = this.#live(key, now);
    return counter && counter.failures >= limit ? counter.until : 0;
  }

  #live(key: string, now: EpochMs): Counter | undefined {
    const counter = this.#counters.get(key);
    return counter && counter.until > now ? counter : undefined;
  }
}

const accountKey = (email: string): string => email.toLowerCase();
const pairKey = (email: string, address: string): string => `${address} ${accountKey(email)}`;
