import type { CanaryStore, Outbox } from '#libs/database';
import { isAlarming, judgeOurselves, type EpochMs } from '#libs/domain';
import { type AddressPolicy, type Config, guardedAgent, type Logger, type Metrics } from '#libs/runtime';
import { type Dispatcher, request } from 'undici';
import { type Phase, PHASE_NAMES } from '../engine.ts';

/** For the whole call (ms). */
const DEADLINE = 10_000;
const CONNECT_DEADLINE = 5_000;
/** What the watcher answers is of no interest (bytes). */
const LONGEST_ANSWER = 16_384;

/**
 * Calls a watcher outside at regular intervals, as long as all is really well: when we are silent, it raises the alarm.
 * That nothing is said is the signal; a call that fails is logged and holds up nothing.
 */
export class DeadMan {
  readonly #agent: Dispatcher;
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
    this.#agent = guardedAgent(on.policy, 'internet', { connect: { timeout: CONNECT_DEADLINE } });
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
    const outcome = reason === 'well' ? await this.#call(settings.url) : reason;
    this.#outcomes.inc({ outcome });
    if (outcome === 'told') this.#success.set(now / 1000);
    else logger.warn({ outcome }, 'The outside watcher was not told that all is well');
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  async #call(url: string): Promise<'told' | 'refused' | 'not_reached'> {
    const signal = AbortSignal.timeout(DEADLINE);
    try {
      const { statusCode, body } = await request(url, { signal, dispatcher: this.#agent });
      await body.dump({ limit: LONGEST_ANSWER, signal }).catch(() => undefined);
      return statusCode >= 200 && statusCode < 300 ? 'told' : 'refused';
    } catch (error) {
      // The address may hold a key of the watcher: it stays out of the log.
      this.on.logger.warn({ code: (error as { code?: string }).code }, 'The outside watcher was not reached');
      return 'not_reached';
    }
  }
}
