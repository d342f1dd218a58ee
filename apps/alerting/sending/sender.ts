import type { ChannelCosts, Outbox, OutboxItem } from '#libs/database';
import { type Attempt, type Channel, decideDelivery, isBilled, refusedForCost } from '#libs/domain';
import type { Clock, Config, Logger, Metrics } from '#libs/runtime';
import type { AcknowledgeLinks } from './acknowledge-links.ts';
import type { ChannelPlugin } from './channel.ts';

/** Messages in flight at once: each target has at most one of them, each account of a channel its own share. */
const MOST_IN_FLIGHT = 128;
/** They are sent to see whether anything arrives. */
const LOOKS_WHETHER_IT_ARRIVES: ReadonlySet<string> = new Set(['test', 'drill']);
/** One drain gives the loop back after this long (ms), whatever is still in flight. */
const LONGEST_DRAIN = 1_000;

export interface SenderParts {
  readonly outbox: Outbox;
  /** A channel that is missing is not configured here. */
  readonly channels: readonly ChannelPlugin[];
  readonly links: AcknowledgeLinks;
  readonly costs: ChannelCosts;
  readonly spending: Config['spending'];
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
  readonly #channels: ReadonlyMap<Channel, ChannelPlugin>;
  readonly #outcomes;
  readonly #inFlight = new Set<Promise<void>>();
  #closing = false;
  #poked: () => void = () => undefined;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#channels = new Map(parts.channels.map((plugin) => [plugin.channel, plugin]));
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
    const { clock } = this.#parts;
    while (!this.#closing) {
      const poked = new Promise<void>((resolve) => (this.#poked = resolve));
      await this.#take(now);
      if (this.#inFlight.size === 0) return;
      await Promise.race([poked, ...this.#inFlight]);
      if (clock.now() - now >= LONGEST_DRAIN) return;
    }
  }

  /** Until there is no room or nothing is due: what one account has no room for keeps others from being seen only once. */
  async #take(since: number): Promise<void> {
    const { outbox, clock } = this.#parts;
    for (;;) {
      const items = await outbox.claim(MOST_IN_FLIGHT - this.#inFlight.size, clock.now());
      for (const item of items) this.#start(item);
      if (items.length === 0 || this.#closing || clock.now() - since >= LONGEST_DRAIN) return;
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
    await outbox.record(item, attempt, outcome, now, this.#priceOf(item, attempt));
    this.#outcomes.inc({ channel: item.target.channel, outcome: outcome.kind });
    logger.info(
      { notificationId: item.id, channel: item.target.channel, outcome: outcome.kind, reason: outcome.reason },
      'A message was sent or not',
    );
  }

  async #send(outgoing: OutboxItem & { readonly acknowledgeLink: string | null }): Promise<Attempt> {
    const { unusableFor } = outgoing.target;
    if (unusableFor !== null && !LOOKS_WHETHER_IT_ARRIVES.has(outgoing.message.event))
      return { kind: 'impossible', reason: 'target_unusable', blame: 'message' };
    const plugin = this.#channels.get(outgoing.target.channel);
    // Whoever runs this server switched it off: to wait three days for it would help nobody.
    if (!plugin) return { kind: 'impossible', reason: 'channel_not_configured', blame: 'message' };
    return (await this.#refusedForCost(outgoing)) ?? plugin.send(outgoing, this.#parts.clock.now());
  }

  /** What is in flight at the same moment may go beyond the budget: an account's share at most. */
  async #refusedForCost({ target: { channel }, severity, message }: OutboxItem): Promise<Attempt | null> {
    const { costs, spending, clock } = this.#parts;
    if (spending.budgetDong === null || spending.prices[channel] === undefined) return null;
    const spentDong = await costs.spentDong(clock.now());
    return refusedForCost({ channel, severity, event: message.event }, { ...spending, spentDong });
  }

  #priceOf({ target: { channel } }: OutboxItem, attempt: Attempt): number {
    return isBilled(attempt) ? (this.#parts.spending.prices[channel] ?? 0) : 0;
  }
}
