import { Controller, Get, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ChannelsView } from '#libs/contracts';
import {
  accountFigures,
  ChannelCosts,
  ChannelHealthStore,
  ChannelTokens,
  Database,
  type Manager,
  OA_ACCOUNT,
  ZaloAccounts,
} from '#libs/database';
import { billingMonth, CHANNELS, spendingState } from '#libs/domain';
import { type Clock, CLOCK, CONFIG, type Config } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import type { ApiRequest } from '../http/request.ts';
import { channelView } from './channel-view.ts';
import { zaloWords } from './zalo-words.ts';

/** How each way of telling people does: for whoever has to mend it before the next outage. */
@ApiTags('channels')
@Controller('api/v1/channels')
export class ChannelsController {
  constructor(
    private readonly database: Database,
    private readonly health: ChannelHealthStore,
    private readonly costs: ChannelCosts,
    private readonly tokens: ChannelTokens,
    private readonly zalo: ZaloAccounts,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Messages, contacts and accounts of the caller's territory; what it costs is the whole installation's. */
  @Needs('system.read')
  @Get()
  async list(@Held() { scope }: Manager, @Req() { language }: ApiRequest): Promise<ChannelsView> {
    const now = this.clock.now();
    const here = await this.health.here(now);
    const figures = await this.health.figures(scope, now);
    const accounts = await accountFigures(this.database, now, scope);
    const costs = await this.costs.ofMonth(now);
    const said = zaloWords(await this.zalo.list(), await this.tokens.read(OA_ACCOUNT), now);
    const { budgetDong, prices } = this.config.spending;
    const items = CHANNELS.map((channel) =>
      channelView(
        {
          ...{ channel, configured: here.includes(channel), priceDong: prices[channel] ?? null },
          figures: figures.find((row) => row.channel === channel) ?? null,
          accounts: accounts.filter((row) => row.channel === channel),
          cost: costs.find((row) => row.channel === channel) ?? null,
          said: said(channel),
        },
        language,
        now,
      ),
    );
    const spentDong = costs.reduce((sum, { dong }) => sum + dong, 0);
    const state = spendingState({ spentDong, budgetDong });
    return { items, spending: { month: billingMonth(now), spentDong, budgetDong, state } };
  }
}
