import { Injectable } from '@nestjs/common';
import { hash, type Options, verify } from '@node-rs/argon2';
import { ApiError } from '../http/api-error.ts';
import { randomSecret } from './random-text.ts';

/** OWASP's minimum for argon2id (the package's default): 19 MiB, two passes. About 25 ms of one core. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hashing must not starve what else runs in this process: so many at once, so many waiting, the rest is told to come back. */
const AT_ONCE = 2;
const WAITING = 64;

/** People's passwords. */
@Injectable()
export class Passwords {
  #running = 0;
  readonly #queue: (() => void)[] = [];
  #nobody: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, COST));
  }

  /** An unknown person costs the same time as a wrong password. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await (this.#nobody ??= this.hash(randomSecret())));
    const right = await this.#inTurn(() => verify(against, password));
    return right && stored !== null;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= AT_ONCE) {
      if (this.#queue.length >= WAITING) throw new ApiError('overloaded');
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
