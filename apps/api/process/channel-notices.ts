import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { accountFigures, ChannelCosts, Database, givenUpTargets } from '#libs/database';
import { spendingState } from '#libs/domain';
import { CONFIG, type Config, LoopRegistry, Notices } from '#libs/runtime';

const LOOK_EVERY_MS = 15_000;

/** A channel that needs a person, money that is spent, and targets that are not tried any more are notices for whoever runs the installation. */
@Injectable()
export class ChannelNotices implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
    private readonly loops: LoopRegistry,
    private readonly costs: ChannelCosts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.add({ name: 'channel-notices', everyMs: LOOK_EVERY_MS, run: (now) => this.#look(now) });
  }

  async #look(now: number): Promise<void> {
    const [stopped] = (await accountFigures(this.database, now)).filter(({ health }) => health === 'stopped');
    if (stopped?.stoppedFor) {
      const { channel, account, stoppedFor: reason } = stopped;
      this.notices.raise({
        code: 'channel_stopped',
        since: stopped.stoppedAt ?? now,
        details: { channel, account, reason },
      });
    } else this.notices.clear('channel_stopped');
    const { count, name, since } = await givenUpTargets(this.database);
    if (count > 0) this.notices.raise({ code: 'targets_given_up', since: since ?? now, details: { count, name } });
    else this.notices.clear('targets_given_up');
    await this.#lookAtMoney(now);
  }

  async #lookAtMoney(now: number): Promise<void> {
    const { budgetDong } = this.config.spending;
    const spentDong = budgetDong === null ? 0 : await this.costs.spentDong(now);
    const state = spendingState({ spentDong, budgetDong });
    if (budgetDong === null || state !== 'critical_only') return this.notices.clear('channel_budget_spent');
    this.notices.raise({ code: 'channel_budget_spent', since: now, details: { spentDong, budgetDong } });
  }
}
