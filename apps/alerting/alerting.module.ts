import { AckLinks, Database, Outbox } from '#libs/database';
import {
  AddressPolicy,
  CLOCK,
  type Clock,
  CONFIG,
  type Config,
  LOGGER,
  type Logger,
  LoopRegistry,
  Metrics,
  SecretBox,
} from '#libs/runtime';
import { type BeforeApplicationShutdown, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { Engine } from './engine.ts';
import { AcknowledgeLinks } from './sending/acknowledge-links.ts';
import { type Channels, CHANNELS_HERE } from './sending/channel.ts';
import { Sender } from './sending/sender.ts';
import { WebhookChannel } from './webhook/send-webhook.ts';

const EVERY_SECOND = 1_000;

/** Wires the engine: two loops, one that decides and one that sends. */
@Module({
  providers: [
    { provide: Engine, inject: [Database], useFactory: (database: Database) => new Engine(database) },
    {
      provide: WebhookChannel,
      inject: [AddressPolicy, SecretBox],
      useFactory: (policy: AddressPolicy, secretBox: SecretBox) => new WebhookChannel(policy, secretBox),
    },
    {
      provide: CHANNELS_HERE,
      inject: [WebhookChannel],
      useFactory: (webhook: WebhookChannel): Channels => ({ webhook: webhook.send }),
    },
    {
      provide: AcknowledgeLinks,
      inject: [AckLinks, SecretBox, CONFIG],
      useFactory: (links: AckLinks, secretBox: SecretBox, config: Config) =>
        new AcknowledgeLinks(links, secretBox, config.http.publicUrl),
    },
    {
      provide: Sender,
      inject: [Outbox, CHANNELS_HERE, AcknowledgeLinks, CLOCK, LOGGER, Metrics],
      useFactory: (
        outbox: Outbox,
        channels: Channels,
        links: AcknowledgeLinks,
        clock: Clock,
        logger: Logger,
        metrics: Metrics,
      ) => new Sender({ outbox, channels, links, clock, logger, metrics, random: Math.random }),
    },
  ],
})
export class AlertingModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly loops: LoopRegistry,
    private readonly engine: Engine,
    private readonly sender: Sender,
    private readonly webhook: WebhookChannel,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.add({ name: 'engine', everyMs: EVERY_SECOND, run: (now) => this.#cycle(now) });
    this.loops.add({ name: 'sender', everyMs: EVERY_SECOND, run: (now) => this.sender.drain(now) });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sender.close();
    await this.webhook.close();
  }

  async #cycle(now: number): Promise<void> {
    try {
      await this.engine.cycle(now);
    } finally {
      this.sender.poke();
    }
  }
}
