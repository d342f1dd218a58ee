import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/database';
import { Client } from 'pg';
import { ApiServer, type Call } from './api-server.ts';
import { camera, create, light } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let unitId: string;
let sql: Client;

beforeAll(async () => {
  server = await ApiServer.start({ HTTP_PORT: '3000', OUTBOUND_ALLOW: '127.0.0.2' });
  admin = await server.signIn();
  unitId = await create(admin, '/units', { kind: 'commune', name: 'Xã Ô Diên' });
  sql = new Client(server.database.url);
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

/** Everything a registration may write; a refusal leaves it as it was. */
async function rows(): Promise<unknown> {
  const tables = [
    'site',
    'device',
    'hardware',
    'device_health',
    'camera_endpoint',
    'live_event',
    'audit_log',
    'target',
  ];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  return (await sql.query(`SELECT ${counts.join(', ')}`)).rows[0];
}

async function refused(path: string, body: unknown, status: number, errorCode: string, headers = {}) {
  const before = await rows();
  const answer = await admin('POST', path, body, headers);
  expect([answer.status, answer.body.errorCode]).toEqual([status, errorCode]);
  expect(await rows()).toEqual(before);
  return answer.body;
}

describe('bodies', () => {
  it('names all missing fields at once', async () => {
    const { details } = await refused('/devices', { kind: 'camera' }, 400, 'validation_failed');
    const { fields } = details as { fields: { path: string; code: string }[] };
    expect(fields.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'name required',
      'unitId required',
      'latitude required',
      'longitude required',
      'onvif required',
    ]);
  });

  it('names an empty body’s fields, and nested ones by their path', async () => {
    await refused('/devices', undefined, 400, 'validation_failed');
    const body = camera(unitId, { onvif: { url: 'ftp://x', username: 5 } });
    const { details } = await refused('/devices', body, 400, 'validation_failed');
    expect(JSON.stringify(details)).toContain('onvif.url');
    expect(JSON.stringify(details)).toContain('onvif.username');
  });

  it.each([
    ['numbers as text', { latitude: '21.09' }, 'latitude not_number'],
    ['a place off the globe', { longitude: 181 }, 'longitude longitude'],
    ['an interval of a second', { intervalSeconds: 1 }, 'intervalSeconds range'],
    ['an unknown kind', { kind: 'drone' }, 'kind not_one_of'],
    ['a name of nothing', { name: '   ' }, 'name length'],
    ['a name with line breaks', { name: 'a\r\nBcc: x@example.org' }, 'name pattern'],
    ['a name with NUL', { name: 'a\u0000b' }, 'name pattern'],
    ['half a character', { name: 'a\ud800b' }, 'name pattern'],
    ['a name without end', { name: 'x'.repeat(10_000) }, 'name length'],
    ['an id that is none', { unitId: '1; DROP TABLE device' }, 'unitId not_id'],
    ['an unreadable MAC', { mac: 'zz:zz' }, 'mac pattern'],
    ['a camera address for a light', { onvif: { url: 'http://192.168.1.9' } }, 'onvif not_for_kind'],
    ['a list as a name', { name: ['a'] }, 'name not_text'],
  ])('refuses %s', async (_, wrong, expected) => {
    const { details } = await refused('/devices', light(unitId, wrong), 400, 'validation_failed');
    const { fields } = details as { fields: { path: string; code: string; message: string }[] };
    expect(fields.map(({ path, code }) => `${path} ${code}`)).toEqual([expected]);
    expect(fields[0]?.message).not.toBe('');
  });

  it.each([
    ['wrong JSON', '{"kind":', 400, 'malformed_json'],
    ['a list', '[]', 400, 'malformed_request'],
    ['a bare word', '"x"', 400, 'malformed_json'],
    ['too much', JSON.stringify({ name: 'x'.repeat(300_000) }), 413, 'body_too_large'],
  ])('refuses %s', async (_, body, status, code) => {
    await refused('/devices', body, status, code);
  });

  it('refuses what is not JSON, by name', async () => {
    await refused('/devices', 'kind=camera', 415, 'unsupported_media_type', {
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('answers in the caller’s language, Vietnamese unless asked', async () => {
    const vi = await admin('POST', '/devices', '{');
    const en = await admin('POST', '/devices', '{', { 'accept-language': 'en-GB,en;q=0.9,vi;q=0.1' });
    expect([vi.body.message, en.body.message]).toEqual([
      'Nội dung gửi lên không phải JSON đúng.',
      'The body is not valid JSON.',
    ]);
  });
});

describe('addresses', () => {
  it.each([
    ['link-local', 'http://169.254.169.254/latest/meta-data'],
    ['link-local in IPv6', 'http://[fe80::1]/'],
    ['unlisted loopback', 'http://127.0.0.1:8080/'],
    ['loopback by name', 'http://localhost:8080/'],
    ['loopback in disguise', 'http://[::ffff:127.0.0.1]/'],
    ['our own ports on a listed address', 'http://127.0.0.2:3000/'],
    ['our MQTT port', 'http://127.0.0.2:1883/'],
    ['any address', 'http://0.0.0.0/'],
  ])('a camera at %s is refused', async (_, url) => {
    await refused('/devices', camera(unitId, { onvif: { url } }), 422, 'address_refused');
  });

  it.each(['http://169.254.169.254/', 'http://127.0.0.1/hook', 'http://192.168.1.1/hook'])(
    'a webhook to %s is refused',
    async (url) => {
      await refused('/targets', { unitId, channel: 'webhook', address: { url } }, 422, 'address_refused');
    },
  );

  it('what each channel needs is named under address', async () => {
    const { details } = await refused('/targets', { unitId, channel: 'email', address: {} }, 400, 'validation_failed');
    expect(details).toMatchObject({ fields: [{ path: 'address.to', code: 'required' }] });
  });
});

describe('what is in the way', () => {
  it('unknown unit, site and device', async () => {
    await refused('/devices', light(newId(0)), 404, 'unit_not_found');
    await refused('/devices', { kind: 'solar_light', name: 'x', siteId: newId(0) }, 404, 'site_not_found');
    await refused('/devices', light(unitId, { uplinkDeviceId: newId(0) }), 404, 'device_not_found');
    expect((await admin('GET', '/devices/not-an-id')).body.errorCode).toBe('device_not_found');
    expect((await admin('GET', '/nothing-here')).body.errorCode).toBe('not_found');
  });

  it('the same serial number, MAC or code, however it is written', async () => {
    const numbers = { serial: 'DS-2CD 0123', mac: 'AA-BB-CC-00-11-22', code: 'DEN-01' };
    const { body } = await admin('POST', '/devices', light(unitId, numbers));
    const first = body.device as { id: string; hardware: unknown };
    expect(first.hardware).toMatchObject({ serial: 'DS-2CD0123', mac: 'aa:bb:cc:00:11:22' });
    const serial = await refused('/devices', light(unitId, { serial: 'ds-2cd0123' }), 409, 'serial_taken');
    expect(serial.details).toMatchObject({ field: 'serial', device: { id: first.id, code: 'DEN-01' } });
    await refused('/devices', light(unitId, { mac: 'aabb.cc00.1122' }), 409, 'mac_taken');
    await refused('/devices', light(unitId, { code: 'DEN-01' }), 409, 'device_code_taken');
  });

  it('an official code twice with the same first day; with another day it is another unit', async () => {
    const unit = { kind: 'commune', name: 'Xã A', code: '09784', validFrom: '2025-07-01' };
    expect((await admin('POST', '/units', unit)).status).toBe(201);
    expect((await admin('POST', '/units', unit)).body.errorCode).toBe('unit_code_taken');
    expect((await admin('POST', '/units', { ...unit, name: 'TT Phùng', validFrom: '1994-01-01' })).status).toBe(201);
  });

  it('a unit below itself', async () => {
    const below = await create(admin, '/units', { kind: 'village', name: 'Thôn', parentId: unitId });
    expect((await admin('POST', `/units/${unitId}/move`, { parentId: below })).body.errorCode).toBe('unit_cycle');
  });
});

describe('hostile names', () => {
  it.each([
    '<script>alert(1)</script>',
    "'; DROP TABLE device; --",
    '=HYPERLINK("x")',
    'Tháp Thượng 🏮',
    'a%_b',
    '../../x',
  ])('stand as they were typed: %s', async (name) => {
    const { body } = await admin('POST', '/devices', light(unitId, { name }));
    const { id } = body.device as { id: string };
    expect((await admin('GET', `/devices/${id}`)).body.name).toBe(name);
  });

  it('are stored in one normal form', async () => {
    const { body } = await admin('POST', '/devices', light(unitId, { name: 'Tháp Thượng'.normalize('NFD') }));
    expect(body.device.name).toBe('Tháp Thượng'.normalize('NFC'));
  });
});
