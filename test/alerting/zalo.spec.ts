import type { ZaloHere } from '#apps/alerting';
import { ChannelTokens, OA_ACCOUNT } from '#libs/database';
import {
  type Attempt,
  type Channel,
  DAY,
  decideDelivery,
  HOUR,
  MINUTE,
  ZALO_OUTCOMES,
  type ZaloVerdict,
  zaloWaitEnds,
} from '#libs/domain';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EVENING, neverLogged, PHONE, TEMPLATE_ID, ZaloAtWork } from './zalo-at-work.ts';

jest.setTimeout(60_000);

let work: ZaloAtWork;
let here: ZaloHere;
let groupId: string;
let chatId: string;
const secrets: string[] = [];

beforeAll(async () => {
  work = await ZaloAtWork.start();
  here = work.process();
  const { world, bot } = work.fake;
  groupId = world.addGroup('Thôn Tháp Thượng').id;
  chatId = bot.addGroup();
  world.addTemplate(TEMPLATE_ID, {
    parameters: [{ name: 'noi_dung', maxLength: 200, require: true }],
    dailyQuota: 10_000,
  });
});
afterAll(() => work.stop(here));
beforeEach(async () => {
  work.clock.set(EVENING);
  const pair = await work.connect();
  secrets.push(pair.accessToken, pair.refreshToken);
});
afterEach(() => work.fake.faults.clear());

/** One message by the API that the row is about. */
const PATHS = { oa: '/v3.0/oa/group/message', zbs: '/message/template', bot: '/sendMessage' } as const;
const CHANNELS = { oa: 'zalo_gmf', zbs: 'zalo_template', bot: 'zalo_bot' } as const satisfies Record<string, Channel>;
function sendBy(api: keyof typeof PATHS, attempt = 1, on = here): Promise<Attempt> {
  const address = { oa: { groupId }, zbs: {}, bot: { chatId } }[api];
  return work.send(on, CHANNELS[api], address, {
    attempt,
    ...(api === 'zbs' && { phone: PHONE }),
  });
}

const ROWS = ZALO_OUTCOMES.flatMap(({ apis, codes, verdict }) =>
  apis.flatMap((api) => codes.map((code) => ({ api, code, verdict }))),
);

/** What the sender has to hear of it, when it stays so. */
function expected(verdict: ZaloVerdict): object {
  switch (verdict.kind) {
    case 'accepted':
      return { kind: 'accepted', providerMessageId: expect.any(String) };
    case 'refresh':
      return { kind: 'impossible', reason: 'zalo_token_refused', blame: 'channel' };
    case 'retry':
      return { kind: 'later', reason: verdict.reason, notBefore: EVENING, of: 'message' };
    case 'later':
      return { kind: 'later', reason: verdict.reason, notBefore: zaloWaitEnds(verdict.until, 0.5, EVENING) };
    case 'impossible':
      return { kind: 'impossible', reason: verdict.reason, blame: verdict.blame };
    default:
      return { kind: 'impossible', reason: verdict.reason };
  }
}

describe('every row of the table, against the fake', () => {
  it.each(ROWS)('$api $code', async ({ api, code, verdict }) => {
    const { sent } = work.fake.world;
    const before = sent.length;
    if (code !== 0) work.fake.faults.plan({ kind: 'error', error: code }, PATHS[api], 2);
    const attempt = await sendBy(api);
    expect(attempt).toMatchObject(expected(verdict));
    expect(sent.length - before).toBe(code === 0 ? 1 : 0);
    const outcome = decideDelivery(attempt, { attempts: 1, createdAt: EVENING }, 0.5, EVENING);
    expect(outcome.kind === 'accepted').toBe(code === 0);
  });

  it.each(ROWS.filter(({ verdict }) => verdict.kind === 'refresh'))(
    '$api $code once: a fresh token, and it goes',
    async ({ api, code }) => {
      const { refreshes } = work.fake.oauth;
      work.fake.faults.plan({ kind: 'error', error: code }, PATHS[api]);
      expect(await sendBy(api)).toMatchObject({ kind: 'accepted' });
      expect(work.fake.oauth.refreshes - refreshes).toBe(1);
    },
  );

  it.each(ROWS.filter(({ verdict }) => verdict.kind === 'retry'))(
    '$api $code a third time: given up',
    async ({ api, code }) => {
      work.fake.faults.plan({ kind: 'error', error: code }, PATHS[api]);
      expect(await sendBy(api, 3)).toMatchObject({ kind: 'impossible', blame: 'message' });
    },
  );
});

describe('what Zalo does by itself', () => {
  it('knows its groups, assets and templates; takes text composed and without mentions', async () => {
    const { world } = work.fake;
    const expired = world.addGroup('Cũ', world.addAsset('gmf10', { validUntil: EVENING }));
    const on = (address: Record<string, string>) =>
      work.send(here, 'zalo_gmf', address, { text: 'Thôn [@f414] Thượng'.normalize('NFD') });
    expect(await on({ groupId: 'nowhere' })).toMatchObject({ reason: 'zalo_not_in_group', blame: 'target' });
    expect(await on({ groupId: expired.id })).toMatchObject({ reason: 'zalo_group_expired', blame: 'target' });
    expect(await on({})).toMatchObject({ reason: 'address_unusable', blame: 'target' });
    const accepted = await on({ groupId });
    const seen = world.sent.at(-1);
    expect(accepted).toMatchObject({ kind: 'accepted', providerMessageId: seen?.messageId });
    expect(seen?.text).toBe(seen?.text.normalize('NFC'));
    expect(seen?.text).not.toContain('[@');
  });

  it('a template by phone carries the key of the message, at most 48 characters, and its data fit', async () => {
    const text = 'Thôn '.repeat(30);
    expect(await work.send(here, 'zalo_template', {}, { phone: PHONE, text })).toMatchObject({ kind: 'accepted' });
    const seen = work.fake.world.sent.at(-1);
    expect(seen).toMatchObject({ to: '84912345678', trackingId: 'msg_018f0000000070008000000000000000' });
    expect(Object.keys(seen?.template?.data ?? {})).toEqual(['noi_dung']);
    expect(await work.send(here, 'zalo_template', {}, { phone: '12345' })).toMatchObject({
      reason: 'zalo_phone_refused',
    });
  });

  it('a template that asks for what we never say stops the channel; one at night waits until 06:05 and a little', async () => {
    const { world } = work.fake;
    world.addTemplate('strange', { parameters: [{ name: 'so_hop_dong', maxLength: 20, require: true }] });
    world.addTemplate('by-day', { notAtNight: true });
    const strange = work.process({ ZALO_TEMPLATE_ID: 'strange' });
    const byDay = work.process({ ZALO_TEMPLATE_ID: 'by-day' });
    expect(await sendBy('zbs', 1, strange)).toMatchObject({ reason: 'zalo_template_data', blame: 'channel' });
    work.clock.set(EVENING + 3 * HOUR);
    expect(await sendBy('zbs', 1, byDay)).toMatchObject({
      ...{ kind: 'later', reason: 'zalo_night', notBefore: Date.parse('2026-11-22T06:10:00+07:00') },
    });
    await strange.close();
    await byDay.close();
  });

  it('without a template a person is answered while that is allowed; a state agency’s words take the old way, for good', async () => {
    const { world, faults } = work.fake;
    world.addPerson('u1', { interactedAt: EVENING - HOUR });
    world.addPerson('u2', { interactedAt: EVENING - 8 * DAY });
    world.oaType = 4;
    const plain = work.process({ ZALO_TEMPLATE_ID: '' });
    const to = (userId: string, on = plain) => work.send(on, 'zalo_template', { userId });
    expect(await to('u1')).toMatchObject({ kind: 'accepted' });
    expect(world.sent.at(-1)).toMatchObject({ route: 'cs', path: '/v2.0/oa/message' });
    expect(await to('u2')).toMatchObject({ reason: 'zalo_too_long_ago', blame: 'message' });
    faults.plan({ kind: 'reset', when: 'before' }, '/v3.0/oa/message/cs', 5);
    const restarted = work.process({ ZALO_TEMPLATE_ID: '' });
    expect(await to('u1', restarted)).toMatchObject({ kind: 'accepted' });
    world.oaType = 2;
    faults.clear();
    expect(await to('u1', restarted)).toMatchObject({ kind: 'accepted' });
    expect(world.sent.at(-1)).toMatchObject({ path: '/v3.0/oa/message/cs' });
    expect(await work.send(plain, 'zalo_template', {}, { phone: PHONE })).toMatchObject({
      reason: 'zalo_template_missing',
    });
    await plain.close();
    await restarted.close();
  });

  it('a bot with a wrong token is nowhere; a chat it does not know is the target’s', async () => {
    const lost = work.process({ ZALO_BOT_TOKEN: '1:wrong' });
    expect(await sendBy('bot', 1, lost)).toMatchObject({ reason: 'zalo_bot_token', blame: 'channel' });
    expect(await work.send(here, 'zalo_bot', { chatId: 'zgr-0' })).toMatchObject({
      reason: 'zalo_bot_chat',
      blame: 'target',
    });
    await lost.close();
  });
});

describe('a Zalo that misbehaves', () => {
  it.each([
    [{ kind: 'page', status: 200 }, { kind: 'unanswered', reason: 'zalo_answer_unreadable' }, 0],
    [{ kind: 'page', status: 502 }, { kind: 'http_status', statusCode: 502 }, 0],
    [{ kind: 'page', status: 429, retryAfter: 120 }, { kind: 'http_status', statusCode: 429, retryAfter: 120_000 }, 0],
    [{ kind: 'reset', when: 'before' }, { kind: 'unanswered', reason: 'connection_lost' }, 0],
    [{ kind: 'reset', when: 'after' }, { kind: 'unanswered', reason: 'connection_lost' }, 1],
    [{ kind: 'half_body' }, { kind: 'unanswered', reason: 'connection_lost' }, 1],
  ] as const)('%j', async (fault, seen, arrived) => {
    for (const api of ['oa', 'zbs', 'bot'] as const) {
      const before = work.fake.world.sent.length;
      work.fake.faults.plan(fault, PATHS[api]);
      expect(await sendBy(api)).toMatchObject(seen);
      expect(work.fake.world.sent.length - before).toBe(arrived);
    }
  });
});

describe('tokens', () => {
  const store = () => new ChannelTokens(work.database);
  const row = () => store().read(OA_ACCOUNT);

  it('are renewed at 20 of 25 hours, before anything is refused', async () => {
    const { refreshes } = work.fake.oauth;
    work.clock.set(EVENING + 20 * HOUR - MINUTE);
    await here.tokens?.tend(work.clock.now());
    expect(work.fake.oauth.refreshes).toBe(refreshes);
    work.clock.set(EVENING + 20 * HOUR);
    await here.tokens?.tend(work.clock.now());
    expect(work.fake.oauth.refreshes).toBe(refreshes + 1);
    expect(await sendBy('oa')).toMatchObject({ kind: 'accepted' });
  });

  it('two processes whose token is refused at the same moment: one renewal in flight, both go on', async () => {
    const other = work.process();
    const { oauth } = work.fake;
    const { refreshes } = oauth;
    oauth.slowness = 150;
    oauth.expireAccess();
    const attempts = await Promise.all([here, other, here, other].map((on) => sendBy('oa', 1, on)));
    oauth.slowness = 0;
    expect(attempts).toMatchObject(Array.from({ length: 4 }, () => ({ kind: 'accepted' })));
    expect([oauth.refreshes - refreshes, oauth.mostAtOnce]).toEqual([1, 1]);
    await other.close();
  });

  it('a crash between rotation and commit: what we had goes on as long as it lives, then a person is told', async () => {
    work.fake.oauth.crashAfterRotate = true;
    work.clock.set(EVENING + 20 * HOUR);
    await here.tokens?.tend(work.clock.now());
    expect(await row()).toMatchObject({ refusedReason: null });
    expect(await sendBy('oa')).toMatchObject({ kind: 'accepted' });
    work.clock.set(EVENING + 20 * HOUR + MINUTE);
    await here.tokens?.tend(work.clock.now());
    // Zalo knows the old refresh token as spent: only a person can consent again.
    expect(await row()).toMatchObject({ refusedReason: 'zalo_token_refused' });
    expect(await sendBy('oa')).toMatchObject({ kind: 'accepted' });
    const { refreshes } = work.fake.oauth;
    work.clock.set(EVENING + 25 * HOUR);
    expect(await sendBy('oa')).toMatchObject({ kind: 'impossible', blame: 'channel', reason: 'zalo_not_connected' });
    expect(work.fake.oauth.refreshes).toBe(refreshes);
    const pair = await work.connect();
    secrets.push(pair.accessToken, pair.refreshToken);
    expect(await row()).toMatchObject({ refusedReason: null });
    expect(await sendBy('oa')).toMatchObject({ kind: 'accepted' });
  });

  it('a pair that was fetched is committed before it is used: killed right after, the next process has it', async () => {
    work.fake.oauth.expireAccess();
    work.fake.faults.plan({ kind: 'error', error: -220 }, PATHS.oa, 2);
    await sendBy('oa');
    const next = work.process();
    const { refreshes } = work.fake.oauth;
    expect(await sendBy('oa', 1, next)).toMatchObject({ kind: 'accepted' });
    expect(work.fake.oauth.refreshes).toBe(refreshes);
    await next.close();
  });

  it('a renewal that is refused stops the channel and is not repeated', async () => {
    work.fake.oauth.refuses = true;
    work.fake.oauth.expireAccess();
    expect(await sendBy('oa')).toMatchObject({ kind: 'impossible', blame: 'channel', reason: 'zalo_token_refused' });
    expect(await row()).toMatchObject({ refusedReason: 'zalo_token_refused' });
    work.fake.oauth.refuses = false;
    const { refreshes } = work.fake.oauth;
    expect(await sendBy('oa')).toMatchObject({ blame: 'channel' });
    expect(work.fake.oauth.refreshes).toBe(refreshes);
  });
});

it('no token, secret or phone number stands in any line of the log', () => {
  expect(work.lines.length).toBeGreaterThan(50);
  const log = work.lines.join('');
  for (const secret of neverLogged(work.fake, secrets)) expect(log).not.toContain(secret);
});
