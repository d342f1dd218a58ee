import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiServer, type Call } from './api-server.ts';
import { camera, create, light } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let unitId: string;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  unitId = await create(admin, '/units', { kind: 'commune', name: 'Xã Đan Phượng' });
});
afterAll(() => server.stop());

const register = async (body: object) => (await admin('POST', '/devices', body)).body;

describe('new hardware', () => {
  it('takes the place of the old one; device, place, label and gifts stay, and the history says when', async () => {
    const { device, mqtt } = await register(light(unitId, { serial: 'CU-1', model: 'LED-40' }));
    const path = `/devices/${device.id}`;
    const gift = { donor: 'Bà con xóm Đình', amountDong: 2_000_000, givenOn: '2026-02-01' };
    await create(admin, `/sites/${device.siteId}/contributions`, gift);
    const { url } = (await admin('GET', `/sites/${device.siteId}/sticker`)).body;
    const command = (await admin('POST', `${path}/commands`, { name: 'reboot' })).body;
    const begun = server.clock.now();
    server.clock.advance(60_000);
    const { status, body } = await admin('POST', `${path}/hardware`, { serial: 'moi 1', model: 'LED-60' });
    expect(status).toBe(201);
    const { id, code, siteId } = device;
    expect(body.device).toMatchObject({ id, code, siteId, hardware: { serial: 'MOI1', model: 'LED-60' } });
    expect(body.mqtt).toMatchObject({ clientId: id, topicPrefix: mqtt.topicPrefix });
    expect(body.mqtt.password).not.toBe(mqtt.password);
    expect((await admin('GET', `/sites/${siteId}/sticker`)).body.url).toBe(url);
    expect((await admin('GET', `/sites/${siteId}/contributions`)).body.items).toHaveLength(1);
    expect((await admin('GET', `${path}/commands/${command.id}`)).body).toMatchObject({ state: 'cancelled' });
    const changed = new Date(begun + 60_000).toISOString();
    const things = (await admin('GET', `${path}/hardware`)).body;
    expect(things).toMatchObject([
      { serial: 'MOI1', from: changed, until: null },
      { serial: 'CU-1', until: changed },
    ]);
    const [event] = (await admin('GET', `/sites/${siteId}/history`)).body;
    expect(event).toMatchObject({ at: changed, kind: 'hardware', from: 'LED-40 (CU-1)', to: 'LED-60 (MOI1)' });
    expect((await admin('GET', '/devices?q=moi1')).body.items).toHaveLength(1);
    expect((await register(light(unitId, { serial: 'cu-1' }))).device.hardware.serial).toBe('CU-1');
    const twin = await admin('POST', `${path}/hardware`, { serial: 'CU-1' });
    expect([twin.status, twin.body.errorCode]).toEqual([409, 'serial_taken']);
  });

  it('of a camera is asked anew with the sign-in that is there, or with the one that comes with it', async () => {
    const { device } = await register(camera(unitId));
    const path = `/devices/${device.id}/hardware`;
    const same = (await admin('POST', path, { mac: 'A4-12-42-00-1B-9C' })).body;
    expect(same.mqtt).toBeUndefined();
    expect(same.device.onvif).toMatchObject({ username: 'admin', hasPassword: true, credentialState: 'untried' });
    const other = (await admin('POST', path, { onvif: { url: 'http://192.168.1.77' } })).body;
    expect(other.device.onvif).toMatchObject({ url: 'http://192.168.1.77/onvif/device_service', hasPassword: false });
    const { device: lamp } = await register(light(unitId));
    const wrong = await admin('POST', `/devices/${lamp.id}/hardware`, { onvif: {} });
    expect(wrong.body.details).toMatchObject({ fields: [{ path: 'onvif' }] });
    await admin('POST', `/devices/${lamp.id}/decommission`);
    expect((await admin('POST', `/devices/${lamp.id}/hardware`, {})).body.errorCode).toBe('device_decommissioned');
  });
});

describe('units that are cut and joined', () => {
  /** Nothing begins in a unit that has ended; the answer names who took over. */
  const takesNothing = async (id: string) => {
    const { device } = await register(light(unitId));
    const officer = await create(admin, '/users', { name: 'Cán bộ', email: 'cb-lh@example.org', unitId });
    const address = { url: 'https://example.org/hook' };
    const grant = { role: 'viewer', unitId: id };
    for (const [method, path, body] of [
      ['POST', '/devices', light(id)],
      ['POST', '/sites', { unitId: id }],
      ['PATCH', `/sites/${device.siteId}`, { unitId: id }],
      ['PATCH', `/devices/${device.id}`, { responsibleUnitId: id }],
      ['POST', '/bulk-changes', { action: 'move', toUnitId: id, filter: { unitId } }],
      ['POST', '/units', { kind: 'group', name: 'Tổ', parentId: id }],
      ['POST', `/units/${id}/move`, { parentId: unitId }],
      ['POST', `/users/${officer}/grants`, grant],
      ['POST', '/api-keys', { ...grant, name: 'máy', expiresAt: '2027-01-01' }],
      ['POST', '/targets', { unitId: id, channel: 'webhook', address }],
    ] as const) {
      const { body: answer } = await admin(method, path, body);
      expect([path, answer.errorCode, answer.details?.names]).toEqual([path, 'unit_has_ended', 'Xã Đoài, Xã Đông']);
    }
  };

  it('not before their day, each thing in exactly one part, first tried, and named in both directions', async () => {
    const commune = await create(admin, '/units', { kind: 'commune', name: 'Xã Liên Hồng' });
    const villages = [];
    for (const name of ['Thôn Đông', 'Thôn Đoài']) {
      villages.push(await create(admin, '/units', { kind: 'village', name, parentId: commune }));
    }
    const [east = '', west = ''] = villages;
    const parts = [
      { name: 'Xã Đông', units: [east] },
      { name: 'Xã Đoài', units: [west] },
    ];
    const split = (body: object) =>
      admin('POST', `/units/${commune}/split`, { effectiveOn: '2025-07-01', parts, ...body });
    const early = await split({ effectiveOn: '2026-12-01' });
    expect(early.body.details).toMatchObject({ fields: [{ path: 'effectiveOn', code: 'future' }] });
    const left = await split({ parts: [parts[0], { name: 'Xã Đoài' }] });
    expect([left.status, left.body.errorCode, left.body.details]).toMatchObject([
      409,
      'parts_not_exact',
      { left: 1, wrong: 0, leftOver: { units: [west] } },
    ]);
    const tried = (await split({ dryRun: true })).body;
    expect(tried).toMatchObject({ dryRun: true, parts: [{ name: 'Xã Đông', came: { units: 1 } }, {}] });
    expect((await admin('GET', `/units/${commune}/succession`)).body).toEqual({ before: [], after: [] });
    const done = (await split({})).body;
    const ids = done.parts.map(({ unitId: id }: { unitId: string }) => id);
    const again = await split({});
    expect([again.status, again.body.errorCode]).toEqual([409, 'unit_has_ended']);
    await takesNothing(commune);
    expect((await admin('GET', `/units/${ids[0]}`)).body).toMatchObject({
      aliases: ['Xã Liên Hồng'],
      validFrom: '2025-07-01',
    });
    const into = { name: 'Xã Liên Hồng', code: '09790' };
    const merged = (await admin('POST', '/units/merge', { unitIds: ids, into, effectiveOn: '2026-11-01' })).body;
    expect(merged).toMatchObject({ parts: [{ came: { units: 2 } }], ended: [{}, {}] });
    const { before } = (await admin('GET', `/units/${merged.parts[0].unitId}/succession`)).body;
    expect(before.map(({ name, kind }: { name: string; kind: string }) => [name, kind])).toEqual([
      ['Xã Đoài', 'merge'],
      ['Xã Đông', 'merge'],
    ]);
    const below = (await admin('GET', `/units?parentId=${merged.parts[0].unitId}`)).body.items;
    expect(below.map(({ id }: { id: string }) => id).sort()).toEqual([east, west].sort());
  });
});

describe('the same change to many devices', () => {
  const propose = (call: Call, body: object) => call('POST', '/bulk-changes', body);
  const units = async () => {
    const from = await create(admin, '/units', { kind: 'group', name: 'Tổ cũ', parentId: unitId });
    return { from, to: await create(admin, '/units', { kind: 'group', name: 'Tổ mới', parentId: unitId }) };
  };

  it('is shown first and done to what was shown', async () => {
    const { from, to } = await units();
    for (const name of ['Đèn 1', 'Đèn 2']) await register(light(from, { name }));
    const move = { action: 'move', toUnitId: to, filter: { unitId: from } };
    const { body: proposed } = await propose(admin, move);
    expect(proposed).toMatchObject({ count: 2, needsSecond: false, doneAt: null, devices: [{ name: 'Đèn 1' }, {}] });
    const ticked = { action: 'move', toUnitId: to, deviceIds: [proposed.devices[1].id] };
    const { body: single } = await propose(admin, ticked);
    expect(single).toMatchObject({ count: 1, devices: [{ name: 'Đèn 2' }] });
    expect((await admin('DELETE', `/bulk-changes/${single.id}`)).status).toBe(204);
    expect((await admin('GET', `/bulk-changes/${single.id}`)).status).toBe(404);
    const unknown = { ...ticked, deviceIds: ['0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90'] };
    expect((await propose(admin, unknown)).body.errorCode).toBe('device_not_found');
    const { device: later } = await register(light(from, { name: 'Đèn 3' }));
    const path = `/bulk-changes/${proposed.id}`;
    expect((await admin('POST', `${path}/carry-out`)).body.doneAt).not.toBeNull();
    const listed = async (id: string) => (await admin('GET', `/devices?unitId=${id}`)).body.items.length;
    expect([await listed(from), await listed(to)]).toEqual([1, 2]);
    expect((await admin('POST', `${path}/carry-out`)).body.errorCode).toBe('bulk_change_is_over');
    const { device: last } = await register(light(from, { name: 'Đèn 4', latitude: 21.2 }));
    const command = (await admin('POST', `/devices/${last.id}/commands`, { name: 'reboot' })).body;
    const retire = (await propose(admin, { action: 'decommission', filter: { unitId: from } })).body;
    await admin('POST', `/bulk-changes/${retire.id}/carry-out`);
    for (const { id } of [later, last]) {
      expect((await admin('GET', `/devices/${id}`)).body).toMatchObject({ health: 'decommissioned', hasSecret: false });
      const { items } = (await admin('GET', `/audit?objectId=${id}&limit=1`)).body;
      expect(items[0]).toMatchObject({ action: 'device.decommission' });
    }
    expect((await admin('GET', `/devices/${last.id}/commands/${command.id}`)).body.state).not.toBe('queued');
    expect((await propose(admin, move)).body.errorCode).toBe('nothing_to_change');
  });

  it('above fifty is carried out by a second person, not by the first, not by a key', async () => {
    const { from, to } = await units();
    const place = await register(light(from));
    const more = { kind: 'solar_light', siteId: place.device.siteId };
    await Promise.all(Array.from({ length: 50 }, (_, at) => register({ ...more, name: `Đèn ${at}` })));
    const { body } = await propose(admin, { action: 'move', toUnitId: to, filter: { unitId: from } });
    expect(body).toMatchObject({ count: 51, needsSecond: true });
    const path = `/bulk-changes/${body.id}/carry-out`;
    const key = { name: 'máy', role: 'it_officer', unitId, expiresAt: '2027-01-01' };
    const machine = server.as({ 'x-api-key': (await admin('POST', '/api-keys', key)).body.key });
    const waits = async (call: Call) => (await call('GET', '/bulk-changes?state=waiting')).body.items;
    expect(await waits(admin)).toMatchObject([{ id: body.id, isMine: true, proposedBy: expect.any(String) }]);
    expect(await waits(machine)).toMatchObject([{ id: body.id, isMine: false }]);
    for (const call of [admin, machine]) {
      expect((await call('POST', path)).body.errorCode).toBe('second_person_needed');
    }
    const officer = { email: 'hai@example.org', password: 'mat-khau-can-bo' };
    const id = await create(admin, '/users', { ...officer, name: 'Cán bộ thứ hai' });
    await admin('POST', `/users/${id}/grants`, { role: 'it_officer', unitId: to });
    const second = await server.signIn(officer);
    expect((await second('POST', path)).body.errorCode).toBe('bulk_change_not_found');
    expect(await waits(second)).toEqual([]);
    expect((await second('DELETE', `/bulk-changes/${body.id}`)).status).toBe(404);
    await admin('POST', `/users/${id}/grants`, { role: 'it_officer', unitId });
    expect((await second('DELETE', `/bulk-changes/${body.id}`)).body.errorCode).toBe('forbidden');
    expect((await second('POST', path)).status).toBe(200);
    expect(await waits(admin)).toEqual([]);
    expect((await admin('DELETE', `/bulk-changes/${body.id}`)).body.errorCode).toBe('bulk_change_is_over');
    expect((await admin('GET', `/devices?unitId=${to}&limit=500`)).body.items).toHaveLength(51);
  });
});

describe('a digital-technology team', () => {
  it('belongs to a unit, mounts devices there and is named as a contact for repairs', async () => {
    const group = await create(admin, '/units', { kind: 'group', name: 'Tổ 7', parentId: unitId });
    const team = await create(admin, '/units', { kind: 'team', name: 'Tổ công nghệ số thôn Đông', parentId: unitId });
    const login = { email: 'to-cns@example.org', password: 'mat-khau-to-cns' };
    const member = { ...login, name: 'Thành viên tổ', phone: '0912000111', unitId: team };
    const id = await create(admin, '/users', member);
    expect((await admin('POST', `/users/${id}/grants`, { role: 'installer', unitId: group })).status).toBe(201);
    const installer = await server.signIn(login);
    expect((await installer('POST', '/devices', light(group))).status).toBe(201);
    expect((await installer('POST', '/devices', light(unitId))).status).toBe(404);
    expect((await admin('GET', `/units/${group}/contacts`)).body.items).toMatchObject([
      { name: 'Thành viên tổ', role: 'installer', unitName: 'Tổ công nghệ số thôn Đông' },
    ]);
    const { items } = (await admin('GET', `/users?unitId=${team}`)).body;
    expect(items).toMatchObject([{ id }]);
  });
});
