import { randomBytes } from 'node:crypto';
import { ZaloHere } from '#apps/alerting';
import { FakeZalo, ZALO_DEFAULTS, type ZaloSettings } from '#apps/simulator';
import { ChannelTokens, createDataSource, Database, OA_ACCOUNT, oaTokenScope, UnitStore } from '#libs/database';
import { type Attempt, type Channel, HOUR, type Message, type UnitId } from '#libs/domain';
import { AddressPolicy, createLogger, loadConfig, SecretBox, VirtualClock } from '#libs/runtime';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';

/** 19:42 in Vietnam. */
export const EVENING = Date.parse('2026-11-21T12:42:00Z');
export const TEMPLATE_ID = '7895417';
export const PHONE = '0912345678';

/** What an operator sets, with the fake's address. */
export const zaloEnvironment = (origin: string): Record<string, string> => ({
  ...{ ZALO_OPENAPI_BASE: origin, ZALO_BUSINESS_BASE: origin, ZALO_OAUTH_BASE: origin, ZALO_BOT_BASE: origin },
  ...{ ZALO_APP_ID: ZALO_DEFAULTS.appId, ZALO_APP_SECRET: ZALO_DEFAULTS.appSecret, ZALO_OA_ID: ZALO_DEFAULTS.oaId },
  ...{ ZALO_OA_SECRET_KEY: ZALO_DEFAULTS.oaSecretKey, ZALO_BOT_TOKEN: ZALO_DEFAULTS.botToken },
  ...{ ZALO_BOT_WEBHOOK_SECRET: 'bot-webhook-secret', OUTBOUND_ALLOW: '127.0.0.0/8' },
});

/** Everything that must stand in no log line. */
export const neverLogged = (zalo: FakeZalo, pairs: readonly string[]): readonly string[] => [
  ...[
    zalo.world.settings.botToken,
    zalo.world.settings.appSecret,
    zalo.world.settings.oaSecretKey,
    'bot-webhook-secret',
  ],
  ...[encodeURIComponent(zalo.world.settings.botToken), PHONE, PHONE.slice(1), ...pairs],
];

/** The Zalo channels on a real database against the fake; `lines` is all that was logged. */
export class ZaloAtWork {
  readonly clock = new VirtualClock(EVENING);
  readonly lines: string[] = [];
  readonly key = randomBytes(32);
  private constructor(
    readonly fake: FakeZalo,
    readonly testDatabase: TestDatabase,
    readonly source: DataSource,
    readonly rootId: UnitId,
  ) {}

  static async start(settings: Partial<ZaloSettings> = {}): Promise<ZaloAtWork> {
    const testDatabase = await cloneDatabase();
    const source = await createDataSource(testDatabase.url, 6).initialize();
    const holder: { clock?: VirtualClock } = {};
    const fake = await FakeZalo.start(settings, () => holder.clock?.now() ?? EVENING);
    const rootId = await new UnitStore(new Database(source)).createRoot('Việt Nam', EVENING);
    if (rootId === null) throw new Error('this database has units already');
    const work = new ZaloAtWork(fake, testDatabase, source, rootId);
    holder.clock = work.clock;
    return work;
  }

  get database(): Database {
    return new Database(this.source);
  }

  /** One process of ours. */
  process(env: Record<string, string> = {}): ZaloHere {
    const config = loadConfig({ ...zaloEnvironment(this.fake.origin), ZALO_TEMPLATE_ID: TEMPLATE_ID, ...env });
    return new ZaloHere({
      ...{ config, database: this.database, policy: new AddressPolicy(config), random: () => 0.5 },
      secretBox: new SecretBox([this.key]),
      logger: createLogger({ logLevel: 'trace' }, { write: (line: string) => void this.lines.push(line) }),
    });
  }

  /** A first pair, as a person pastes it. */
  async connect(life = 25 * HOUR): Promise<{ readonly accessToken: string; readonly refreshToken: string }> {
    const pair = this.fake.oauth.newPair();
    const box = new SecretBox([this.key]);
    const seal = (part: 'access' | 'refresh', text: string) => box.seal(text, oaTokenScope(part));
    const sealed = { access: seal('access', pair.accessToken), refresh: seal('refresh', pair.refreshToken) };
    const now = this.clock.now();
    const access = { actor: { kind: 'system', id: null }, scope: [this.rootId] } as const;
    await new ChannelTokens(this.database).bring(access, OA_ACCOUNT, { ...sealed, accessUntil: now + life }, now);
    return pair;
  }

  send(here: ZaloHere, channel: Channel, address: Record<string, string>, more: Sending = {}): Promise<Attempt> {
    const plugin = here.plugins.find((one) => one.channel === channel);
    if (!plugin) throw new Error(`${channel} is not configured`);
    const now = this.clock.now();
    const message: Message = more.message ?? {
      event: 'test',
      variables: { targetName: more.text ?? 'Thôn Tháp Thượng' },
    };
    return plugin.send(
      {
        ...{ id: 'n' as never, idempotencyKey: 'msg_018f0000000070008000000000000000', attempt: more.attempt ?? 1 },
        ...{
          leaseUntil: now + 30_000,
          createdAt: now,
          severity: 'critical',
          language: 'vi',
          acknowledgeLink: null,
          message,
        },
        account: 'main',
        target: {
          ...{ id: 't' as never, channel, address, email: null, phone: more.phone ?? null },
          ...{ secret: null, oldSecret: null, unusableFor: null },
        },
      },
      now,
    );
  }

  async stop(...processes: ZaloHere[]): Promise<void> {
    for (const here of processes) await here.close();
    await this.source.destroy();
    await this.fake.stop();
    await this.testDatabase.drop();
  }
}

export interface Sending {
  readonly text?: string;
  readonly phone?: string;
  readonly attempt?: number;
  readonly message?: Message;
}
