import { ChannelCosts, ChannelHealthStore, ChannelTokens, type Database, OA_ACCOUNT } from '#libs/database';
import { SECOND } from '#libs/domain';
import type { Config, Metrics } from '#libs/runtime';

/** What waits for each channel, what paid ones cost, and how old tokens are, in figures. */
export class ChannelGauges {
  readonly #health: ChannelHealthStore;
  readonly #costs: ChannelCosts;
  readonly #tokens: ChannelTokens;
  readonly #waiting;
  readonly #oldest;
  readonly #stale;
  readonly #cost;
  readonly #budget;
  readonly #tokenAge;

  constructor(
    database: Database,
    metrics: Metrics,
    private readonly spending: Config['spending'],
  ) {
    this.#health = new ChannelHealthStore(database);
    this.#costs = new ChannelCosts(database);
    this.#tokens = new ChannelTokens(database);
    const labels = ['channel'] as const;
    this.#waiting = metrics.gauge('canhthon_channel_waiting', 'Messages that did not leave yet', labels);
    this.#oldest = metrics.gauge('canhthon_channel_oldest_waiting_seconds', 'Age of the oldest of them', labels);
    this.#stale = metrics.gauge('canhthon_channel_stale_targets', 'Targets in use unproven for 45 days', labels);
    this.#cost = metrics.gauge('canhthon_channel_cost_dong', 'What a paid channel cost this month', labels);
    this.#budget = metrics.gauge('canhthon_channel_budget_dong', 'What paid channels may cost in a month');
    this.#tokenAge = metrics.gauge('canhthon_channel_token_age_seconds', 'Age of tokens that a provider rotates', [
      'account',
    ]);
  }

  async show(now: number): Promise<void> {
    for (const gauge of [this.#waiting, this.#oldest, this.#stale, this.#cost]) gauge.reset();
    for (const { channel, waiting, oldestAt, stale } of await this.#health.figures(null, now)) {
      this.#waiting.set({ channel }, waiting);
      this.#oldest.set({ channel }, oldestAt === null ? 0 : (now - oldestAt) / SECOND);
      this.#stale.set({ channel }, stale);
    }
    for (const { channel, dong } of await this.#costs.ofMonth(now)) this.#cost.set({ channel }, dong);
    if (this.spending.budgetDong !== null) this.#budget.set(this.spending.budgetDong);
    const refreshedAt = (await this.#tokens.read(OA_ACCOUNT))?.refreshedAt;
    if (refreshedAt != null) this.#tokenAge.set({ account: OA_ACCOUNT }, (now - refreshedAt) / SECOND);
  }
}
