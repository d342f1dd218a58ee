import type { CanaryStore, Outbox } from '#libs/database';
import { failureReason, isAlarming, judgeOurselves, type EpochMs } from '#libs/domain';
import type { AddressPolicy, Config, Logger, Metrics } from '#libs/runtime';
import { type Phase, PHASE_NAMES } from '../engine.ts';
import { GuardedHttp } from '../outbound/guarded-http.ts';

/**
 * Calls a watcher outside at regular intervals, as long as all is really well: when we are silent, it raises the alarm.
 * That nothing is said is the signal; a call that fails is logged and holds up nothing.
 */
export class DeadMan {
  readonly #http: GuardedHttp;
  readonly #success;
  readonly #outcomes;
  readonly #lastTurns = new Map<Phase, EpochMs>();

  constructor(
    private readonly on: {
      readonly settings: Config['deadMan'];
      readonly outbox: Outbox;
      readonly canary: CanaryStore;
      readonly policy: AddressPolicy;
      readonly logger: Logger;
      readonly metrics: Metrics;
    },
  ) {
    this.#http = new GuardedHttp(on.policy);
    this.#success = on.metrics.gauge(
      'canhthon_deadman_last_success_seconds',
      'When the outside watcher last heard that all is well (seconds since 1970)',
    );
    this.#outcomes = on.metrics.counter(
      'canhthon_deadman_total',
      'Times the outside watcher was to be told, by what came of it',
      ['outcome'],
    );
  }

  /** A turn of the engine ended without an error. */
  turned(phase: Phase, now: EpochMs): void {
    this.#lastTurns.set(phase, now);
  }

  /** Says that all is well, if it is and somebody wants to hear it. Throws when the database does not answer. */
  async signal(now: EpochMs): Promise<void> {
    const { settings, outbox, canary, logger } = this.on;
    if (settings === undefined) return;
    const overdueSince = await outbox.overdueSince();
    const canaryFailed = isAlarming(await canary.last(), now);
    // The phase that has not ended for longest; null when one never did.
    const lastCycleAt = this.#lastTurns.size < PHASE_NAMES.length ? null : Math.min(...this.#lastTurns.values());
    const reason = judgeOurselves({ lastCycleAt, overdueSince, canaryFailed }, now);
    const outcome = reason === 'well' ? await this.#call(settings.url, now) : reason;
    this.#outcomes.inc({ outcome });
    if (outcome === 'told') this.#success.set(now / 1000);
    else logger.warn({ outcome }, 'The outside watcher was not told that all is well');
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  async #call(url: string, now: EpochMs): Promise<'told' | 'refused' | 'not_reached'> {
    const seen = await this.#http.status({ method: 'GET', url }, now);
    if (seen.kind === 'answer') return seen.statusCode >= 200 && seen.statusCode < 300 ? 'told' : 'refused';
    // The address may hold a key of the watcher: it stays out of the log.
    this.on.logger.warn({ reason: failureReason(seen.attempt) }, 'The outside watcher was not reached');
    return 'not_reached';
  }
}
