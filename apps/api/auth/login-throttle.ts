import { Injectable } from '@nestjs/common';
import { MINUTE, SECOND, type EpochMs } from '#libs/domain';
import { BoundedCounters } from '../http/bounded-counters.ts';

const WINDOW = 15 * MINUTE;
/** Wrong passwords for one account from one address, and for one account from anywhere, before a pause. */
const LIMITS = { pair: 5, account: 50 } as const;

/**
 * Slows guessing down. Never by address alone (a mobile network puts thousands of people behind one), and an account
 * is paused for everybody only after many more failures, so that a stranger cannot easily keep its owner out.
 */
@Injectable()
export class LoginThrottle {
  readonly #failures = new BoundedCounters();

  /** Seconds to wait, or 0. */
  waitSeconds(email: string, address: string, now: EpochMs): number {
    const until = Math.max(
      this.#failures.pausedUntil(pairKey(email, address), LIMITS.pair, WINDOW, now),
      this.#failures.pausedUntil(accountKey(email), LIMITS.account, WINDOW, now),
    );
    return Math.max(0, Math.ceil((until - now) / SECOND));
  }

  failed(email: string, address: string, now: EpochMs): void {
    for (const key of [pairKey(email, address), accountKey(email)]) this.#failures.count(key, WINDOW, now, true);
  }

  succeeded(email: string, address: string): void {
    this.#failures.forget(pairKey(email, address));
  }
}

const accountKey = (email: string): string => email.toLowerCase();
const pairKey = (email: string, address: string): string => `${address} ${accountKey(email)}`;
