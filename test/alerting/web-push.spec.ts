import { FakePushService } from '#apps/simulator';
import type { TargetId } from '#libs/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApiServer, type Call } from '../medium/api/api-server.ts';
import { PushBrowser } from '../harness/push-browser.ts';
import { SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
let service: FakePushService;
let api: ApiServer;
let admin: Call;
let member: Call;
let key: string;
let lines: string[];

interface Notice {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly tag: string | null;
}

const MEMBER = { email: 'to5@example.org', password: 'mat-khau-to-5-2026' };

beforeAll(async () => {
  service = await FakePushService.start();
  village = await WatchedVillage.start({ engines: 0 });
  const { testDatabase: database, clock } = village;
  lines = [];
  const log = (line: string) => void lines.push(line);
  api = await ApiServer.start(
    { OUTBOUND_ALLOW: '127.0.0.0/8', LOG_LEVEL: 'trace' },
    { database, clock, key: Buffer.from(village.key, 'base64'), log },
  );
  await village.addEngine({ LOG_LEVEL: 'trace' }, log);
  admin = await api.signIn();
  const { body } = await admin('POST', '/users', { ...MEMBER, name: 'Chị Lan', unitId: village.group });
  await admin('POST', `/users/${body.id}/grants`, { role: 'group_member', unitId: village.group });
  member = await api.signIn(MEMBER);
  key = (await member('GET', '/push-subscriptions/key')).body.publicKey;
});

afterAll(async () => {
  await api.app.close();
  await village.stop();
  await service.stop();
});

beforeEach(async () => {
  await village.rows('DELETE FROM push_subscription');
  await village.rows(`UPDATE target SET removed_at = now(), enabled = false WHERE channel = 'web_push'`);
  service.messages.length = 0;
});

const browser = () => new PushBrowser(service.endpoint(key));
const subscribe = (who: Call, device: PushBrowser, more: object = {}) =>
  who('POST', '/push-subscriptions', { ...device.subscription(), ...more });
const noticesOf = (device: PushBrowser): Notice[] =>
  service.messages
    .filter(({ path }) => device.endpoint.endsWith(path))
    .map(({ record }) => JSON.parse(device.read(record)) as Notice);
const targets = () =>
  village.rows<{ id: TargetId; name: string; unusable_reason: string | null }>(
    `SELECT id, name, unusable_reason FROM target WHERE channel = 'web_push' AND removed_at IS NULL`,
  );

describe('web push', () => {
  it('a phone is told of an outage of its group, and the recovery takes the place of the alarm', async () => {
    const phone = browser();
    expect(await subscribe(member, phone)).toMatchObject({ status: 200, body: { unitId: village.group } });
    const light = await village.device('Đèn cổng làng');
    await village.pass(16 * SECOND);
    await village.fallSilent(light);
    await village.pass(62 * SECOND);
    await village.hear(light);
    await village.pass(92 * SECOND);
    expect(service.refusals).toEqual([]);
    const [incident] = await village.rows<{ id: string }>('SELECT id FROM incident ORDER BY id DESC LIMIT 1');
    const id = incident?.id ?? '';
    expect(noticesOf(phone)).toMatchObject([
      { title: 'Canh Thôn', url: '/', tag: null },
      { title: 'Tổ tự quản số 5', url: `/incidents/${id}`, tag: id.replaceAll('-', '') },
      { title: 'Tổ tự quản số 5', url: `/incidents/${id}`, tag: id.replaceAll('-', '') },
    ]);
    const [, alarm, over] = noticesOf(phone);
    expect(alarm?.body).toMatch(/^Đèn cổng làng \(mã D-\d+\) ở cổng làng.*mất tín hiệu từ/);
    expect(alarm?.body).not.toContain('http');
    expect(over?.body).toContain('đã hoạt động trở lại');
    expect(service.messages.map(({ ttl, topic, urgency }) => [ttl, topic, urgency])).toEqual([
      [3600, null, 'high'],
      [3600, id.replaceAll('-', ''), 'normal'],
      [3600, id.replaceAll('-', ''), 'normal'],
    ]);
  });

  it('is one target for a person and a device; a renewed endpoint changes it, another person ends it', async () => {
    const [phone, renewed] = [browser(), browser()];
    const first = await subscribe(member, phone);
    expect((await subscribe(member, phone, { renew: true })).body.id).toBe(first.body.id);
    expect((await subscribe(member, renewed)).body.id).toBe(first.body.id);
    expect((await targets()).map(({ name }) => name)).toEqual(['Máy của Chị Lan']);
    const others = await subscribe(admin, renewed);
    expect(await targets()).toMatchObject([{ id: others.body.id, name: 'Máy của Quản trị viên' }]);
    expect((await subscribe(member, phone, { renew: true })).status).toBe(404);
    expect((await member('DELETE', `/push-subscriptions/${others.body.id}`)).status).toBe(404);
    expect((await admin('DELETE', `/push-subscriptions/${others.body.id}`)).status).toBe(204);
    expect(await targets()).toEqual([]);
  });

  it('ends with the sign-in, with the last grant and after a day without the browser', async () => {
    const { body } = await api.as({})<{ accessToken: string; refreshToken: string }>('POST', '/auth/login', MEMBER);
    await subscribe(api.as({ authorization: `Bearer ${body.accessToken}` }), browser());
    expect(await targets()).toHaveLength(1);
    await api.as({})('POST', '/auth/logout', { refreshToken: body.refreshToken });
    expect(await targets()).toEqual([]);
    const id = await create('Anh Hùng', 'hung@example.org');
    const hung = await api.signIn({ email: 'hung@example.org', password: MEMBER.password });
    await subscribe(hung, browser());
    const { body: person } = await admin('GET', `/users/${id}`);
    await admin('DELETE', `/users/${id}/grants/${person.grants[0].id}`);
    expect(await targets()).toEqual([]);
  });

  const create = async (name: string, email: string): Promise<string> => {
    const { body } = await admin('POST', '/users', { ...MEMBER, email, name, unitId: village.group });
    await admin('POST', `/users/${body.id}/grants`, { role: 'group_member', unitId: village.group });
    return body.id as string;
  };

  it('who may not act, a program, another unit and a forbidden address are refused', async () => {
    const { body } = await admin('POST', '/users', { ...MEMBER, email: 'xem@example.org', name: 'Xem' });
    await admin('POST', `/users/${body.id}/grants`, { role: 'viewer', unitId: village.group });
    const viewer = await api.signIn({ email: 'xem@example.org', password: MEMBER.password });
    expect((await subscribe(viewer, browser())).status).toBe(403);
    expect((await subscribe(member, browser(), { unitId: village.village })).status).toBe(404);
    const made = await admin('POST', '/api-keys', {
      ...{ name: 'x', role: 'admin', unitId: village.units[0], expiresAt: '2027-01-01' },
    });
    const program = api.as({ 'x-api-key': made.body.key as string });
    expect((await subscribe(program, browser())).status).toBe(403);
    const inside = { ...browser().subscription(), endpoint: 'http://10.0.0.1/push' };
    expect((await member('POST', '/push-subscriptions', inside)).body.errorCode).toBe('address_refused');
    const short = { endpoint: 'https://push.example.org/x', keys: { p256dh: 'BAAA', auth: 'AAAA' } };
    expect((await member('POST', '/push-subscriptions', short)).status).toBe(400);
  });

  it.each([
    ['is gone', (phone: PushBrowser) => service.forget(phone.endpoint), 'failed', 'push_gone'],
    ['answers 404', () => service.plan({ status: 404 }), 'failed', 'push_gone'],
    ['wants another key', () => service.plan({ status: 403 }), 'failed', 'push_other_key'],
  ])('a browser that %s is not tried again', async (_, spoil, state, reason) => {
    const phone = browser();
    const { body } = await subscribe(member, phone);
    spoil(phone);
    await village.pass(3 * SECOND);
    expect(await lastOf(body.id)).toEqual([{ state, last_error: reason }]);
    expect((await targets())[0]?.unusable_reason).toBe(reason);
  });

  const lastOf = (id: string) => village.rows('SELECT state, last_error FROM notification WHERE target_id = $1', id);

  it('a busy service is asked again when it says; nothing of a subscription is logged', async () => {
    const phone = browser();
    service.plan({ status: 429, retryAfter: 20 });
    const { body } = await subscribe(member, phone);
    await village.pass(3 * SECOND);
    expect(await lastOf(body.id)).toMatchObject([{ state: 'queued', last_error: 'http_429' }]);
    await village.pass(30 * SECOND);
    expect(await lastOf(body.id)).toMatchObject([{ state: 'accepted' }]);
    expect(service.messages).toHaveLength(1);
    expect(lines.length).toBeGreaterThan(0);
    const log = lines.join('\n');
    for (const secret of [phone.endpoint, phone.subscription().keys.p256dh, phone.subscription().keys.auth])
      expect(log).not.toContain(secret);
    expect((await admin('GET', `/targets/${body.id}`)).body.address).toEqual({ endpoint: service.origin });
  });
});
