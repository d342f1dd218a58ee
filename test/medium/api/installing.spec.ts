import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/database';
import { DAY } from '#libs/domain';
import { Client } from 'pg';
import { ApiServer, type Call } from './api-server.ts';
import { camera, create, light } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let foreigner: Call;
let unitId: string;
let there: string;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  unitId = await create(admin, '/units', { kind: 'group', name: 'Tổ tự quản số 5' });
  there = await create(admin, '/units', { kind: 'group', name: 'Tổ tự quản số 6' });
  const login = { email: 'lap@example.org', password: 'mat-khau-lap-dat' };
  const userId = await create(admin, '/users', { ...login, name: 'Thợ lắp', unitId: there });
  await admin('POST', `/users/${userId}/grants`, { role: 'installer', unitId: there });
  foreigner = await server.signIn(login);
});
afterAll(() => server.stop());

const countOf = async (table: string): Promise<number> => {
  const sql = new Client(server.database.url);
  await sql.connect();
  const { rows } = await sql.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  await sql.end();
  return Number(rows[0]?.count);
};

describe('a registration that a phone made', () => {
  it('makes one device however often it arrives, at once or days later, and tells the password once', async () => {
    const registrationId = newId(1);
    const body = light(unitId, { registrationId, name: 'Đèn cầu ao' });
    const before = await countOf('device');
    const together = await Promise.all([1, 2, 3].map(() => admin('POST', '/devices', body)));
    server.clock.advance(3 * DAY);
    admin = await server.signIn();
    foreigner = await server.signIn({ email: 'lap@example.org', password: 'mat-khau-lap-dat' });
    const later = await admin('POST', '/devices', { ...body, registrationId: registrationId.toUpperCase() });
    const answers = [...together, later];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body: { device } }) => device.id as string)).size).toBe(1);
    expect(answers.filter(({ body: { mqtt } }) => mqtt !== undefined)).toHaveLength(1);
    expect(later.body).toMatchObject({ device: { name: 'Đèn cầu ao', health: 'never_seen' } });
    expect(later.body.mqtt).toBeUndefined();
    expect(await countOf('device')).toBe(before + 1);
  });

  it('is not used up by a refusal, and belongs to the territory it was made in', async () => {
    const registrationId = newId(2);
    await admin('POST', '/devices', camera(unitId, { serial: 'HAI-LAN' }));
    const twin = camera(unitId, { registrationId, serial: 'hai-lan' });
    expect((await admin('POST', '/devices', twin)).body.errorCode).toBe('serial_taken');
    const mended = await admin('POST', '/devices', { ...twin, serial: 'mot-lan' });
    expect(mended.status).toBe(201);
    const stranger = await foreigner('POST', '/devices', light(there, { registrationId }));
    expect([stranger.status, stranger.body.errorCode]).toEqual([409, 'registration_taken']);
    expect((await admin('POST', '/devices', light(unitId, { registrationId: 'một' }))).body.details).toMatchObject({
      fields: [{ path: 'registrationId' }],
    });
  });
});

const EXIF = 'Exif 21.0785,105.6535';
const segment = (marker: number, body: string) =>
  Buffer.concat([Buffer.from([0xff, marker, 0, body.length + 2]), Buffer.from(body, 'latin1')]);
const jpeg = (...parts: Buffer[]) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...parts,
    segment(0xda, 'abc'),
    Buffer.from([1, 2, 3]),
    Buffer.from([0xff, 0xd9]),
  ]);

describe('the photo of a place', () => {
  let siteId: string;
  const image = { 'content-type': 'image/jpeg' };
  beforeAll(async () => {
    siteId = await create(admin, '/sites', { unitId, name: 'Cột số 12', latitude: 21.1, longitude: 105.7 });
  });

  const photo = async (as: Call): Promise<string | undefined> =>
    (await as('GET', `/sites/${siteId}/photo`)).body.errorCode;

  it('is kept without what the phone wrote into it, and shown to those who see the place', async () => {
    expect(await photo(admin)).toBe('photo_not_found');
    const put = await admin('PUT', `/sites/${siteId}/photo`, jpeg(segment(0xe1, EXIF)), image);
    expect(put.status).toBe(204);
    expect((await admin('GET', `/sites/${siteId}`)).body.photoAt).toMatch(/^2026-/);
    const sql = new Client(server.database.url);
    await sql.connect();
    const { rows } = await sql.query<{ content: Buffer; content_type: string }>('SELECT * FROM site_photo');
    await sql.end();
    expect(rows).toMatchObject([{ content_type: 'image/jpeg' }]);
    expect(rows[0]?.content.equals(jpeg())).toBe(true);
  });

  it('is refused when it is none, is too large or belongs to others, and can be taken away', async () => {
    const put = (as: Call, body: Uint8Array) => as('PUT', `/sites/${siteId}/photo`, body, image);
    const page = await put(admin, Buffer.from('<html>'));
    expect([page.status, page.body.errorCode]).toEqual([422, 'photo_not_readable']);
    const large = await put(admin, Buffer.alloc(401 * 1024, 1));
    expect([large.status, large.body.errorCode, large.body.details]).toEqual([
      413,
      'body_too_large',
      { limitKiB: 400 },
    ]);
    const foreign = await put(foreigner, jpeg());
    expect([foreign.status, foreign.body.errorCode]).toEqual([404, 'site_not_found']);
    expect(await photo(foreigner)).toBe('site_not_found');
    expect((await foreigner('DELETE', `/sites/${siteId}/photo`)).status).toBe(404);
    expect((await admin('DELETE', `/sites/${siteId}/photo`)).status).toBe(204);
    expect(await photo(admin)).toBe('photo_not_found');
  });

  it('stands on no page for the public', async () => {
    await admin('PUT', `/sites/${siteId}/photo`, jpeg(), image);
    const { url } = (await admin('GET', `/sites/${siteId}/sticker`)).body as { url: string };
    const page = await (await fetch(`${server.origin}${new URL(url).pathname}`)).text();
    expect(page).toContain('Cột số 12');
    expect(page).not.toMatch(/photo|blob:|data:image\/(jpeg|webp)/);
  });
});
