import { Injectable } from '@nestjs/common';
import { type FeedEvent, type FeedPosition, FeedStore, type Scope } from '#libs/database';

/** A screen that missed more than this reads everything again (events). */
const MOST_REPLAYED = 2_000;
const AT_ONCE = 500;

export type Replay = { readonly events: readonly FeedEvent[] } | { readonly resync: true };

/**
 * Reads the feed once for all screens of this process and remembers where it is. Whoever joins in between gets what he
 * missed up to exactly that place, and everything after it with the others.
 */
@Injectable()
export class LiveFeed {
  #position: FeedPosition | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: FeedStore) {}

  /** Hands over everything new, in order. Without listeners it only keeps up. */
  advance(isHeard: () => boolean, deliver: (event: FeedEvent) => void): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#position === null || !isHeard()) {
        this.#position = await this.store.end();
        return;
      }
      for (;;) {
        const events = await this.store.after(this.#position, AT_ONCE);
        for (const event of events) {
          deliver(event);
          this.#position = event;
        }
        if (events.length < AT_ONCE) return;
      }
    });
  }

  /** For whoever reads rows and then listens: when it is done, all that is written later will be delivered. */
  begin(): Promise<void> {
    return this.#inTurn(async () => {
      this.#position ??= await this.store.end();
    });
  }

  /** What a screen missed since `sinceSeq`; then `join` is called, before anything newer is delivered. */
  catchUp(within: Scope, sinceSeq: number | undefined, join: (replay: Replay, seq: number) => void): Promise<void> {
    return this.#inTurn(async () => {
      const until = (this.#position ??= await this.store.end());
      join(await this.#missed(within, sinceSeq, until), until.seq);
    });
  }

  async #missed(within: Scope, sinceSeq: number | undefined, until: FeedPosition): Promise<Replay> {
    if (sinceSeq === undefined) return { events: [] };
    const from = await this.store.positionOf(sinceSeq);
    if (from === null) return { resync: true };
    const events = await this.store.between(within, from, until, MOST_REPLAYED + 1);
    return events.length > MOST_REPLAYED ? { resync: true } : { events };
  }

  /** One at a time, so that nobody joins in the middle of a delivery. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
