import { type CanaryStore, type Database, tendCanary } from '#libs/database';
import { isAlarming, SECOND } from '#libs/domain';
import type { Metrics } from '#libs/runtime';

/** Lets the canary live its day, and shows in figures what became of it. */
export class CanaryKeeper {
  readonly #alarming;
  readonly #toldAfter;

  constructor(
    private readonly database: Database,
    private readonly canary: CanaryStore,
    metrics: Metrics,
  ) {
    this.#alarming = metrics.gauge(
      'canhthon_canary_failed',
      '1 when the last outage of the canary was told late or not at all',
    );
    this.#toldAfter = metrics.gauge(
      'canhthon_canary_told_seconds',
      'From the deadline of the canary until a channel accepted the message, the last time that happened',
    );
  }

  async run(now: number): Promise<void> {
    await tendCanary(this.database, now);
    const last = await this.canary.last();
    this.#alarming.set(isAlarming(last, now) ? 1 : 0);
    const acceptedAt = last?.acceptedAt ?? null;
    if (last !== null && acceptedAt !== null) this.#toldAfter.set((acceptedAt - last.deadlineAt) / SECOND);
  }
}
