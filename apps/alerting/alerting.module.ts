import {
  AckLinks,
  CanaryStore,
  ChannelCosts,
  channelsAreHere,
  CommandDelivery,
  Database,
  DeliveryReceipts,
  DrillLinks,
  forgetFuture,
  darkScoreOfAll,
  judgeHotspots,
  judgeLights,
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
import { CHANNELS_HERE, channelsHere } from './channels.ts';
import { DeadMan } from './deadman/dead-man.ts';
import { Engine, type Phase } from './engine.ts';
import { AccountFigures } from './sending/account-figures.ts';
import { AcknowledgeLinks } from './sending/acknowledge-links.ts';
import { ChannelGauges } from './sending/channel-gauges.ts';
import type { ChannelPlugin } from './sending/channel.ts';
import { Sender } from './sending/sender.ts';
import { calmDown } from './steps/calm-down.ts';
import { CanaryKeeper } from './steps/canary.ts';
import { fallBackDue } from './steps/fall-back.ts';
import { holdDue, planDue } from './steps/hold-drills.ts';
import { Patrol } from './steps/patrol.ts';
import { keepHistory, Upkeep } from './upkeep.ts';
import { isZaloConfigured, ZALO_HERE, ZaloHere } from './zalo/zalo-here.ts';

const EVERY_SECOND = 1_000;
const EVERY_MINUTE = 60_000;
const EVERY_HOUR = 3_600_000;
const COMMANDS_END_EVERY = 10_000;
/** What the rules for lights were made for: one report in ten minutes. */
const LIGHTS_EVERY = 600_000;
/** People notice within minutes that nothing loads. */
const HOTSPOTS_EVERY = 120_000;
/** Nights that the score of "dark tonight" looks back on. */
const DARK_SCORE_NIGHTS = 30;
/** What is here is known to other processes by being seen lately. */
const CHANNELS_HERE_EVERY = 15_000;
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
      inject: [Database, AckLinks, CommandDelivery, SecurityLog, DeliveryReceipts, CONFIG, LOGGER],
      useFactory: (
        database: Database,
        ackLinks: AckLinks,
        commands: CommandDelivery,
        security: SecurityLog,
        receipts: DeliveryReceipts,
        config: Config,
        logger: Logger,
      ) => new Upkeep({ database, ackLinks, commands, security, receipts, config, logger }),
    },
    {
      provide: ZALO_HERE,
      inject: [CONFIG, Database, AddressPolicy, SecretBox, LOGGER],
      useFactory: (config: Config, database: Database, policy: AddressPolicy, secretBox: SecretBox, logger: Logger) =>
        isZaloConfigured(config) ? new ZaloHere({ config, database, policy, secretBox, logger }) : null,
    },
    {
      provide: CHANNELS_HERE,
      inject: [CONFIG, Database, AddressPolicy, SecretBox, LOGGER, ZALO_HERE],
      useFactory: (
        config: Config,
        database: Database,
        policy: AddressPolicy,
        secretBox: SecretBox,
        logger: Logger,
        zalo: ZaloHere | null,
      ) => channelsHere({ config, database, policy, secretBox, logger, zalo }),
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
      inject: [Outbox, CHANNELS_HERE, AcknowledgeLinks, ChannelCosts, CONFIG, CLOCK, LOGGER, Metrics],
      useFactory: (
        outbox: Outbox,
        channels: readonly ChannelPlugin[],
        links: AcknowledgeLinks,
        costs: ChannelCosts,
        { spending }: Config,
        clock: Clock,
        logger: Logger,
        metrics: Metrics,
      ) => new Sender({ outbox, channels, links, costs, spending, clock, logger, metrics, random: Math.random }),
    },
  ],
})
export class AlertingModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #patrol = new Patrol();
  readonly #overlooked;
  readonly #lightsJudged;
  readonly #hotspotsJudged;
  readonly #darkScore;
  readonly #accounts: AccountFigures;
  readonly #channelFigures: ChannelGauges;

  constructor(
    private readonly loops: LoopRegistry,
    private readonly steps: ClockSteps,
    private readonly wakeUps: WakeUps,
    private readonly database: Database,
    private readonly upkeep: Upkeep,
    private readonly engine: Engine,
    private readonly sender: Sender,
    private readonly commands: CommandDelivery,
    private readonly canary: CanaryKeeper,
    private readonly deadMan: DeadMan,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CHANNELS_HERE) private readonly channels: readonly ChannelPlugin[],
    @Inject(ZALO_HERE) private readonly zalo: ZaloHere | null,
    @Inject(LOGGER) private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.#accounts = new AccountFigures(database, metrics);
    this.#channelFigures = new ChannelGauges(database, metrics, config.spending);
    this.#lightsJudged = metrics.counter(
      'canhthon_lights_judged_total',
      'Reports of solar lights that were looked at for faults',
    );
    this.#hotspotsJudged = metrics.counter(
      'canhthon_hotspots_judged_total',
      'Reports of Wi-Fi points that were looked at for faults',
    );
    this.#darkScore = metrics.gauge(
      'canhthon_dark_tonight_share',
      'Of the lamps said to be dark tonight, those that were (precision); of those that were, those said (recall)',
      ['of'],
    );
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
    this.loops.add({ name: 'channels-here', everyMs: CHANNELS_HERE_EVERY, run: (now) => this.#showAccounts(now) });
    // Counts what days left behind: too dear to be as fresh as the accounts.
    this.loops.add({ name: 'channel-figures', everyMs: EVERY_MINUTE, run: (now) => this.#channelFigures.show(now) });
    this.loops.add({ name: 'fall-back', everyMs: EVERY_SECOND, run: (now) => this.#fallBack(now) });
    this.wakeUps.on('transition', () => decide.wake());
    this.wakeUps.on('notification', () => {
      sender.wake();
      this.sender.poke();
    });
    this.loops.add({ name: 'patrol', everyMs: EVERY_SECOND, run: (now) => this.#lookAround(now) });
    this.loops.add({ name: 'commands', everyMs: COMMANDS_END_EVERY, run: (now) => this.#endCommands(now) });
    this.loops.add({ name: 'history', everyMs: EVERY_MINUTE, run: (now) => keepHistory(this.database, now) });
    this.loops.add({ name: 'lights', everyMs: LIGHTS_EVERY, run: (now) => this.#judgeLights(now) });
    this.loops.add({ name: 'hotspots', everyMs: HOTSPOTS_EVERY, run: (now) => this.#judgeHotspots(now) });
    this.loops.add({ name: 'calm-down', everyMs: EVERY_MINUTE, run: (now) => calmDown(this.database, now) });
    this.loops.add({ name: 'canary', everyMs: CANARY_EVERY, run: (now) => this.canary.run(now) });
    const { deadMan } = this.config;
    if (deadMan) this.loops.add({ name: 'deadman', everyMs: deadMan.everyMs, run: (now) => this.deadMan.signal(now) });
    this.loops.add({ name: 'plan-drills', everyMs: EVERY_MINUTE, run: (now) => planDue(this.database, now) });
    this.loops.add({ name: 'drills', everyMs: HOLD_DRILLS_EVERY, run: (now) => this.#holdDrills(now) });
    this.loops.add({ name: 'upkeep', everyMs: EVERY_HOUR, run: (now) => this.upkeep.run(now) });
    const zalo = this.zalo?.addLoops(this.loops);
    if (zalo) this.wakeUps.on('zalo_event', () => zalo.wake());
    this.loops.add({ name: 'engine wake-ups', everyMs: LISTEN_AGAIN, run: () => this.wakeUps.keep() });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.wakeUps.close();
    await this.sender.close();
    await this.deadMan.close();
    for (const channel of this.channels) await channel.close();
    await this.zalo?.close();
  }

  async #judgeLights(now: number): Promise<void> {
    const judged = await judgeLights(this.database, now);
    if (judged === 0) return;
    this.#lightsJudged.inc(judged);
    const { listed, dark, right } = await darkScoreOfAll(this.database, DARK_SCORE_NIGHTS, now);
    if (listed > 0) this.#darkScore.set({ of: 'precision' }, right / listed);
    if (dark > 0) this.#darkScore.set({ of: 'recall' }, right / dark);
  }

  async #judgeHotspots(now: number): Promise<void> {
    const judged = await judgeHotspots(this.database, now);
    if (judged > 0) this.#hotspotsJudged.inc(judged);
  }

  async #lookAround(now: number): Promise<void> {
    const found = await this.#patrol.run(this.database, now);
    if (found === 0) return;
    this.#overlooked.inc(found);
    this.logger.warn({ found }, 'Devices were silent too long and no door had said so');
  }

  async #showAccounts(now: number): Promise<void> {
    await channelsAreHere(this.database, this.channels, now);
    await this.#accounts.show(now);
  }

  async #endCommands(now: number): Promise<void> {
    await this.commands.expire(now);
  }

  async #fallBack(now: number): Promise<void> {
    await fallBackDue(this.database, now);
    this.sender.poke();
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
