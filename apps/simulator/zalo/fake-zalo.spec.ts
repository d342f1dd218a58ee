import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeZalo } from './fake-zalo.ts';
import { groupText } from './villagers.ts';

const DAY = 86_400_000;
const NOON = Date.parse('2026-11-21T12:00:00+07:00');

let zalo: FakeZalo;
let now = NOON;
let token: string;

beforeAll(async () => {
  zalo = await FakeZalo.start({ callsAMinute: 40 }, () => now);
  token = zalo.oauth.newPair().accessToken;
});
afterAll(() => zalo.stop());

type Answered = { error?: number; ok?: boolean; error_code?: number; data?: Record<string, unknown>; result?: unknown };
async function call(path: string, body?: object, headers: Record<string, string> = { access_token: token }) {
  const answer = await fetch(`${zalo.origin}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    limit: answer.headers.get('x-ratelimit-remain'),
    body: (await answer.json()) as Answered,
  };
}
const error = async (...given: Parameters<typeof call>) => (await call(...given)).body.error;

describe('the fake keeps the rules that are written down', () => {
  it('errors are HTTP 200; the token stands in its header and nowhere else', async () => {
    const getoa = '/v2.0/oa/getoa';
    expect(await call(getoa)).toMatchObject({ status: 200, body: { error: 0, data: { oa_type: 2 } } });
    expect(await error(getoa, undefined, { authorization: `Bearer ${token}` })).toBe(-216);
    expect(await error(`${getoa}?access_token=${token}`, undefined, {})).toBe(-216);
    now += 26 * 3_600_000;
    expect(await error(getoa)).toBe(-220);
    token = zalo.oauth.newPair().accessToken;
  });

  it('a code and a refresh token work once; tokens are given for a form with the secret only', async () => {
    const ask = async (form: Record<string, string>, secret = 'app-secret-for-tests') => {
      const { appId } = zalo.world.settings;
      const body = new URLSearchParams({ app_id: appId, ...form });
      const answer = await fetch(`${zalo.origin}/v4/oa/access_token`, {
        method: 'POST',
        headers: { secret_key: secret },
        body,
      });
      return (await answer.json()) as { refresh_token?: string; expires_in?: unknown; error_name?: string };
    };
    const code = zalo.oauth.newCode('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    const form = {
      grant_type: 'authorization_code',
      code,
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    };
    expect((await ask(form, 'wrong')).error_name).toBeDefined();
    const pair = await ask(form);
    expect(pair.expires_in).toBe('90000');
    expect((await ask(form)).error_name).toBe('Invalid authorization code');
    const refresh = { grant_type: 'refresh_token', refresh_token: pair.refresh_token ?? '' };
    expect((await ask(refresh)).refresh_token).not.toBe(pair.refresh_token);
    expect((await ask(refresh)).error_name).toBe('Invalid refresh token');
  });

  it('groups: assets once, 99 members, an admin among them; text is counted as received; attachments die', async () => {
    zalo.world.addPerson('admin', { isAdmin: true });
    const asset = zalo.world.addAsset();
    const create = (more: object) =>
      call('/v3.0/oa/group/creategroupwithoa', {
        group_name: 'Tổ 5',
        asset_id: asset.id,
        member_user_ids: ['admin'],
        ...more,
      });
    expect((await create({ member_user_ids: ['x'] })).body.error).toBe(-201);
    expect((await create({ member_user_ids: Array.from({ length: 100 }, () => 'admin') })).body.error).toBe(-201);
    const { body } = await create({});
    expect((await create({})).body.error).toBe(-238);
    expect((await create({ asset_id: zalo.world.addAsset('gmf10', { status: 'disabled' }).id })).body.error).toBe(-241);
    const send = (message: object) =>
      error('/v3.0/oa/group/message', { recipient: { group_id: body.data?.['group_id'] }, message });
    const long = 'ắ'.repeat(1_000);
    expect(await send({ text: long })).toBe(0);
    expect(await send({ text: long.normalize('NFD') })).toBe(-210);
    expect(await send({ attachment: { type: 'image' } })).toBe(-214);
    const uploaded = (await call('/v2.0/oa/upload/file', {})).body.data?.['token'];
    const file = { attachment: { type: 'file', payload: { token: uploaded } } };
    expect(await send(file)).toBe(0);
    now += 7 * DAY + 1;
    token = zalo.oauth.newPair().accessToken;
    expect(await send(file)).toBe(-100);
  });

  it('templates: the daily quota, trial only for admins, a tracking id', async () => {
    zalo.world.addTemplate('t', { dailyQuota: 1 });
    const send = (more: object) =>
      error('/message/template', {
        phone: '84912345678',
        template_id: 't',
        template_data: {},
        tracking_id: 'a',
        ...more,
      });
    expect(await send({ phone: '0912345678' })).toBe(-108);
    expect(await send({ tracking_id: 'x'.repeat(49) })).toBe(-1124);
    expect(await send({ mode: 'development' })).toBe(-127);
    expect([await send({}), await send({})]).toEqual([0, -144]);
  });

  it('a minute has its limit', async () => {
    now += 60_000;
    const answers = await Promise.all(Array.from({ length: 41 }, () => call('/v2.0/oa/getoa')));
    expect(answers.map(({ body }) => body.error).filter((code) => code === -32)).toHaveLength(1);
    expect(answers.some(({ limit }) => limit === '0')).toBe(true);
    now += 60_000;
  });

  it('the bot: three groups, one update at a time, 408 when there is none, deaf in groups unless it is meant', async () => {
    const bot = (method: string, body: object = {}) => call(`/bot${zalo.world.settings.botToken}/${method}`, body, {});
    const [chatId] = [zalo.bot.addGroup(), zalo.bot.addGroup(), zalo.bot.addGroup()];
    expect(() => zalo.bot.addGroup()).toThrow('3 group chats');
    zalo.bot.queue({ event_name: 'x' });
    expect((await bot('getUpdates')).body.result).toEqual({ event_name: 'x' });
    expect((await bot('getUpdates')).body).toMatchObject({ ok: false, error_code: 408 });
    expect((await bot('setWebhook', { url: 'https://example.org', secret_token: 'short' })).body.error_code).toBe(400);
    expect((await bot('sendMessage', { chat_id: chatId, text: 'x'.repeat(2_001) })).body.error_code).toBe(400);
    const { status } = await fetch(`${zalo.origin}/bot1:wrong/getMe`, { method: 'POST' });
    expect(status).toBe(404);
  });
});

it('an event that is not answered is sent again along the ladder, and then the app is unsubscribed', async () => {
  const retries: (string | undefined)[] = [];
  const deaf: Server = createServer((request, response) => {
    retries.push(request.headers['num_retry'] as string | undefined);
    response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}/`;
  const event = groupText(zalo.world, 'g', { from: 'v', text: '1' });
  const emitted = await call('/__emit', { event, emission: { url, door: 'oa' } });
  expect(emitted.body).toEqual({ statuses: [503] });
  for (const minutes of [0.5, 5, 15, 30, 60]) await call('/__clock', { advance: minutes * 60_000 });
  expect(retries).toEqual([undefined, '1', '2', '3', '4', '5']);
  expect(zalo.webhooks.unsubscribed).toBe(true);
  expect((await call('/__sent')).body).toMatchObject({ sent: expect.any(Array) });
  await new Promise<void>((resolve) => deaf.close(() => resolve()));
});
