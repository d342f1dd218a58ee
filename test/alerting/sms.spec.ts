import { EsmsChannel, type Outgoing } from '#apps/alerting';
import { ESMS_DEFAULTS, FakeEsms } from '#apps/simulator';
import { type Attempt, SMS_OUTCOMES, type SmsVerdict } from '#libs/domain';
import { AddressPolicy, createLogger, loadConfig, SecretBox } from '#libs/runtime';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApiServer, type Call } from '../medium/api/api-server.ts';
import { SECOND, T0, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

const PHONE = '0912 345 678';
const TEMPLATE = 'Cảnh báo thôn: {tinh_trang:90}. Xem {lien_ket:120}';
const settingsFor = (origin: string): Record<string, string> => ({
  ...{ ESMS_BASE: origin, ESMS_API_KEY: ESMS_DEFAULTS.apiKey, ESMS_SECRET_KEY: ESMS_DEFAULTS.secretKey },
  ...{ ESMS_BRANDNAME: ESMS_DEFAULTS.brandname, ESMS_TEMPLATE: TEMPLATE, OUTBOUND_ALLOW: '127.0.0.0/8' },
});

let esms: FakeEsms;
const lines: string[] = [];
const log = (line: string) => void lines.push(line);
beforeAll(async () => void (esms = await FakeEsms.start()));
afterEach(() => {
  const text = lines.join('\n');
  for (const secret of [ESMS_DEFAULTS.apiKey, ESMS_DEFAULTS.secretKey, '912345678', '912 345 678'])
    expect(text).not.toContain(secret);
});
afterAll(() => esms.stop());

describe('what eSMS answers', () => {
  let channel: EsmsChannel;
  const open = (more: Record<string, string> = {}): EsmsChannel => {
    const config = loadConfig({ ...settingsFor(esms.origin), LOG_LEVEL: 'trace', ...more });
    if (!config.esms) throw new Error('eSMS is not configured');
    return new EsmsChannel({
      ...{ settings: config.esms, publicUrl: null, policy: new AddressPolicy(config) },
      ...{ secretBox: new SecretBox([Buffer.alloc(32, 3)]), logger: createLogger(config, { write: log }) },
    });
  };
  beforeAll(() => void (channel = open()));
  afterAll(() => channel.close());

  const send = (key: string, { attempt = 1, phone = PHONE, over = channel } = {}): Promise<Attempt> => {
    const target = { id: 't', channel: 'sms', address: {}, email: null, phone, secret: null, oldSecret: null };
    const message = { event: 'test', variables: { targetName: 'Chị Lan' } };
    const about = { severity: 'critical', language: 'vi', acknowledgeLink: null, account: 'main', createdAt: T0 };
    const outgoing = { id: 'n', idempotencyKey: key, attempt, leaseUntil: T0, ...about, message };
    return over.send({ ...outgoing, target: { ...target, unusableFor: null } } as unknown as Outgoing, T0);
  };

  it.each(SMS_OUTCOMES.flatMap(({ codes, verdict }) => codes.map((code): [number, SmsVerdict] => [code, verdict])))(
    'code %i',
    async (code, verdict) => {
      esms.plan({ kind: 'code', code });
      const attempt = await send(`msg_code_${code}`);
      const kind = verdict.kind === 'retry' ? 'later' : verdict.kind;
      expect(attempt).toMatchObject(
        verdict.kind === 'accepted' ? { kind, providerMessageId: `msg_code_${code}` } : { ...verdict, kind },
      );
    },
  );

  it('a lost answer is uncertain; the repetition is the same message', async () => {
    const before = esms.taken.length;
    esms.plan({ kind: 'reset' });
    expect(await send('msg_lost')).toMatchObject({ kind: 'unanswered', reason: 'connection_lost' });
    expect(await send('msg_lost', { attempt: 2 })).toMatchObject({ kind: 'accepted', providerMessageId: 'msg_lost' });
    expect(esms.taken.length).toBe(before + 1);
  });

  it('a page with 200 is uncertain, one with 500 the provider’s failure', async () => {
    esms.plan({ kind: 'page', status: 200 }, { kind: 'page', status: 500 });
    expect(await send('msg_page')).toEqual({ kind: 'unanswered', reason: 'sms_answer_unreadable' });
    expect(await send('msg_page')).toMatchObject({ kind: 'http_status', statusCode: 500 });
  });

  it('a foreign number, a wrong key, an empty account and another text are named', async () => {
    expect(await send('msg_us', { phone: '+1 555 0100' })).toMatchObject({
      reason: 'sms_phone_refused',
      blame: 'target',
    });
    const stranger = open({ ESMS_SECRET_KEY: 'sai' });
    expect(await send('msg_key', { over: stranger })).toMatchObject({ reason: 'sms_login_refused', blame: 'channel' });
    await stranger.close();
    esms.templates = [/^OTP \d+$/];
    expect(await send('msg_text')).toMatchObject({ reason: 'sms_template_refused', blame: 'message' });
    [esms.templates, esms.balance] = [[/./s], 0];
    expect(await send('msg_money')).toMatchObject({ reason: 'sms_balance', blame: 'channel' });
    esms.balance = 1_000_000;
  });

  it('a sandbox reaches nobody', async () => {
    const before = esms.taken.length;
    const trial = open({ ESMS_SANDBOX: 'true' });
    expect(await send('msg_trial', { over: trial })).toMatchObject({ kind: 'accepted' });
    await trial.close();
    expect(esms.taken.length).toBe(before);
  });
});

describe('SMS of a village', () => {
  let village: WatchedVillage;
  let api: ApiServer;
  let admin: Call;
  let targetId: string;
  let boss: string;

  beforeAll(async () => {
    village = await WatchedVillage.start({ engines: 0 });
    const { testDatabase: database, clock } = village;
    api = await ApiServer.start({}, { database, clock, key: Buffer.from(village.key, 'base64'), log });
    await village.addEngine({ ...settingsFor(esms.origin), PUBLIC_URL: api.origin, LOG_LEVEL: 'trace' }, log);
    admin = await api.signIn();
    boss = await village.target('/village', { unitId: village.village });
    const target = { unitId: village.group, channel: 'sms', name: 'Tổ trưởng', address: { phone: PHONE } };
    targetId = (await admin('POST', '/targets', { ...target, fallbackTargetId: boss })).body.id;
  });
  afterAll(async () => {
    await api.app.close();
    await village.stop();
  });

  const fail = async (name: string) => {
    const light = await village.device(name);
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(62 * SECOND);
    return light;
  };
  const states = () =>
    village.rows<{ state: string }>(
      'SELECT state, last_error FROM notification WHERE target_id = $1 ORDER BY id',
      targetId,
    );

  it('goes as the carriers know it, and is delivered only when the carrier says so', async () => {
    esms.templates = [/^Canh bao thon: .{1,90}\. Xem (http\S+|-)$/];
    await fail('Đèn cổng “làng”');
    const sms = esms.taken.at(-1);
    expect(sms?.phone).toBe('0912345678');
    expect(sms?.content).toMatch(
      /^Canh bao thon: To tu quan so 5: Den cong "lang" \(ma D-1\) .*\. Xem http:\S+\/a\/[\w-]{43}$/,
    );
    expect(await states()).toMatchObject([{ state: 'accepted' }]);
    if (!sms) return;
    const forged = sms.callbackUrl.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect(await esms.report({ ...sms, callbackUrl: forged }, true)).toBe(404);
    expect(await states()).toMatchObject([{ state: 'accepted' }]);
    expect([await esms.report(sms, true), await esms.report(sms, false)]).toEqual([200, 200]);
    expect(await states()).toMatchObject([{ state: 'delivered' }]);
  });

  it('what the carrier could not deliver is told to the next one', async () => {
    await fail('Đèn ao sen');
    const sms = esms.taken.at(-1);
    expect(sms?.content).toContain('Den ao sen');
    if (sms) expect(await esms.report(sms, false)).toBe(200);
    expect((await states()).at(-1)).toEqual({ state: 'failed', last_error: 'not_delivered' });
    await village.pass(5 * SECOND);
    expect((await states()).at(-1)).toMatchObject({ state: 'fell_back' });
    expect(village.said('/village').at(-1)).toContain('Đèn ao sen');
  });
});
