import {
  AckLinks,
  CanaryStore,
  CommandDelivery,
  Database,
  DrillLinks,
  forgetFuture,
  Outbox,
  SecurityLog,
  WakeUps,
} from '#libs/database';
import {
  AddressPolicy,
  CLOCK,
  type Clock,
  ClockSteps,
  CONFIG,
  type Config,
  LOGGER,
  type Logger,
  type LoopHandle,
  LoopRegistry,
  Metrics,
  SecretBox,
} from '#libs/runtime';
import { type BeforeApplicationShutdown, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DeadMan } from './deadman/dead-man.ts';
import { Engine, type Phase } from './engine.ts';
import { EmailChannel } from './email/send-email.ts';
import { AcknowledgeLinks } from './sending/acknowledge-links.ts';
import { type Channels, CHANNELS_HERE } from './sending/channel.ts';
import { Sender } from './sending/sender.ts';
import { calmDown } from './steps/calm-down.ts';
import { CanaryKeeper } from './steps/canary.ts';
import { holdDue, planDue } from './steps/hold-drills.ts';
import { Patrol } from './steps/patrol.ts';
import { keepHistory, Upkeep } from './upkeep.ts';
import { WebhookChannel } from './webhook/send-webhook.ts';

const EVERY_SECOND = 1_000;
const EVERY_MINUTE = 60_000;
const EVERY_HOUR = 3_600_000;
const COMMANDS_END_EVERY = 10_000;
const HOLD_DRILLS_EVERY = 10_000;
/** Less than the lease of its door. */
const CANARY_EVERY = 3_000;
/** A lost LISTEN connection is made again after at most this long (ms). */
const LISTEN_AGAIN = 5_000;

/** Wires the engine: loops that decide, send, look for what the doors forgot, and keep history in shape. */
@Module({
  providers: [
    { provide: Engine, inject: [Database], useFactory: (database: Database) => new Engine(database) },
    {
      provide: Upkeep,
      inject: [Database, AckLinks, CommandDelivery, SecurityLog, CONFIG, LOGGER],
      useFactory: (
        database: Database,
        ackLinks: AckLinks,
        commands: CommandDelivery,
        security: SecurityLog,
        config: Config,
        logger: Logger,
      ) => new Upkeep({ database, ackLinks, commands, security, config, logger }),
    },
    {
      provide: WebhookChannel,
      inject: [AddressPolicy, SecretBox],
      useFactory: (policy: AddressPolicy, secretBox: SecretBox) => new WebhookChannel(policy, secretBox),
    },
    {
      provide: EmailChannel,
      inject: [CONFIG],
      useFactory: ({ smtp: { url, from } }: Config) => (url === undefined ? null : new EmailChannel(url, from)),
    },
    {
      provide: CHANNELS_HERE,
      inject: [WebhookChannel, EmailChannel],
      useFactory: (webhook: WebhookChannel, email: EmailChannel | null): Channels => ({
        webhook: webhook.send,
        ...(email && { email: email.send }),
      }),
    },
    {
      provide: AcknowledgeLinks,
      inject: [AckLinks, DrillLinks, SecretBox, CONFIG],
      useFactory: (links: AckLinks, drills: DrillLinks, secretBox: SecretBox, config: Config) =>
        new AcknowledgeLinks(links, drills, secretBox, config.http.publicUrl),
    },
    {
      provide: CanaryKeeper,
      inject: [Database, CanaryStore, Metrics],
      useFactory: (database: Database, canary: CanaryStore, metrics: Metrics) =>
        new CanaryKeeper(database, canary, metrics),
    },
    {
      provide: DeadMan,
      inject: [CONFIG, Outbox, CanaryStore, AddressPolicy, LOGGER, Metrics],
      useFactory: (
        { deadMan: settings }: Config,
        outbox: Outbox,
        canary: CanaryStore,
        policy: AddressPolicy,
        logger: Logger,
        metrics: Metrics,
      ) => new DeadMan({ settings, outbox, canary, policy, logger, metrics }),
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
  readonly #patrol = new Patrol();
  readonly #overlooked;

  constructor(
    private readonly loops: LoopRegistry,
    private readonly steps: ClockSteps,
    private readonly wakeUps: WakeUps,
    private readonly database: Database,
    private readonly upkeep: Upkeep,
    private readonly engine: Engine,
    private readonly sender: Sender,
    private readonly webhook: WebhookChannel,
    private readonly commands: CommandDelivery,
    private readonly canary: CanaryKeeper,
    private readonly deadMan: DeadMan,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EmailChannel) private readonly email: EmailChannel | null,
    @Inject(LOGGER) private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.#overlooked = metrics.counter(
      'canhthon_overlooked_silences_total',
      'Outages found in the rows that no door had proposed',
    );
  }

  onApplicationBootstrap(): void {
    this.steps.onSetBack((now) => forgetFuture(this.database, now));
    const decide = this.#turnsOf('decide', () => explain.wake());
    const explain = this.#turnsOf('explain', () => tell.wake());
    const tell = this.#turnsOf('tell', () => undefined);
    const sender = this.loops.add({ name: 'sender', everyMs: EVERY_SECOND, run: (now) => this.sender.drain(now) });
    this.wakeUps.on('transition', () => decide.wake());
    this.wakeUps.on('notification', () => {
      sender.wake();
      this.sender.poke();
    });
    this.loops.add({ name: 'patrol', everyMs: EVERY_SECOND, run: (now) => this.#lookAround(now) });
    this.loops.add({ name: 'commands', everyMs: COMMANDS_END_EVERY, run: (now) => this.#endCommands(now) });
    this.loops.add({ name: 'history', everyMs: EVERY_MINUTE, run: (now) => keepHistory(this.database, now) });
    this.loops.add({ name: 'calm-down', everyMs: EVERY_MINUTE, run: (now) => calmDown(this.database, now) });
    this.loops.add({ name: 'canary', everyMs: CANARY_EVERY, run: (now) => this.canary.run(now) });
    const { deadMan } = this.config;
    if (deadMan) this.loops.add({ name: 'deadman', everyMs: deadMan.everyMs, run: (now) => this.deadMan.signal(now) });
    this.loops.add({ name: 'plan-drills', everyMs: EVERY_MINUTE, run: (now) => planDue(this.database, now) });
    this.loops.add({ name: 'drills', everyMs: HOLD_DRILLS_EVERY, run: (now) => this.#holdDrills(now) });
    this.loops.add({ name: 'upkeep', everyMs: EVERY_HOUR, run: (now) => this.upkeep.run(now) });
    this.loops.add({ name: 'engine wake-ups', everyMs: LISTEN_AGAIN, run: () => this.wakeUps.keep() });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.wakeUps.close();
    await this.sender.close();
    await this.webhook.close();
    await this.deadMan.close();
    this.email?.close();
  }

  async #lookAround(now: number): Promise<void> {
    const found = await this.#patrol.run(this.database, now);
    if (found === 0) return;
    this.#overlooked.inc(found);
    this.logger.warn({ found }, 'Devices were silent too long and no door had said so');
  }

  async #endCommands(now: number): Promise<void> {
    await this.commands.expire(now);
  }

  async #holdDrills(now: number): Promise<void> {
    try {
      await holdDue(this.database, now);
    } finally {
      this.sender.poke();
    }
  }

  #turnsOf(phase: Phase, then: () => void): LoopHandle {
    const run = async (now: number): Promise<void> => {
      try {
        if (await this.engine.turn(phase, now)) then();
        this.deadMan.turned(phase, now);
      } finally {
        if (phase === 'tell') this.sender.poke();
      }
    };
    return this.loops.add({ name: phase, everyMs: EVERY_SECOND, run });
  }
}
