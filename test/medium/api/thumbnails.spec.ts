import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, DoorStore, forgetThumbnails, LadderStore } from '#libs/database';
import { DAY, type DeviceId, type DeviceNo, type DoorId, type PictureFaultCode, thumbnailScope } from '#libs/domain';
import { SecretBox } from '#libs/runtime';
import { ApiServer, type Call } from './api-server.ts';
import { camera, create } from './two-communes.ts';

const LOGIN = { email: 'to-truong@example.org', password: 'mat-khau-to-truong' };

let server: ApiServer;
let admin: Call;
let leader: Call;
let foreigner: Call;
let communeId: string;
let groupId: string;
let cameraId: string;
let deviceNo: DeviceNo;
let database: Database;
let doorId: DoorId;

const store = (): LadderStore => server.app.get(LadderStore, { strict: false });
const rows = <Row>(text: string): Promise<Row[]> => database.query<Row>(text);
const kept = async (): Promise<number> => (await rows('SELECT 1 FROM camera_thumbnail')).length;
const decide = (unitId: string, allowed: unknown, who = admin) =>
  who('PUT', `/units/${unitId}/thumbnail-leave`, { allowed });
const person = async (email: string, role: string, unitId: string): Promise<Call> => {
  const login = { email, password: LOGIN.password };
  const userId = await create(admin, '/users', { ...login, name: 'Một người', unitId });
  await admin('POST', `/users/${userId}/grants`, { role, unitId });
  return server.signIn(login);
};

/** As a poller writes it: the fault ends or begins, with a thumbnail of it. */
async function check(code: PictureFaultCode, present: boolean, bytes = 'anh mo'): Promise<void> {
  const at = server.clock.now();
  const sealed = new SecretBox([Buffer.alloc(32, 5)]).seal(
    Buffer.from(bytes).toString('base64'),
    thumbnailScope(cameraId as DeviceId),
  );
  await store().record(
    [
      {
        deviceNo,
        reading: { rung: 'picture', state: present ? 'fault' : 'ok', reason: 'picture_good', at, evidence: {} },
        findings: [{ code, present, reason: 'picture_good', rule: 'test/1', occurredAt: at }],
        ...(present && { thumbnail: { code, ...sealed } }),
      },
    ],
    doorId,
    at,
  );
}

beforeAll(async () => {
  server = await ApiServer.start();
  database = server.app.get(Database, { strict: false });
  admin = await server.signIn();
  doorId = await server.app.get(DoorStore, { strict: false }).open('poller', 'one', server.clock.now());
  communeId = await create(admin, '/units', { kind: 'commune', name: 'Ô Diên' });
  groupId = await create(admin, '/units', { kind: 'group', name: 'Tổ tự quản số 5', parentId: communeId });
  const elsewhere = await create(admin, '/units', { kind: 'commune', name: 'Liên Minh' });
  cameraId = (await admin('POST', '/devices', camera(groupId))).body.device.id as string;
  [{ deviceNo }] = (await rows(`SELECT device_no AS "deviceNo" FROM device WHERE id = '${cameraId}'`)) as [
    { deviceNo: DeviceNo },
  ];
  leader = await person('to-truong@example.org', 'unit_leader', groupId);
  foreigner = await person('nguoi-la@example.org', 'admin', elsewhere);
});
afterAll(() => server.stop());

describe('blurred thumbnails', () => {
  it('are kept nowhere while nobody allowed them', async () => {
    expect((await admin('GET', `/units/${groupId}/thumbnail-leave`)).body).toEqual({
      ...{ unitId: groupId, own: null, allowed: false, from: null },
    });
    expect(await store().mayKeepThumbnail(deviceNo)).toBe(false);
    await check('image_black', true);
    expect(await kept()).toBe(0);
    await check('image_black', false);
  });

  it('are allowed by administrators of the unit alone, for all below, and the audit log says so', async () => {
    expect((await decide(groupId, true, leader)).status).toBe(403);
    expect((await decide(groupId, true, foreigner)).status).toBe(404);
    expect((await decide(groupId, 'ja')).status).toBe(400);
    expect((await decide(communeId, true)).body).toMatchObject({ own: true, allowed: true, from: communeId });
    expect((await leader('GET', `/units/${groupId}/thumbnail-leave`)).body).toMatchObject({
      ...{ own: null, allowed: true, from: communeId },
    });
    const [entry] = (await admin('GET', '/audit?limit=1')).body.items as { action: string; detail: object }[];
    expect(entry).toMatchObject({ action: 'unit.thumbnail_leave', detail: { allowed: true } });
  });

  it('are sealed, seen inside the territory only, and by nobody’s cache', async () => {
    await check('image_covered', true, 'anh bi che');
    const [row] = await rows<{ ciphertext: Buffer }>('SELECT ciphertext FROM camera_thumbnail');
    expect(row!.ciphertext.includes('anh bi che')).toBe(false);
    const at = server.clock.now();
    const times = { at: new Date(at).toISOString(), deleteAt: new Date(at + 7 * DAY).toISOString() };
    expect((await leader('GET', `/devices/${cameraId}/thumbnails`)).body).toEqual([
      { code: 'image_covered', ...times },
    ]);
    const path = `${server.origin}/api/v1/devices/${cameraId}/thumbnails/image_covered`;
    const { body } = await server.as({})('POST', '/auth/login', LOGIN);
    const answer = await fetch(path, { headers: { authorization: `Bearer ${body.accessToken as string}` } });
    expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([
      ...[200, 'private, no-store', 'anh bi che'],
    ]);
    expect((await fetch(path)).status).toBe(401);
    expect((await foreigner('GET', `/devices/${cameraId}/thumbnails`)).body.errorCode).toBe('device_not_found');
    expect((await foreigner('GET', `/devices/${cameraId}/thumbnails/image_covered`)).status).toBe(404);
    for (const code of ['image_black', 'auth_failed'])
      expect((await leader('GET', `/devices/${cameraId}/thumbnails/${code}`)).body.errorCode).toBe(
        'thumbnail_not_found',
      );
  });

  it('show the beginning of a fault, and no later check replaces it', async () => {
    await check('image_covered', true, 'mot ngay sau');
    const [row] = await rows<{ at: Date }>('SELECT at FROM camera_thumbnail');
    expect(row!.at.getTime()).toBe(server.clock.now());
    expect(await kept()).toBe(1);
  });

  it('are gone for readers after seven days to the second, and from the table with the next upkeep', async () => {
    const born = server.clock.now();
    server.clock.set(born + 7 * DAY - 1000);
    await forgetThumbnails(database, server.clock.now());
    expect(await kept()).toBe(1);
    server.clock.set(born + 7 * DAY);
    expect(await store().mayKeepThumbnail(deviceNo)).toBe(true);
    admin = await server.signIn();
    expect((await admin('GET', `/devices/${cameraId}/thumbnails`)).body).toEqual([]);
    expect((await admin('GET', `/devices/${cameraId}/thumbnails/image_covered`)).status).toBe(404);
    await forgetThumbnails(database, server.clock.now());
    expect(await kept()).toBe(0);
  });

  it('are deleted at once where a nearer unit refuses, and stay refused there', async () => {
    await check('image_covered', false);
    await check('image_covered', true);
    expect(await kept()).toBe(1);
    expect((await decide(groupId, false)).body).toMatchObject({ own: false, allowed: false, from: groupId });
    expect(await kept()).toBe(0);
    await check('image_moved', true);
    expect(await kept()).toBe(0);
    expect((await decide(groupId, null)).body).toMatchObject({ own: null, allowed: true, from: communeId });
  });

  it('do not move with a camera to a unit that never allowed them', async () => {
    await check('image_moved', false);
    await check('image_moved', true);
    expect(await kept()).toBe(1);
    const other = await create(admin, '/units', { kind: 'group', name: 'Tổ tự quản số 9' });
    await rows(`UPDATE device SET unit_id = '${other}' WHERE device_no = ${deviceNo}`);
    expect((await admin('GET', `/devices/${cameraId}/thumbnails`)).body).toEqual([]);
    await forgetThumbnails(database, server.clock.now());
    expect(await kept()).toBe(0);
  });

  it('are in no backup and no write-ahead log', async () => {
    const [table] = await rows<{ unlogged: boolean }>(
      `SELECT relpersistence = 'u' AS unlogged FROM pg_class WHERE relname = 'camera_thumbnail'`,
    );
    expect(table).toEqual({ unlogged: true });
  });
});

it('a fault that could not be written is not lost to a later check of the same rung', async () => {
  const at = server.clock.now();
  const reading = { rung: 'stream', state: 'fault', reason: 'stream_refused', at, evidence: {} } as const;
  const finding = { code: 'stream_unavailable', present: true, reason: 'x', rule: 'test/1', occurredAt: at } as const;
  await store().record(
    [
      { deviceNo, reading, findings: [finding] },
      { deviceNo, reading: { ...reading, at: at + 1000 }, findings: [] },
    ],
    doorId,
    at,
  );
  const device = (await admin('GET', `/devices/${cameraId}`)).body as { faults: { code: string }[] };
  expect(device.faults.map(({ code }) => code)).toContain('stream_unavailable');
});
