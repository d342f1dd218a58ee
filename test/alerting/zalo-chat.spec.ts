import { botUpdate, FakeZalo, groupText, receipt, userText, type Words } from '#apps/simulator';
import { forgetFuture } from '#libs/database';
import { DAY, HOUR, MINUTE } from '#libs/domain';
import { LoopRegistry, Metrics } from '#libs/runtime';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ADMIN, ApiServer, type Call } from '../medium/api/api-server.ts';
import { WatchedVillage } from './watched-village.ts';
import { neverLogged, zaloEnvironment } from './zalo-at-work.ts';

jest.setTimeout(60_000);

const SECOND = 1_000;
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
let village: WatchedVillage;
let zalo: FakeZalo;
let api: ApiServer;
let admin: Call;
let engine: INestApplicationContext;
let groupId: string;
const lines: string[] = [];
/** Codes and tokens that were handed out. */
const secrets: string[] = [];

/** The engine, and nothing but it, works for so long. */
const pass = (ms: number) => village.pass(ms);
const read = () => engine.get(LoopRegistry).advanceTo(village.clock, village.clock.now() + SECOND);
const door = (path: 'webhook' | 'bot/webhook') => `${api.origin}/zalo/${path}`;
const emit = (event: Parameters<FakeZalo['emit']>[0], more: object = {}) =>
  zalo.emit(event, { url: door('webhook'), door: 'oa', ...more });
const inGroup = async (words: Words, more: object = {}) => {
  const statuses = await emit(groupText(zalo.world, groupId, words), more);
  await read();
  return statuses;
};
const inBotChat = async (chatId: string, words: Words) => {
  const update = botUpdate(zalo.world, chatId, words);
  if (update) await zalo.emit(update, { url: door('bot/webhook'), door: 'bot' });
  await read();
};
const seen = (to = groupId) => zalo.world.sent.filter((message) => message.to === to).map(({ text }) => text);
const lastIn = (to = groupId) => zalo.world.sent.filter((message) => message.to === to).at(-1);
const outcomes = async () =>
  (await village.rows<{ outcome: string }>('SELECT outcome FROM zalo_event ORDER BY id')).map(({ outcome }) => outcome);
const incidents = () =>
  village.rows<{ state: string; by: string | null }>(
    `SELECT state, acknowledged_by_name AS by FROM incident WHERE state <> 'resolved' ORDER BY opened_at, id`,
  );

/** A light falls silent and the group is told. */
async function fail(name: string): Promise<number> {
  const light = await village.device(name);
  await pass(16 * SECOND);
  await village.fallSilent(light);
  await pass(62 * SECOND);
  return light;
}

beforeAll(async () => {
  village = await WatchedVillage.start({ engines: 0 });
  zalo = await FakeZalo.start({}, () => village.clock.now());
  const env = {
    ...zaloEnvironment(zalo.origin),
    PUBLIC_URL: 'https://canhthon.example',
    ZALO_CODE_VERIFIER: VERIFIER,
    ...{ CHANNEL_PRICES: 'zalo_template=800', CHANNEL_BUDGET_DONG: '2000', ZALO_MESSAGES_A_MINUTE: '600' },
    LOG_LEVEL: 'trace',
  };
  const log = (line: string) => void lines.push(line);
  engine = await village.addEngine(env, log);
  const key = Buffer.from(village.key, 'base64');
  api = await ApiServer.start(env, { database: village.testDatabase, clock: village.clock, key, log });
  let signedIn = await api.signIn(ADMIN);
  // Sessions end while the story goes on.
  admin = async (...call) => {
    const answer = await signedIn(...call);
    if (answer.status !== 401) return answer as never;
    signedIn = await api.signIn(ADMIN);
    return signedIn(...call);
  };
  const pair = zalo.oauth.newPair();
  secrets.push(pair.accessToken, pair.refreshToken, VERIFIER);
  expect((await admin('PUT', '/channels/zalo/tokens', pair)).status).toBe(204);
  groupId = zalo.world.addGroup('Thôn Tháp Thượng').id;
  for (const [id, name] of [
    ['villager-1', 'Chú Tư'],
    ['villager-2', 'Cô Năm'],
  ] as const)
    zalo.world.addPerson(id, { name });
});
afterEach(() => zalo.faults.clear());
afterAll(async () => {
  await api.app.close();
  await village.stop();
  await zalo.stop();
});

describe('linking', () => {
  it('a code typed in the group makes it the address, once; the group is told', async () => {
    const { status, body } = await admin('POST', '/targets/zalo-links', { unitId: village.group });
    expect([status, body]).toMatchObject([201, { state: 'waiting', targetId: null, name: 'Tổ tự quản số 5' }]);
    secrets.push(body.text);
    await inGroup({ from: 'villager-1', text: `liên kết ${body.code}` });
    const linked = (await admin('GET', `/targets/zalo-links/${body.id}`)).body;
    expect(linked).toMatchObject({ state: 'linked', targetId: expect.any(String) });
    expect((await admin('GET', `/targets/${linked.targetId}`)).body).toMatchObject({
      ...{ channel: 'zalo_gmf', unitId: village.group, address: { groupId } },
    });
    expect(seen()).toEqual([expect.stringContaining('Đã liên kết')]);
    await inGroup({ from: 'villager-2', text: body.text });
    expect(seen()).toHaveLength(2);
    expect(seen().at(-1)).toContain('Mã không đúng');
  });

  it('a bot’s group by its mention; a code too late is none; who guesses gets five tries and then silence', async () => {
    const chatId = zalo.bot.addGroup();
    const { body } = await admin('POST', '/targets/zalo-links', { unitId: village.village, name: 'Nhóm bot' });
    const late = (await admin('POST', '/targets/zalo-links', { unitId: village.village })).body;
    await pass(SECOND);
    await inBotChat(chatId, { from: 'p', text: `@Bot Canh Thôn ${body.text}` });
    expect((await admin('GET', `/targets/zalo-links/${body.id}`)).body).toMatchObject({
      state: 'linked',
      name: 'Nhóm bot',
    });
    village.clock.advance(15 * MINUTE);
    const guesses = [late.code, '000000', '000001', '000002', '000003', '000004', '000005'] as string[];
    for (const code of guesses) await inBotChat(chatId, { from: 'p', text: `@Bot LIENKET ${code}` });
    expect((await admin('GET', `/targets/zalo-links/${late.id}`)).body).toMatchObject({
      state: 'expired',
      targetId: null,
    });
    expect(seen(chatId).filter((text) => text.includes('Mã không đúng'))).toHaveLength(5);
    expect((await outcomes()).slice(-2)).toEqual(['too_many_codes', 'too_many_codes']);
    await village.rows(`UPDATE target SET enabled = false WHERE address->>'chatId' = $1`, chatId);
  });

  it('a code given by a clock that ran ahead is worth nothing after it was set back', async () => {
    village.clock.advance(48 * HOUR);
    const { body } = await admin('POST', '/targets/zalo-links', { unitId: village.village });
    village.clock.advance(-48 * HOUR);
    await forgetFuture(village.database, village.clock.now());
    await inGroup({ from: 'villager-2', text: body.text });
    expect((await outcomes()).at(-1)).toBe('wrong_code');
    expect((await admin('GET', `/targets/zalo-links/${body.id}`)).body).toMatchObject({ state: 'expired' });
  });

  it('at most five codes of a unit are alive', async () => {
    const ask = () => admin('POST', '/targets/zalo-links', { unitId: village.units[0] });
    const answers = [await ask(), await ask(), await ask(), await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 409]);
    expect(answers.at(-1)?.body.errorCode).toBe('too_many_link_codes');
  });
});

describe('replies', () => {
  it('1 to the message of an incident takes it, and the group sees who goes', async () => {
    await fail('Đèn cổng làng');
    const told = lastIn();
    expect(told?.text).toContain('trả lời tin này số 1');
    await inGroup({ from: 'villager-1', text: 'đang xem', quotes: told?.messageId ?? '' });
    expect(await incidents()).toEqual([{ state: 'open', by: null }]);
    await inGroup({ from: 'villager-1', text: '1', quotes: told?.messageId ?? '' });
    expect(await incidents()).toEqual([{ state: 'acknowledged', by: 'Chú Tư' }]);
    await pass(70 * SECOND);
    expect(seen().at(-1)).toContain('Chú Tư');
    expect((await outcomes()).slice(-2)).toEqual(['something_else', 'said_one']);
  });

  it('TÔI ĐI takes the only open one; a second time there is nothing to take, and small talk stays small talk', async () => {
    await fail('Đèn đình làng');
    await inGroup({ from: 'villager-2', text: 'mai họp lúc 1 giờ' });
    await inGroup({ from: 'villager-2', text: 'TÔI ĐI' });
    await inGroup({ from: 'villager-1', text: '1' });
    expect((await incidents()).map(({ by }) => by)).toEqual(['Chú Tư', 'Cô Năm']);
    expect((await outcomes()).slice(-3)).toEqual(['small_talk', 'said_going', 'nothing_open']);
  });

  it('with two open it asks back once, and 1b is the second of its list', async () => {
    // So much at once would leave as one message.
    await village.pass(20 * MINUTE);
    await fail('Đèn ngõ 3');
    await pass(2 * MINUTE);
    await fail('Đèn ngõ 4');
    const before = seen().length;
    await inGroup({ from: 'villager-1', text: '1' });
    await inGroup({ from: 'villager-1', text: 'tôi đi' });
    expect(seen().slice(before)).toEqual([expect.stringMatching(/sự cố nào[^]*\n1a\. [^]*\n1b\. /)]);
    const second = /1b\. (Đèn ngõ \d)/.exec(lastIn()?.text ?? '')?.[1];
    await inGroup({ from: 'villager-1', text: '1b' });
    const rows = await village.rows<{ name: string }>(
      `SELECT d.name FROM incident i JOIN device d ON d.device_no = i.device_no
       WHERE i.state = 'acknowledged' ORDER BY i.acknowledged_at DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ name: second }]);
    expect((await outcomes()).slice(-3)).toEqual(['which_one', 'asked_before', 'said_one']);
  });

  it('a reply to somebody else’s words is asked about although only one is open', async () => {
    const before = seen().length;
    await inGroup({ from: 'villager-2', text: '1', quotes: 'a neighbour' });
    expect(seen().slice(before)).toEqual([expect.stringContaining('1a. ')]);
    await inGroup({ from: 'villager-2', text: '1a' });
    expect((await incidents()).every(({ state }) => state === 'acknowledged')).toBe(true);
  });
});

describe('what comes in', () => {
  it('is believed only with the right signature, in any of the four forms, fresh; and stored once', async () => {
    const event = () => groupText(zalo.world, groupId, { from: 'villager-1', text: 'ừ' });
    const count = async () => (await outcomes()).length;
    const before = await count();
    expect(await emit(event(), { badSignature: true })).toEqual([403]);
    const stale = await fetch(door('webhook'), {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(stale.status).toBe(403);
    expect(await zalo.emit({}, { url: door('bot/webhook'), door: 'bot', badSignature: true })).toEqual([403]);
    expect(await count()).toBe(before);
    for (const firstTerm of ['app_id', 'oa_id'])
      for (const timestampIn of ['body', 'header'])
        expect(await emit(event(), { firstTerm, timestampIn, times: 2 })).toEqual([200, 200]);
    expect(await count()).toBe(before + 4);
    const old = event();
    village.clock.advance(-3 * HOUR);
    const sent = emit(old);
    village.clock.advance(3 * HOUR);
    expect(await sent).toEqual([403]);
  });

  it('unknown events are kept; a group that is gone is not tried again; who withdraws is forgotten', async () => {
    expect(await emit({ event_name: 'something_new', sender: { id: 'x' } })).toEqual([200]);
    const { body } = await admin('POST', '/targets/zalo-links', { unitId: village.village, name: 'Chú Tư' });
    await emit(userText(zalo.world, { from: 'villager-1', text: body.text }));
    await read();
    expect(zalo.world.sent.at(-1)).toMatchObject({ route: 'cs', to: 'villager-1' });
    const target = () => village.rows(`SELECT address, enabled FROM target WHERE name = 'Chú Tư'`);
    expect(await target()).toEqual([{ address: { userId: 'villager-1' }, enabled: true }]);
    await emit({ event_name: 'user_withdraw', sender: { id: 'villager-1' } });
    await emit({ event_name: 'delete_group', group_id: groupId });
    await read();
    expect(await target()).toEqual([{ address: {}, enabled: false }]);
    expect(await village.rows(`SELECT 1 FROM zalo_event WHERE body LIKE '%villager-1%'`)).toEqual([]);
    expect(await village.rows(`SELECT unusable_reason FROM target WHERE address->>'groupId' = $1`, groupId)).toEqual([
      { unusable_reason: 'zalo_not_in_group' },
    ]);
  });

  it('one that cannot be worked off is put aside, and the next is read', async () => {
    await village.rows(
      `INSERT INTO zalo_event (id, door, event_key, name, body, received_at)
       VALUES ('00000000-0000-7000-8000-000000000000', 'oa', 'broken', 'broken', '{"half":', $1)`,
      new Date(village.clock.now()),
    );
    await inGroup({ from: 'villager-2', text: 'chào' });
    expect(
      (await village.rows<{ outcome: string }>(`SELECT outcome FROM zalo_event WHERE name = 'broken'`))[0],
    ).toEqual({
      outcome: 'put_aside',
    });
    expect(await village.rows('SELECT 1 FROM zalo_event WHERE processed_at IS NULL')).toEqual([]);
  });

  it('a receipt tells that a message arrived, or was looked at', async () => {
    const told = zalo.world.sent.find(({ to, text }) => to === groupId && text.includes('mất tín hiệu'));
    await emit(receipt(zalo.world, 'user_received_message', told?.messageId ?? ''));
    await read();
    expect((await outcomes()).at(-1)).toBe('received');
    const states = () => village.rows(`SELECT state FROM notification WHERE provider_message_id = $1`, told?.messageId);
    expect(await states()).toEqual([{ state: 'delivered' }]);
    await emit(receipt(zalo.world, 'user_seen_message', told?.messageId ?? ''));
    await read();
    expect(await states()).toEqual([{ state: 'read' }]);
  });
});

describe('the account', () => {
  it('tells which ways are open, and no secret', async () => {
    await village.pass(SECOND);
    const { body } = await admin('GET', '/channels/zalo');
    expect(body).toMatchObject({
      oa: { configured: true, connected: true, problem: null, listens: true, facts: { oaType: 2, isVerified: true } },
      bot: { configured: true, problem: null, listens: true, facts: { canJoinGroups: true } },
    });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('each channel tells how it does, for the caller’s territory', async () => {
    await village.rows(
      `INSERT INTO target (id, unit_id, channel, name, address, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'zalo_bot', 'Nhóm lâu không thử', '{"chatId":"zgr-old"}', at, at
       FROM (VALUES ($2::timestamptz), ($3)) AS made (at)`,
      ...[village.village, new Date(village.clock.now() - 46 * DAY), new Date(village.clock.now() - DAY)],
    );
    await village.rows(
      `INSERT INTO channel_cost VALUES ($1, 'zalo_template', 3, 2400)`,
      new Date(village.clock.now()).toISOString().slice(0, 7),
    );
    const { status, body } = await admin('GET', '/channels');
    expect(status).toBe(200);
    const of = (name: string) => body.items.find(({ channel }: { channel: string }) => channel === name);
    const [delivered] = await village.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM notification WHERE delivered_at IS NOT NULL`,
    );
    expect(of('zalo_gmf')).toMatchObject({
      ...{ configured: true, problem: null, tokenAgeDays: 0, cost: null },
      accounts: [{ account: 'main', state: 'well', reason: null, perMinute: 600, lastSuccessAt: expect.any(String) }],
      left: [{ what: 'calls_this_minute', count: expect.any(Number) }, { what: 'groups' }],
      day: { delivered: delivered?.count, failed: 0, uncertain: 0 },
    });
    expect(of('zalo_gmf').day.accepted).toBeGreaterThan(3);
    expect(of('zalo_bot')).toMatchObject({ configured: true, contacts: { stale: 1 }, tokenAgeDays: null });
    await village.rows(`DELETE FROM target WHERE name = 'Nhóm lâu không thử'`);
    expect(of('sms')).toMatchObject({ configured: false, waiting: 0, accounts: [], day: { accepted: 0 } });
    expect(of('zalo_template').cost).toEqual({ priceDong: 800, messages: 3, dong: 2400 });
    expect(body.spending).toMatchObject({ spentDong: 2400, budgetDong: 2000, state: 'critical_only' });
    await api.advance(MINUTE);
    const { items } = (await admin('GET', '/system/notices')).body;
    expect(items).toContainEqual(
      expect.objectContaining({
        code: 'channel_budget_spent',
        message: expect.stringContaining('2400 trên 2000 đồng'),
      }),
    );
    // One who has only another village hears nothing of these.
    const email = 'can-bo@example.org';
    const person = await admin('POST', '/users', { email, name: 'Cán bộ', password: 'mat-khau-can-bo' });
    const [root] = (await admin('GET', '/units?roots=true')).body.items as [{ id: string }];
    const other = await admin('POST', '/units', { kind: 'village', name: 'Thôn khác', parentId: root.id });
    await admin('POST', `/users/${person.body.id}/grants`, { role: 'it_officer', unitId: other.body.id });
    const officer = await api.signIn({ email, password: 'mat-khau-can-bo' });
    const gmf = (await officer('GET', '/channels')).body.items[0];
    expect(gmf).toMatchObject({ channel: 'zalo_gmf', accounts: [], day: { accepted: 0 }, contacts: { inUse: 0 } });
    await pass(16 * SECOND);
    const figures = await engine.get(Metrics).text();
    expect(figures).toMatch(/canhthon_channel_cost_dong\{channel="zalo_template"\} 2400/);
    expect(figures).toMatch(/canhthon_channel_token_age_seconds\{account="zalo_oa"\} \d/);
  });

  it('a consent is taken once, only while somebody waits for it, and exchanged by the engine', async () => {
    const { oaId } = zalo.world.settings;
    const code = zalo.oauth.newCode('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    secrets.push(code);
    const back = (id: string) =>
      fetch(`${api.origin}/zalo/consent?code=${code}&oa_id=${id}`).then(({ status }) => status);
    const generation = () =>
      village.rows(`SELECT generation, code_ciphertext AS code, refused_reason AS refused FROM channel_token`);
    const [before] = (await generation()) as { generation: number }[];
    expect(await back(oaId)).toBe(403);
    expect((await admin('POST', '/channels/zalo/consent')).status).toBe(204);
    expect([await back('another'), await back(oaId), await back(oaId)]).toEqual([403, 200, 403]);
    await pass(MINUTE);
    expect(await generation()).toEqual([{ generation: (before?.generation ?? 0) + 1, code: null, refused: null }]);
  });

  it('a renewal that is refused is a notice for whoever runs the installation, until somebody consents again', async () => {
    const { body: made } = await admin('POST', '/targets/zalo-links', { unitId: village.village, name: 'Nhóm mới' });
    groupId = zalo.world.addGroup('Nhóm mới').id;
    await inGroup({ from: 'villager-2', text: made.text });
    const { targetId } = (await admin('GET', `/targets/zalo-links/${made.id}`)).body;
    const notices = async () => {
      await api.advance(MINUTE);
      const { items } = (await admin('GET', '/system/notices')).body;
      return items.map(({ code }: { code: string }) => code) as string[];
    };
    expect(await notices()).not.toContain('zalo_consent_needed');
    zalo.oauth.refuses = true;
    zalo.oauth.expireAccess();
    await admin('POST', `/targets/${targetId}/test`);
    await pass(5 * SECOND);
    expect(await notices()).toContain('zalo_consent_needed');
    const { oa } = (await admin('GET', '/channels/zalo')).body;
    expect(oa).toMatchObject({
      problem: 'zalo_token_refused',
      problemMessage: expect.stringContaining('cấp quyền lại'),
    });
    const before = seen().length;
    zalo.oauth.refuses = false;
    await admin('PUT', '/channels/zalo/tokens', zalo.oauth.newPair());
    await pass(2 * MINUTE);
    expect(await notices()).not.toContain('zalo_consent_needed');
    expect(seen().slice(before)).toEqual([expect.stringContaining('Nhóm mới')]);
  });

  it('makes a group for a unit, with its link and its target', async () => {
    zalo.world.addAsset();
    zalo.world.addPerson('11111', { isAdmin: true });
    const asked = await admin('POST', '/targets/zalo-groups', { unitId: village.village, memberUserIds: ['11111'] });
    await read();
    const { body } = await admin('GET', `/operations/${asked.body.operationId}`);
    expect(body).toMatchObject({
      state: 'succeeded',
      result: { reason: null, groupLink: expect.stringContaining('https://zalo.me/g/') },
    });
    expect((await admin('GET', `/targets/${body.result.targetId}`)).body).toMatchObject({
      ...{ channel: 'zalo_gmf', name: 'Thôn Tháp Thượng', address: { groupId: body.result.groupId } },
    });
    const again = await admin('POST', '/targets/zalo-groups', { unitId: village.village, memberUserIds: ['11111'] });
    await read();
    expect((await admin('GET', `/operations/${again.body.operationId}`)).body.result).toMatchObject({
      ...{ groupId: null, reason: 'zalo_asset_used' },
    });
  });
});

it('no line of the log repeats a token, a secret, a code, or what people wrote', () => {
  expect(lines.length).toBeGreaterThan(30);
  const log = lines.join('');
  for (const secret of [...neverLogged(zalo, secrets), 'mai họp lúc', 'đang xem']) expect(log).not.toContain(secret);
});
