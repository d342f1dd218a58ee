import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { readEdgeConfig } from '#libs/contracts';
import { type EpochMs, SECOND } from '#libs/domain';
import { type Clock, CLOCK, ClockSteps, type Logger, LOGGER, LoopRegistry, StallMonitor } from '#libs/runtime';
import { DeepChecks } from '../deep/deep-checks.ts';
import { Visits } from '../polling/visits.ts';
import type { AgentState } from './agent-state.ts';
import { EdgeClock } from './edge-clock.ts';
import { EdgeLadder } from './edge-ladder.ts';
import { EdgeReporter } from './edge-reporter.ts';
import { EdgeTasks } from './edge-tasks.ts';
import { EdgeUplink } from './edge-uplink.ts';
import { AGENT, EdgeWatch } from './edge-watch.ts';

const VISITS_EVERY_MS = 250;
const LINK_EVERY_MS = 1_000;
const DEEP_EVERY_MS = 1_000;
const TASKS_EVERY_MS = 500;
/** A stall shorter than this is covered by the slack of every deadline. */
const STALL_MS = 3_000;
const RETRY = { first: 2 * SECOND, longest: 30 * SECOND } as const;

/** The loops of an edge agent: visit cameras, look deeper, keep the connection outwards, report. */
@Injectable()
export class EdgeAgent implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #retryAt: EpochMs = -Infinity;
  #retryAfter: number = RETRY.first;

  constructor(
    private readonly watch: EdgeWatch,
    private readonly visits: Visits,
    private readonly deep: DeepChecks,
    private readonly ladder: EdgeLadder,
    private readonly uplink: EdgeUplink,
    private readonly reporter: EdgeReporter,
    private readonly tasks: EdgeTasks,
    private readonly loops: LoopRegistry,
    private readonly stalls: StallMonitor,
    private readonly steps: ClockSteps,
    @Inject(AGENT) private readonly agent: AgentState,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.stalls.onStall((stalledMs) => {
      if (stalledMs >= STALL_MS) this.watch.noteGap(this.clock.now());
    });
    this.steps.onSetBack(async (now) => {
      this.watch.forgetFuture(now);
      this.deep.forget();
      this.#retryAt = -Infinity;
    });
    this.loops.add({ name: 'edge-link', everyMs: LINK_EVERY_MS, run: (now) => this.#keepLink(now) });
    this.loops.add({ name: 'edge-visits', everyMs: VISITS_EVERY_MS, run: (now) => this.#visit(now) });
    this.loops.add({ name: 'edge-deep', everyMs: DEEP_EVERY_MS, run: (now) => this.#lookDeeper(now) });
    this.loops.add({ name: 'edge-tasks', everyMs: TASKS_EVERY_MS, run: async (now) => this.tasks.work(now) });
    this.loops.add({ name: 'edge-reports', everyMs: LINK_EVERY_MS, run: async (now) => this.reporter.report(now) });
    const everyMs = this.agent.intervalSeconds * SECOND;
    this.loops.add({ name: 'edge-heartbeat', everyMs, run: async (now) => this.reporter.heartbeat(now) });
  }

  async #keepLink(now: EpochMs): Promise<void> {
    if (this.uplink.connected || now < this.#retryAt) return;
    const connected = await this.uplink.connect(this.reporter.bootId, {
      config: (text) => this.#told(text),
      command: (text) => {
        if (!this.tasks.take(text)) this.reporter.refuse(text);
      },
    });
    this.#retryAfter = connected ? RETRY.first : Math.min(2 * this.#retryAfter, RETRY.longest);
    this.#retryAt = now + this.#retryAfter;
    if (connected) this.reporter.introduce();
  }

  #told(text: string): void {
    const config = readEdgeConfig(text);
    if (config === null) return this.logger.error('The list of cameras cannot be read; is this program too old?');
    if (this.clock instanceof EdgeClock) this.clock.follow(config.serverTime);
    this.watch.apply(config, this.clock.now());
    this.reporter.keepOnly(this.watch.cameras);
  }

  async #visit(now: EpochMs): Promise<void> {
    await this.visits.round(this.watch.cameras, now);
    this.reporter.foundUntil(now);
  }

  async #lookDeeper(now: EpochMs): Promise<void> {
    await this.deep.round(this.watch.cameras, now);
    this.ladder.keep(now);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.visits.settle(), this.deep.settle()]);
    await this.visits.write();
    await this.deep.write();
    this.ladder.keep(this.clock.now(), true);
    await this.reporter.last(this.clock.now());
    await this.uplink.close();
  }
}
