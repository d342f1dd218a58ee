import type { Outbox, OutboxItem } from '#libs/database';
import { type Attempt, decideDelivery } from '#libs/domain';
import type { Clock, Logger, Metrics } from '#libs/runtime';
import type { AcknowledgeLinks } from './acknowledge-links.ts';
import type { Channels } from './channel.ts';

/** Messages in flight at once; each target has at most one of them. */
const MOST_IN_FLIGHT = 64;
/** One drain gives the loop back after this long (ms), whatever is still in flight. */
const LONGEST_DRAIN = 1_000;

export interface SenderParts {
  readonly outbox: Outbox;
  readonly channels: Channels;
  readonly links: AcknowledgeLinks;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
}

/**
 * Takes due messages from the outbox and sends them outside any transaction. A target that hangs holds up only itself:
 * the others are claimed and sent while it is waited for.
 */
export class Sender {
  readonly #parts: SenderParts;
  readonly #outcomes;
  readonly #inFlight = new Set<Promise<void>>();
  #closing = false;
  #poked: () => void = () => undefined;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#outcomes = parts.metrics.counter(
      'canhthon_delivery_attempts_total',
      'Attempts to send, by what came of them',
      ['channel', 'outcome'],
    );
  }

  /** There may be something new in the outbox. */
  poke(): void {
    this.#poked();
  }

  /** Starts nothing more; resolves when what is in flight has ended (at most a channel's deadline). */
  async close(): Promise<void> {
    this.#closing = true;
    this.poke();
    await Promise.all(this.#inFlight);
  }

  /** Sends what is due until nothing is, or until other work of this process should be looked at again. */
  async drain(now: number): Promise<void> {
    const { outbox, clock } = this.#parts;
    while (!this.#closing) {
      const poked = new Promise<void>((resolve) => (this.#poked = resolve));
      const items = await outbox.claim(MOST_IN_FLIGHT - this.#inFlight.size, clock.now());
      for (const item of items) this.#start(item);
      if (this.#inFlight.size === 0) return;
      await Promise.race([poked, ...this.#inFlight]);
      if (clock.now() - now >= LONGEST_DRAIN) return;
    }
  }

  #start(item: OutboxItem): void {
    const attempt = this.#deliver(item)
      .catch((error: unknown) => {
        // The lease ends and the message is taken up again.
        this.#parts.logger.error({ notificationId: item.id, err: error }, 'Sending a message failed');
      })
      .finally(() => this.#inFlight.delete(attempt));
    this.#inFlight.add(attempt);
  }

  async #deliver(item: OutboxItem): Promise<void> {
    const { outbox, links, clock, random, logger } = this.#parts;
    const acknowledgeLink = await links.linkFor(item, clock.now());
    // A process that was frozen since it claimed must not send what another one may be sending by now.
    if (clock.now() >= item.leaseUntil) return;
    const attempt = await this.#send({ ...item, acknowledgeLink });
    const now = clock.now();
    const outcome = decideDelivery(attempt, { attempts: item.attempt, createdAt: item.createdAt }, random(), now);
    const statusCode = 'statusCode' in attempt ? attempt.statusCode : null;
    await outbox.record(item, outcome, statusCode, now);
    this.#outcomes.inc({ channel: item.target.channel, outcome: outcome.kind });
    logger.info(
      { notificationId: item.id, channel: item.target.channel, outcome: outcome.kind, reason: outcome.reason },
      'A message was sent or not',
    );
  }

  async #send(outgoing: OutboxItem & { readonly acknowledgeLink: string | null }): Promise<Attempt> {
    const send = this.#parts.channels[outgoing.target.channel];
    if (!send) return { kind: 'impossible', reason: 'channel_not_configured' };
    return send(outgoing, this.#parts.clock.now());
  }
}
