import { accountFigures, type Database } from '#libs/database';
import { SECOND } from '#libs/domain';
import type { Metrics } from '#libs/runtime';

const STATES = { well: 0, open: 1, stopped: 2 } as const;

/** How each account of a channel stands, in figures. */
export class AccountFigures {
  readonly #state;
  readonly #tokens;
  readonly #success;

  constructor(
    private readonly database: Database,
    metrics: Metrics,
  ) {
    const labels = ['channel', 'account'] as const;
    this.#state = metrics.gauge(
      'canhthon_channel_state',
      '0: works, 1: fails just now and is tried now and then, 2: stopped until a person acts',
      labels,
    );
    this.#tokens = metrics.gauge('canhthon_channel_tokens', 'Messages that may leave at once under its limit', labels);
    this.#success = metrics.gauge(
      'canhthon_channel_last_success_seconds',
      'When a message was last accepted, in seconds of the epoch',
      labels,
    );
  }

  async show(now: number): Promise<void> {
    for (const { channel, account, health, tokensNow, lastSuccessAt } of await accountFigures(this.database, now)) {
      const labels = { channel, account };
      this.#state.set(labels, STATES[health]);
      if (tokensNow !== null) this.#tokens.set(labels, tokensNow);
      if (lastSuccessAt !== null) this.#success.set(labels, lastSuccessAt / SECOND);
    }
  }
}
