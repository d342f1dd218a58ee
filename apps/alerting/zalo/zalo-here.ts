import { ChannelTokens, type Database, DeliveryReceipts, ZaloAccounts, ZaloAnswers, ZaloInbox } from '#libs/database';
import type { AddressPolicy, Config, Logger, LoopHandle, LoopRegistry, SecretBox } from '#libs/runtime';
import type { ChannelPlugin } from '../sending/channel.ts';
import { ZaloAnswering } from './zalo-answering.ts';
import { ZaloBot } from './zalo-bot.ts';
import { botChannel, gmfChannel, TemplateChannel } from './zalo-channels.ts';
import { ZaloConsultation } from './zalo-consultation.ts';
import { ZaloGroups } from './zalo-groups.ts';
import { ZaloHttp } from './zalo-http.ts';
import { ZaloListener } from './zalo-listener.ts';
import { ZaloOa } from './zalo-oa.ts';
import { ZaloProbe } from './zalo-probe.ts';
import { ZaloTemplates } from './zalo-templates.ts';
import { ZaloTokens } from './zalo-tokens.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const BOT_WEBHOOK_PATH = '/zalo/bot/webhook';

export interface ZaloParts {
  readonly config: Config;
  readonly database: Database;
  readonly policy: AddressPolicy;
  readonly secretBox: SecretBox;
  readonly logger: Logger;
  /** In [0, 1). */
  readonly random?: () => number;
}

/** The Zalo of this installation: what is configured of an Official Account and of a bot. */
export class ZaloHere {
  readonly plugins: readonly ChannelPlugin[];
  readonly tokens: ZaloTokens | null;
  readonly oa: ZaloOa | null;
  readonly #http: ZaloHttp;
  readonly #inbox: ZaloInbox;
  readonly #listener: ZaloListener;
  readonly #answering: ZaloAnswering;
  readonly #probe: ZaloProbe;
  readonly #groups: ZaloGroups | null;

  constructor({ config, database, policy, secretBox, logger, random = Math.random }: ZaloParts) {
    const { zalo } = config;
    const http = new ZaloHttp(policy);
    this.#http = http;
    const accounts = new ZaloAccounts(database);
    this.tokens = tokensOf(zalo, { store: new ChannelTokens(database), secretBox, http, logger });
    const { openapiBase, businessBase } = zalo;
    const oaParts = { http, businessBase, logger, random };
    this.oa =
      this.tokens && openapiBase !== undefined ? new ZaloOa({ ...oaParts, tokens: this.tokens, openapiBase }) : null;
    const botParts = { http, logger, random };
    const bot =
      zalo.botBase !== undefined && zalo.botToken !== undefined
        ? new ZaloBot({ ...botParts, base: zalo.botBase, token: zalo.botToken })
        : null;
    const consultation = this.oa && new ZaloConsultation(this.oa, accounts);
    const readsBot = zalo.botWebhookSecret !== undefined;
    this.plugins = [
      ...(this.oa && consultation ? oaChannels(zalo, this.oa, consultation) : []),
      ...(bot ? [botChannel(bot, readsBot)] : []),
    ];
    this.#inbox = new ZaloInbox(database);
    this.#listener = new ZaloListener({
      inbox: this.#inbox,
      receipts: new DeliveryReceipts(database),
      secretBox,
      oa: this.oa,
      logger,
    });
    this.#answering = new ZaloAnswering({ answers: new ZaloAnswers(database), oa: this.oa, consultation, bot, logger });
    this.#groups = this.oa && new ZaloGroups(database, this.oa, logger);
    this.#probe = new ZaloProbe(accounts, new ChannelTokens(database), this.oa, bot, webhookOf(config));
  }

  /** The handle of what reads events: wake it when one came in. */
  addLoops(loops: LoopRegistry): LoopHandle {
    const { tokens } = this;
    if (tokens) loops.add({ name: 'zalo-tokens', everyMs: MINUTE, run: (now) => tokens.tend(now) });
    const groups = this.#groups;
    if (groups) loops.add({ name: 'zalo-groups', everyMs: SECOND, run: (now) => groups.run(now) });
    loops.add({ name: 'zalo-probe', everyMs: MINUTE, run: (now) => this.#probe.run(now) });
    loops.add({ name: 'zalo-forget', everyMs: HOUR, run: (now) => this.#inbox.forget(now) });
    return loops.add({ name: 'zalo-inbox', everyMs: SECOND, run: (now) => this.#listen(now) });
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  async #listen(now: number): Promise<void> {
    await this.#listener.run(now);
    await this.#answering.run(now);
  }
}

type ZaloConfig = Config['zalo'];

function tokensOf(
  { oauthBase, appId, appSecret, codeVerifier }: ZaloConfig,
  parts: Omit<ConstructorParameters<typeof ZaloTokens>[0], 'settings'>,
): ZaloTokens | null {
  if (oauthBase === undefined || appId === undefined || appSecret === undefined) return null;
  const settings = { base: oauthBase, appId, appSecret, codeVerifier: codeVerifier ?? null };
  return new ZaloTokens({ ...parts, settings });
}

function oaChannels(
  { templateId, oaSecretKey, messagesAMinute }: ZaloConfig,
  oa: ZaloOa,
  consultation: ZaloConsultation,
): ChannelPlugin[] {
  const template = templateId === undefined ? null : { id: templateId, fields: new ZaloTemplates(oa, templateId) };
  return [gmfChannel(oa, oaSecretKey !== undefined, messagesAMinute), new TemplateChannel(oa, consultation, template)];
}

function webhookOf({ zalo, http }: Config): { readonly url: string; readonly secret: string } | null {
  if (zalo.botWebhookSecret === undefined || http.publicUrl === undefined) return null;
  return { url: `${http.publicUrl}${BOT_WEBHOOK_PATH}`, secret: zalo.botWebhookSecret };
}

export const ZALO_HERE = Symbol('ZALO_HERE');
export const isZaloConfigured = ({ zalo }: Config): boolean =>
  zalo.openapiBase !== undefined || zalo.botBase !== undefined;
