import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '#libs/domain';
import { Client } from 'pg';
import { ApiServer, type Call } from './api-server.ts';
import { camera, create, light } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let unitId: string;
let sql: Client;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  unitId = await create(admin, '/units', { kind: 'commune', name: 'Xã Đan Phượng' });
  sql = new Client(server.database.url);
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

const register = async (body: object) => (await admin('POST', '/devices', body)).body;

describe('Idempotency-Key', () => {
  const key = (name: string) => ({ 'idempotency-key': name });

  it('gives the first answer again, secret included, and registers once', async () => {
    const body = light(unitId, { name: 'Đèn gửi hai lần' });
    const first = await admin('POST', '/devices', body, key('a'));
    const reordered = Object.fromEntries(Object.entries(body).reverse());
    const second = await admin('POST', '/devices', reordered, key('a'));
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect((await admin('GET', '/devices?q=hai%20lan')).body.items).toHaveLength(1);
  });

  it('refuses another body, and forgets the key after a day', async () => {
    await admin('POST', '/devices', light(unitId), key('b'));
    const other = await admin('POST', '/devices', light(unitId, { name: 'khác' }), key('b'));
    expect([other.status, other.body.errorCode]).toEqual([409, 'idempotency_conflict']);
    server.clock.advance(DAY);
    admin = await server.signIn();
    expect((await admin('POST', '/devices', light(unitId, { name: 'khác' }), key('b'))).status).toBe(201);
  });

  it('may be used again after a refusal', async () => {
    expect((await admin('POST', '/devices', { kind: 'solar_light' }, key('c'))).status).toBe(400);
    expect((await admin('POST', '/devices', light(unitId), key('c'))).status).toBe(201);
  });

  it('two calls at once register once', async () => {
    const body = light(unitId, { name: 'Đèn bấm đúp' });
    const both = await Promise.all([1, 2].map(() => admin('POST', '/devices', body, key('d'))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, expect.any(Number)]);
    expect((await admin('GET', '/devices?q=bam%20dup')).body.items).toHaveLength(1);
  });

  it('keeps answers sealed', async () => {
    const { mqtt } = (await admin('POST', '/devices', light(unitId), key('e'))).body;
    const { rows } = await sql.query(`SELECT response::text AS text FROM idempotency_key WHERE key = 'e'`);
    expect(rows[0].text).not.toContain(mqtt.password);
  });
});

describe('If-Match', () => {
  it('a stale version is refused, the present one and none are not', async () => {
    const { device } = await register(light(unitId));
    const path = `/devices/${device.id}`;
    const etag = (await admin('GET', path)).headers.get('etag') ?? '';
    expect(etag).toBe('"v1"');
    const changed = await admin('PATCH', path, { name: 'mới' }, { 'if-match': etag });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"v2"']);
    for (const stale of [etag, '"nonsense"']) {
      expect((await admin('PATCH', path, { name: 'cũ' }, { 'if-match': stale })).status).toBe(412);
    }
    expect((await admin('GET', path)).body.name).toBe('mới');
    expect((await admin('PATCH', path, { name: 'nữa' })).status).toBe(200);
  });
});

describe('a device’s life', () => {
  it('is registered whole: place, health, hardware, sealed password', async () => {
    const { device, mqtt } = await register(camera(unitId, { landmark: 'cổng đình', intervalSeconds: 10 }));
    expect(mqtt).toBeUndefined();
    expect(device).toMatchObject({
      health: 'never_seen',
      landmark: 'cổng đình',
      offlineAfterSeconds: 30,
      onvif: { url: 'http://192.168.1.20/onvif/device_service', username: 'admin', hasPassword: true },
    });
    expect(JSON.stringify(device)).not.toContain('mat-khau-camera');
    const { rows } = await sql.query(
      `SELECT e.password_ciphertext AS sealed FROM camera_endpoint e JOIN device_health h ON true
       JOIN device d USING (device_no) WHERE e.device_id = $1 AND d.id = $1`,
      [device.id],
    );
    expect(rows).toHaveLength(1);
    expect(String(rows[0].sealed)).not.toContain('mat-khau-camera');
  });

  it('two devices can share a pole', async () => {
    const { device } = await register(light(unitId));
    const second = await register({ kind: 'wifi_hotspot', name: 'Wi-Fi', siteId: device.siteId });
    expect(second.device.siteId).toBe(device.siteId);
    expect((await admin('GET', `/sites/${device.siteId}`)).body.devices).toBe(2);
  });

  it('a new secret replaces the old one; cameras have none', async () => {
    const { device, mqtt } = await register(light(unitId));
    const rotated = (await admin('POST', `/devices/${device.id}/secret`)).body;
    expect(rotated).toMatchObject({ clientId: device.id, topicPrefix: `v1/devices/${device.id}/` });
    expect(rotated.password).not.toBe(mqtt.password);
    const { device: cam } = await register(camera(unitId));
    expect((await admin('POST', `/devices/${cam.id}/secret`)).body.errorCode).toBe('device_has_no_secret');
  });

  it('a camera that moves to another machine forgets its password unless a new one comes along', async () => {
    const { device } = await register(camera(unitId));
    const path = `/devices/${device.id}`;
    const samePlace = await admin('PATCH', path, { onvif: { url: 'http://192.168.1.20/other' } });
    expect(samePlace.body.onvif).toMatchObject({ url: 'http://192.168.1.20/other', hasPassword: true });
    const moved = await admin('PATCH', path, { onvif: { url: 'http://192.168.1.99/' } });
    expect(moved.body.onvif).toMatchObject({ username: 'admin', hasPassword: false });
    const again = await admin('PATCH', path, { onvif: { url: 'http://192.168.1.98/', password: 'x' } });
    expect(again.body.onvif).toMatchObject({ hasPassword: true, credentialState: 'untried' });
  });

  it('one that never spoke can be deleted; one with a history is decommissioned and loses its credentials', async () => {
    const { device: mistake } = await register(light(unitId, { serial: 'SAI-1' }));
    expect((await admin('DELETE', `/devices/${mistake.id}`)).status).toBe(204);
    const { device } = await register(light(unitId, { serial: 'SAI-1' }));
    const path = `/devices/${device.id}`;
    await sql.query(
      `INSERT INTO device_latest (device_no, session_epoch, last_contact_at)
       SELECT device_no, 0, now() FROM device WHERE id = $1`,
      [device.id],
    );
    expect((await admin('DELETE', path)).body.errorCode).toBe('device_has_history');
    const gone = await admin('POST', `${path}/decommission`);
    expect(gone.body).toMatchObject({ health: 'decommissioned', hasSecret: false });
    expect((await admin('PATCH', path, { name: 'x' })).body.errorCode).toBe('device_decommissioned');
    expect((await register(light(unitId, { serial: 'SAI-1' }))).device.hardware.serial).toBe('SAI-1');
    const listed = async (query: string) =>
      (await admin('GET', `/devices?limit=500${query}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await listed('')).not.toContain(device.id);
    expect(await listed('&health=decommissioned')).toContain(device.id);
    const { rows } = await sql.query(
      `SELECT t.kind FROM transition t JOIN transition_work w ON w.transition_id = t.id
       JOIN device d ON d.device_no = t.device_no WHERE d.id = $1`,
      [device.id],
    );
    expect(rows).toEqual([{ kind: 'lifecycle' }]);
  });

  it('planned work hides its health and ends by itself', async () => {
    const { device } = await register(light(unitId));
    const path = `/devices/${device.id}`;
    const until = new Date(server.clock.now() + 3_600_000).toISOString();
    expect((await admin('PATCH', path, { maintenanceUntil: until })).body.health).toBe('maintenance');
    expect((await admin('GET', '/devices?health=maintenance')).body.items).toHaveLength(1);
    server.clock.advance(3_600_000);
    admin = await server.signIn();
    expect((await admin('GET', path)).body.health).toBe('never_seen');
    const past = { maintenanceUntil: '2020-01-01T00:00:00Z' };
    expect((await admin('PATCH', path, past)).body.details).toMatchObject({ fields: [{ code: 'past' }] });
  });
});

describe('targets', () => {
  it('speak in the place of one another: of the unit or above, for the same people, in no circle', async () => {
    const groupId = await create(admin, '/units', { kind: 'group', name: 'Tổ báo thay', parentId: unitId });
    const of = (unit: string, more: object = {}) =>
      create(admin, '/targets', {
        unitId: unit,
        channel: 'email',
        address: { to: 'a@example.org' },
        name: 'x',
        ...more,
      });
    const above = await of(unitId, { name: 'Xã' });
    const group = await of(groupId, { fallbackTargetId: above });
    const { body } = await admin('GET', `/targets/${group}`);
    expect(body).toMatchObject({ fallbackTargetId: above, fallbackTargetName: 'Xã', unusable: null, stale: false });
    const refused = async (id: string, changes: object) =>
      (await admin('PATCH', `/targets/${id}`, changes)).body.errorCode;
    expect(await refused(above, { fallbackTargetId: group })).toBe('fallback_cycle');
    expect(await refused(above, { fallbackTargetId: await of(groupId) })).toBe('fallback_not_above');
    const people = await of(groupId, { audience: 'households' });
    expect(await refused(group, { fallbackTargetId: people })).toBe('fallback_other_audience');
    expect(await refused(group, { audience: 'households' })).toBe('fallback_other_audience');
    expect(await refused(group, { fallbackTargetId: groupId })).toBe('target_not_found');
    const freed = await admin('PATCH', `/targets/${group}`, { fallbackTargetId: null, onlyAsFallback: true });
    expect(freed.body).toMatchObject({ fallbackTargetId: null, onlyAsFallback: true });
  });

  it('get a new signing secret, shown once, beside which the old one signs for a day', async () => {
    const url = 'https://example.org/hook';
    const { body: made } = await admin('POST', '/targets', { unitId, channel: 'webhook', address: { url } });
    const { body: rotated } = await admin('POST', `/targets/${made.id}/secret`);
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(made.secret);
    const { body: read } = await admin('GET', `/targets/${made.id}`);
    expect(read).toMatchObject({ oldSecretUntil: rotated.oldSecretUntil });
    expect(JSON.stringify(read)).not.toContain('whsec_');
    const mail = await create(admin, '/targets', { unitId, channel: 'email', address: { to: 'b@example.org' } });
    expect((await admin('POST', `/targets/${mail}/secret`)).body.errorCode).toBe('target_has_no_secret');
  });

  it('show their secret once and their address without it', async () => {
    const body = { unitId, channel: 'webhook', address: { url: 'https://example.org/hook' } };
    const { body: made } = await admin('POST', '/targets', body);
    expect(made.secret).toMatch(/^whsec_/);
    const { body: read } = await admin('GET', `/targets/${made.id}`);
    expect([read.secret, read.address]).toEqual([undefined, { url: 'https://example.org/hook' }]);
    const { rows } = await sql.query('SELECT row_to_json(t)::text AS text FROM target t WHERE id = $1', [made.id]);
    expect(rows[0].text).not.toContain(made.secret.slice(6));
  });

  it('keep personal addresses apart, and erase them when removed', async () => {
    const { body } = await admin('POST', '/targets', { unitId, channel: 'email', address: { to: 'to@example.org' } });
    expect(body.address).toEqual({ to: 'to@example.org' });
    const stored = async () =>
      (
        await sql.query(`SELECT (SELECT count(*)::int FROM contact WHERE email = 'to@example.org') AS contacts,
        (SELECT count(*)::int FROM target t WHERE t::text LIKE '%to@example.org%') AS targets`)
      ).rows[0];
    expect(await stored()).toEqual({ contacts: 1, targets: 0 });
    expect((await admin('DELETE', `/targets/${body.id}`)).status).toBe(204);
    expect(await stored()).toEqual({ contacts: 0, targets: 0 });
    expect((await admin('GET', `/targets/${body.id}`)).body.errorCode).toBe('target_not_found');
  });

  it('a test message goes into the outbox', async () => {
    const body = { unitId, channel: 'webhook', address: { url: 'https://example.org/test' } };
    const { body: made } = await admin('POST', '/targets', body);
    const { status, body: sent } = await admin('POST', `/targets/${made.id}/test`);
    expect(status).toBe(202);
    const { body: list } = await admin('GET', `/notifications?targetId=${made.id}`);
    expect(list.items).toMatchObject([
      { id: sent.notificationId, event: 'test', state: 'queued', reason: 'asked_for' },
    ]);
  });
});

describe('policy and operations', () => {
  it('a policy is inherited value by value, and says from where', async () => {
    const groupId = await create(admin, '/units', { kind: 'group', name: 'Tổ 1', parentId: unitId });
    await admin('PUT', `/units/${unitId}/policy`, { groupWaitSeconds: 300, householdsEnabled: true });
    const { body } = await admin('PUT', `/units/${groupId}/policy`, { groupWaitSeconds: 0, digestAt: 'off' });
    expect(body.effective).toMatchObject({ digestAt: 'off', groupWaitSeconds: 0, householdsEnabled: true });
    expect(body.from).toMatchObject({ groupWaitSeconds: groupId, householdsEnabled: unitId, quietHours: null });
    const wrong = await admin('PUT', `/units/${groupId}/policy`, { groupWaitSeconds: 601 });
    expect(wrong.body.details).toMatchObject({ fields: [{ path: 'groupWaitSeconds', code: 'range' }] });
  });

  it('a rota names the unit’s own targets, says who is on duty, and is replaced as a whole', async () => {
    const groupId = await create(admin, '/units', { kind: 'group', name: 'Tổ trực', parentId: unitId });
    const target = (id: string) =>
      create(admin, '/targets', { unitId: id, channel: 'email', name: 'Trực', address: { to: 'truc@example.org' } });
    const [own, other] = [await target(groupId), await target(unitId)];
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ targetId: own, weekday, from: '00:00', to: '00:00' }));
    const { body, headers } = await admin('PUT', `/units/${groupId}/duty`, { shifts: always });
    expect(body).toMatchObject({ unitId: groupId, shifts: always, overrides: [], onDuty: [own], version: 1 });
    expect(headers.get('etag')).toBe('"v1"');
    const override = { targetId: own, date: '2026-02-29', from: '22:00', to: '6:00' };
    const wrong = await admin('PUT', `/units/${groupId}/duty`, { overrides: [override] });
    expect(wrong.body.details.fields).toMatchObject([{ path: 'overrides.0.date' }, { path: 'overrides.0.to' }]);
    const foreign = await admin('PUT', `/units/${groupId}/duty`, { shifts: [{ ...always[0], targetId: other }] });
    expect(foreign.body).toMatchObject({ errorCode: 'target_not_found' });
    const stale = await admin('PUT', `/units/${groupId}/duty`, {}, { 'if-match': '"v7"' });
    expect(stale.status).toBe(412);
    expect((await admin('PUT', `/units/${groupId}/duty`, {})).body).toMatchObject({ shifts: [], version: 2 });
  });

  it('a camera is asked who it is by an operation that keeps the password sealed', async () => {
    const body = { unitId, url: 'http://192.168.1.50/', username: 'admin', password: 'thu-mat-khau' };
    const { status, body: started } = await admin('POST', '/devices/identify', body);
    expect(status).toBe(202);
    const { body: operation } = await admin('GET', `/operations/${started.operationId}`);
    expect(operation).toMatchObject({ kind: 'camera_identify', state: 'queued', progress: 0 });
    const { rows } = await sql.query('SELECT request::text AS text FROM operation WHERE id = $1', [operation.id]);
    expect(rows[0].text).not.toContain('thu-mat-khau');
    expect((await admin('POST', '/discovery', { unitId })).status).toBe(202);
  });
});

it('the audit log tells who did what, by ids only', async () => {
  const { body } = await admin('GET', '/audit?limit=500');
  const { body: me } = await admin('GET', '/me');
  const text = JSON.stringify(body);
  expect(body.items[0]).toMatchObject({ actorKind: 'user', actorId: me.id });
  for (const personal of ['to@example.org', me.email, me.name]) expect(text).not.toContain(personal);
});
