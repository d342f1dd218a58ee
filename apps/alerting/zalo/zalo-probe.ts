import { type ChannelTokens, OA_ACCOUNT, type ZaloAccountName, type ZaloAccounts } from '#libs/database';
import { failureReason, HOUR } from '#libs/domain';
import { whyNot, type ZaloOa } from './zalo-oa.ts';
import { textIn } from './zalo-http.ts';
import type { ZaloBot } from './zalo-bot.ts';

/** Where updates of the bot are to come in. */
export interface BotWebhook {
  readonly url: string;
  readonly secret: string;
}

/** Asks the accounts how they stand, so that a missing step is known before the first outage. */
export class ZaloProbe {
  constructor(
    private readonly accounts: ZaloAccounts,
    private readonly tokens: ChannelTokens,
    private readonly oa: ZaloOa | null,
    private readonly bot: ZaloBot | null,
    private readonly webhook: BotWebhook | null,
  ) {}

  async run(now: number): Promise<void> {
    if (this.oa && (await this.#isDue('oa', now))) await this.#askOa(this.oa, now);
    if (this.bot && (await this.#isDue('bot', now))) await this.#askBot(this.bot, now);
  }

  /** Once an hour, and at once when somebody has consented. */
  async #isDue(name: ZaloAccountName, now: number): Promise<boolean> {
    const known = (await this.accounts.list()).find(({ account }) => account === name);
    if (!known || known.checkedAt <= now - HOUR || known.checkedAt > now) return true;
    const refreshedAt = name === 'oa' ? (await this.tokens.read(OA_ACCOUNT))?.refreshedAt : null;
    return refreshedAt != null && refreshedAt >= known.checkedAt;
  }

  async #askOa(oa: ZaloOa, now: number): Promise<void> {
    const seen = await oa.call({ api: 'oa', method: 'GET', path: '/v2.0/oa/getoa' }, now);
    if (seen.kind !== 'ok') return this.accounts.checked('oa', null, whyNot(seen), now);
    const assets = await oa.freeGroupAssets(now);
    const { data, callsLeft } = seen;
    const facts = {
      ...{ oaId: textIn(data, 'oa_id'), name: textIn(data, 'name'), isVerified: data['is_verified'] === true },
      ...{ oaType: Number(data['oa_type']) || null, packageName: textIn(data, 'package_name') },
      ...{ packageUntil: textIn(data, 'package_valid_through_date'), wallet: textIn(data, 'linked_ZCA') },
      ...{ freeGroupAssets: 'reason' in assets ? null : assets.length, callsLeft },
    };
    await this.accounts.checked('oa', facts, facts.isVerified ? null : 'zalo_oa_not_verified', now);
  }

  async #askBot(bot: ZaloBot, now: number): Promise<void> {
    const seen = await bot.call('getMe', {}, now);
    if (seen.kind === 'failure') return this.accounts.checked('bot', null, failureReason(seen.attempt), now);
    const facts = {
      ...{ id: textIn(seen.result, 'id'), name: textIn(seen.result, 'account_name') },
      ...{ plan: textIn(seen.result, 'account_type'), canJoinGroups: seen.result['can_join_groups'] === true },
    };
    await this.accounts.checked('bot', facts, await this.#listen(bot, now), now);
  }

  /** Tells the bot where its updates go, unless it knows. Null: all is well. */
  async #listen(bot: ZaloBot, now: number): Promise<string | null> {
    if (!this.webhook) return null;
    const known = await bot.call('getWebhookInfo', {}, now);
    if (known.kind === 'ok' && known.result['url'] === this.webhook.url) return null;
    const { url, secret } = this.webhook;
    const set = await bot.call('setWebhook', { url, secret_token: secret }, now);
    return set.kind === 'ok' ? null : failureReason(set.attempt);
  }
}
