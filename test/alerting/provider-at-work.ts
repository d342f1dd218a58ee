import { AcknowledgeLinks, type ChannelPlugin, fallBackDue, type Outgoing, Sender } from '#apps/alerting';
import { AckLinks, ChannelCosts, DrillLinks, Outbox } from '#libs/database';
import { type Attempt, type Channel, MINUTE, SECOND } from '#libs/domain';
import { type Config, createLogger, loadConfig, Metrics, SecretBox } from '#libs/runtime';
import type { WatchedVillage } from './watched-village.ts';

/** What a provider does with a message; `hang`: nothing, until ten seconds are over. */
export type Conduct = 'takes' | 'hangs' | 'html_with_200' | 'resets_after_taking' | 'asks_for_10_minutes';

export interface Taken {
  readonly key: string;
  readonly severity: string;
  readonly target: string;
  readonly at: number;
}

/**
 * A provider that answers HTTP 200 with an envelope, as many do, in one process with us: what it did is seen without a
 * clock on the wall. What it hangs on is given back when time has passed it.
 */
export class PretendedProvider implements ChannelPlugin {
  conduct: Conduct = 'takes';
  /** What it holds, as a person would see it in the chat. */
  readonly taken: Taken[] = [];
  calls = 0;
  readonly #hanging: { readonly since: number; readonly done: (attempt: Attempt) => void }[] = [];

  constructor(readonly channel: Channel) {}

  get held(): number {
    return this.#hanging.length;
  }

  readonly send = async (message: Outgoing, now: number): Promise<Attempt> => {
    this.calls += 1;
    const { idempotencyKey: key, severity, target } = message;
    const take = () => this.taken.push({ key, severity, target: target.id, at: now });
    switch (this.conduct) {
      case 'takes':
        take();
        return { kind: 'accepted', statusCode: 200, providerMessageId: `m-${this.taken.length}` };
      case 'resets_after_taking':
        take();
        return { kind: 'unanswered', reason: 'connection_lost' };
      case 'html_with_200':
        return { kind: 'unanswered', reason: 'answer_unreadable' };
      case 'asks_for_10_minutes':
        return { kind: 'http_status', statusCode: 429, retryAfter: 10 * MINUTE };
      case 'hangs':
        return new Promise((done) => this.#hanging.push({ since: now, done }));
    }
  };

  /** Calls that have hung for ten seconds end, as each channel ends its own. */
  giveUp(now: number): void {
    for (const call of this.#hanging.filter(({ since }) => now - since >= 10 * SECOND)) {
      this.#hanging.splice(this.#hanging.indexOf(call), 1);
      call.done({ kind: 'unanswered', reason: 'timeout' });
    }
  }

  close(): void {
    this.giveUp(Infinity);
  }
}

/** Knows when nothing of its sender is under way but what a provider holds on to. */
class WatchedOutbox extends Outbox {
  /** Taken and not on record. */
  open = 0;
  #busy = 0;

  override claim(...parameters: Parameters<Outbox['claim']>): ReturnType<Outbox['claim']> {
    return this.#count(async () => {
      const items = await super.claim(...parameters);
      this.open += items.length;
      return items;
    });
  }

  override record(...parameters: Parameters<Outbox['record']>): ReturnType<Outbox['record']> {
    return this.#count(async () => {
      const changed = await super.record(...parameters);
      this.open -= 1;
      return changed;
    });
  }

  async quiet(held: () => number): Promise<void> {
    for (let still = 0; still < 3;) {
      await new Promise((resolve) => setImmediate(resolve));
      still = this.#busy === 0 && this.open === held() ? still + 1 : 0;
    }
  }

  async #count<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }
}

/** One sending process of a village with providers of the test's choice. */
export class SendingProcess {
  readonly #sender: Sender;
  readonly #outbox: WatchedOutbox;
  #draining: Promise<void> = Promise.resolve();

  constructor(
    private readonly village: WatchedVillage,
    private readonly providers: readonly PretendedProvider[],
    spending: Config['spending'] = { prices: {}, budgetDong: null },
  ) {
    const { app, clock } = village;
    const key = Buffer.alloc(32, 7);
    const config = loadConfig({ LOG_LEVEL: 'silent', SECRET_KEY: key.toString('base64') });
    const links = new AcknowledgeLinks(app.get(AckLinks), app.get(DrillLinks), new SecretBox([key]), undefined);
    this.#outbox = new WatchedOutbox(village.database);
    this.#sender = new Sender({
      ...{ outbox: this.#outbox, channels: providers, links, clock, logger: createLogger(config) },
      ...{ metrics: new Metrics(), random: () => 0.5, spending, costs: new ChannelCosts(village.database) },
    });
  }

  /** Time has passed: what hung for long enough ends, what fell due is told another way or sent. */
  async turn(): Promise<void> {
    const { clock, database } = this.village;
    for (const provider of this.providers) provider.giveUp(clock.now());
    this.#sender.poke();
    await this.#outbox.quiet(() => this.#held());
    await this.#draining;
    await fallBackDue(database, clock.now());
    this.#draining = this.#sender.drain(clock.now());
    await this.#outbox.quiet(() => this.#held());
    if (this.#held() === 0) return;
    // What hangs is given up after ten seconds, and so are the calls that take its place.
    clock.advance(10 * SECOND);
    for (const provider of this.providers) provider.giveUp(clock.now());
    await this.#outbox.quiet(() => this.#held());
  }

  async close(): Promise<void> {
    for (const provider of this.providers) provider.close();
    await this.#sender.close();
    await this.#draining;
  }

  #held(): number {
    return this.providers.reduce((sum, { held }) => sum + held, 0);
  }
}
