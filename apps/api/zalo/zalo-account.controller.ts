import { Body, Controller, Get, HttpCode, Inject, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZaloTokenPair, ZaloView } from '#libs/contracts';
import {
  ChannelTokens,
  type Manager,
  OA_ACCOUNT,
  oaTokenScope,
  type TokenRow,
  type ZaloAccountRow,
  ZaloAccounts,
} from '#libs/database';
import { DAY, HOUR, type Language, reasonWords } from '#libs/domain';
import { type Clock, CLOCK, CONFIG, type Config, SecretBox } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { iso } from '../http/page.ts';
import type { ApiRequest } from '../http/request.ts';

/** A pasted token does not say how old it is: it is renewed soon. */
const PASTED_LIFE = HOUR;

/** How this installation is connected to Zalo. */
@ApiTags('channels')
@Controller('api/v1/channels/zalo')
export class ZaloAccountController {
  constructor(
    private readonly tokens: ChannelTokens,
    private readonly accounts: ZaloAccounts,
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Which ways are open, and which step is missing. */
  @Needs('target.read')
  @Get()
  async get(@Req() { language }: ApiRequest): Promise<ZaloView> {
    const [row, accounts] = [await this.tokens.read(OA_ACCOUNT), await this.accounts.list()];
    const of = (name: string) => accounts.find(({ account }) => account === name) ?? null;
    const { zalo } = this.config;
    const now = this.clock.now();
    return {
      oa: {
        configured: zalo.openapiBase !== undefined,
        connected: isConnected(row, now),
        ...stateOf(of('oa'), row?.refusedReason ?? null, language),
        tokenAgeDays: row?.refreshedAt == null ? null : Math.floor((now - row.refreshedAt) / DAY),
        listens: zalo.oaSecretKey !== undefined,
      },
      bot: {
        configured: zalo.botToken !== undefined,
        ...stateOf(of('bot'), null, language),
        listens: zalo.botWebhookSecret !== undefined,
        shareLink: zalo.botLink ?? null,
      },
    };
  }

  /** From now on one consent is taken at `/zalo/consent`, for 15 minutes. */
  @Needs('system.write')
  @HttpCode(204)
  @Post('consent')
  async awaitConsent(@Held() access: Manager): Promise<void> {
    await this.tokens.awaitConsent(access, OA_ACCOUNT, this.clock.now());
  }

  /** A first pair, from the console's API Explorer. It is sealed and never shown again. */
  @Needs('system.write')
  @HttpCode(204)
  @Put('tokens')
  async bring(@Held() access: Manager, @Body() { accessToken, refreshToken }: ZaloTokenPair): Promise<void> {
    const seal = (part: 'access' | 'refresh', token: string) => this.box.seal(token, oaTokenScope(part));
    const now = this.clock.now();
    const pair = { access: seal('access', accessToken), refresh: seal('refresh', refreshToken) };
    await this.tokens.bring(access, OA_ACCOUNT, { ...pair, accessUntil: now + PASTED_LIFE }, now);
  }
}

/** Renewal keeps it so; one that was refused ends with its access token. */
function isConnected(row: TokenRow | null, now: number): boolean {
  if (!row?.access) return false;
  return row.refusedReason === null || (row.accessUntil ?? 0) > now;
}

function stateOf(account: ZaloAccountRow | null, refused: string | null, language: Language) {
  const problem = refused ?? account?.problem ?? null;
  return {
    problem,
    problemMessage: problem === null ? null : reasonWords(problem, language),
    checkedAt: account === null ? null : iso(account.checkedAt),
    facts: { ...account?.facts },
  };
}
