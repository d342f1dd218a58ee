import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, DOOR_LEASE, forgetFuture } from '#libs/database';
import { type Clock, CLOCK, ClockSteps, LoopRegistry, Readiness, StallMonitor } from '#libs/runtime';
import { DeepChecks } from '../deep/deep-checks.ts';
import { CameraWatch } from './camera-watch.ts';
import { SilenceWatch } from './silence-watch.ts';
import { Visits } from './visits.ts';

/** Renewed well within the lease (10 s): one slow statement must not cost it. */
const LEASE_EVERY_MS = 2_500;
const CHANGES_EVERY_MS = 1_000;
const VISITS_EVERY_MS = 250;
const SILENCE_EVERY_MS = 1_000;
const DEEP_EVERY_MS = 1_000;
/** A stall shorter than this is covered by the slack of every deadline. */
const STALL_MS = 3_000;

/** The loops of the ONVIF door. Each does one thing; all meet in CameraWatch. */
@Injectable()
export class Poller implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly watch: CameraWatch,
    private readonly visits: Visits,
    private readonly deep: DeepChecks,
    private readonly silence: SilenceWatch,
    private readonly loops: LoopRegistry,
    private readonly stalls: StallMonitor,
    private readonly steps: ClockSteps,
    private readonly database: Database,
    private readonly readiness: Readiness,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.stalls.onStall((stalledMs) => {
      if (stalledMs >= STALL_MS) this.watch.noteGap(this.clock.now());
    });
    this.steps.onSetBack((now) => this.#beginAgain(now));
    this.readiness.add('poller', () => {
      const { renewedAt } = this.watch;
      if (renewedAt === null || renewedAt + DOOR_LEASE < this.clock.now())
        throw new Error('poll blocks are not leased');
    });
    this.loops.add({ name: 'poller-lease', everyMs: LEASE_EVERY_MS, run: (now) => this.watch.renew(now) });
    this.loops.add({ name: 'poller-changes', everyMs: CHANGES_EVERY_MS, run: (now) => this.watch.followChanges(now) });
    this.loops.add({ name: 'poller-visits', everyMs: VISITS_EVERY_MS, run: (now) => this.#visit(now) });
    this.loops.add({ name: 'poller-deep', everyMs: DEEP_EVERY_MS, run: (now) => this.#lookDeeper(now) });
    this.loops.add({ name: 'poller-silence', everyMs: SILENCE_EVERY_MS, run: (now) => this.#look(now) });
  }

  async #visit(now: number): Promise<void> {
    const { doorId, cameras } = this.watch;
    if (doorId === null) return;
    try {
      await this.visits.round(cameras, now);
    } catch (error) {
      // What cameras said cannot be written: until it can, their silence is ours.
      this.watch.noteGap(this.clock.now());
      throw error;
    }
  }

  async #lookDeeper(now: number): Promise<void> {
    const { doorId, cameras } = this.watch;
    if (doorId !== null) await this.deep.round(cameras, now);
  }

  /** Time was set back: visits, leases and contacts may lie in the future. */
  async #beginAgain(now: number): Promise<void> {
    await forgetFuture(this.database, now);
    this.watch.forgetFuture(now);
    this.deep.forget();
  }

  async #look(now: number): Promise<void> {
    const { doorId, cameras } = this.watch;
    if (doorId !== null) await this.silence.look(cameras, doorId, now);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.visits.settle(), this.deep.settle()]);
    if (this.watch.doorId !== null) {
      await this.visits.write();
      await this.deep.write();
    }
    await this.watch.close(this.clock.now());
  }
}
