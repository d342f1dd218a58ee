import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type DeviceFilter, deviceListQuery } from '#libs/database';
import type { Health, UnitId } from '#libs/domain';
import { ApiServer, type Call, START } from './api-server.ts';
import { create, light } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let sql: Client;
let rootId: string;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  rootId = (await admin('GET', '/me')).body.grants[0].unitId;
  sql = new Client(server.database.url);
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

const names = async (query: string): Promise<string[]> =>
  (await admin('GET', `/devices?${query}`)).body.items.map(({ name }: { name: string }) => name);

describe('search', () => {
  beforeAll(async () => {
    const commune = await create(admin, '/units', { kind: 'commune', name: 'Xã Song Phượng' });
    const village = await create(admin, '/units', { kind: 'village', name: 'Thôn Tháp Thượng', parentId: commune });
    await admin('POST', '/devices', light(village, { name: 'Đèn ngã ba', landmark: 'cây đa', serial: 'SN-77' }));
    await admin('POST', '/devices', light(commune, { name: 'Camera đình làng' }));
    await admin('PATCH', `/units/${commune}`, { name: 'Xã Đan Phượng' });
  });

  it.each([
    ['thap thuong', ['Đèn ngã ba']],
    ['THÁP THƯỢNG', ['Đèn ngã ba']],
    ['den nga', ['Đèn ngã ba']],
    ['cay da', ['Đèn ngã ba']],
    ['sn-77', ['Đèn ngã ba']],
    ['dinh', ['Camera đình làng']],
    ['dan phuong', ['Camera đình làng', 'Đèn ngã ba']],
    ['song phuong', ['Camera đình làng', 'Đèn ngã ba']],
    ['den thap', ['Đèn ngã ba']],
    ['den liên minh', []],
    ['%', ['Camera đình làng', 'Đèn ngã ba']],
  ])('%s', async (q, expected) => {
    expect((await names(`q=${encodeURIComponent(q)}`)).sort()).toEqual(expected.sort());
  });

  it('finds a unit by its former name', async () => {
    const { body } = await admin('GET', '/units?q=song%20phuong');
    expect(body.items).toMatchObject([{ name: 'Xã Đan Phượng', aliases: ['Xã Song Phượng'] }]);
  });
});

describe('pages and filters', () => {
  let unitId: string;
  const health: Health[] = ['online', 'offline', 'suspect', 'never_seen'];

  beforeAll(async () => {
    unitId = await create(admin, '/units', { kind: 'commune', name: 'Xã Ô Diên' });
    for (let i = 0; i < 12; i += 1) {
      const place = { latitude: 21 + i / 100, longitude: 105 + i / 100, name: `Đèn ${String(i % 3)}` };
      const { device } = (await admin('POST', '/devices', light(unitId, place))).body;
      await sql.query(
        `UPDATE device_health SET connectivity = $2 WHERE device_no = (SELECT device_no FROM device WHERE id = $1)`,
        [device.id, health[i % 4]],
      );
    }
  });

  it.each(['name', 'urgency'])('by %s: every device once, in order, while others come in', async (sort) => {
    const seen: { id: string; name: string; health: Health }[] = [];
    let cursor = '';
    do {
      const { body } = await admin('GET', `/devices?unitId=${unitId}&sort=${sort}&limit=5${cursor}`);
      seen.push(...body.items);
      cursor = body.nextCursor === null ? '' : `&cursor=${String(body.nextCursor)}`;
      const newcomer = { name: 'A đến sau', latitude: 10, longitude: 100 };
      await admin('POST', '/devices', light(rootId, newcomer));
    } while (cursor !== '');
    expect(new Set(seen.map(({ id }) => id)).size).toBe(12);
    expect(seen).toHaveLength(12);
    const key = ({ name, health: of }: (typeof seen)[number]) =>
      sort === 'name' ? name : `${['offline', 'suspect', 'never_seen', 'online'].indexOf(of)} ${name}`;
    expect(seen.map(key)).toEqual([...seen.map(key)].sort());
  });

  it('by health, kind, box and fault', async () => {
    const count = async (query: string) => (await names(`unitId=${unitId}&limit=100&${query}`)).length;
    expect(await count('health=offline')).toBe(3);
    expect(await count('kind=camera')).toBe(0);
    expect(await count('bbox=105,21,105.05,21.05')).toBe(6);
    expect(await count('fault=any')).toBe(0);
    await sql.query(
      `INSERT INTO device_fault (device_no, code, severity, since, known_at)
       SELECT device_no, 'clock_drift', 'minor', now(), now() FROM device WHERE unit_id = $1 LIMIT 2`,
      [unitId],
    );
    expect(await count('fault=any')).toBe(2);
    expect(await count('fault=clock_drift')).toBe(2);
    expect(await count('fault=auth_failed')).toBe(0);
  });

  it.each(['bm90IGpzb24', 'W10', 'WyJhIiwiYiJd', 'x'.repeat(2000)])('a cursor nobody gave out: %s', async (cursor) => {
    const { status } = await admin('GET', `/devices?cursor=${cursor}`);
    expect(status).toBe(400);
  });

  it.each(['limit=0', 'limit=501', 'limit=x', 'bbox=1,2,3', 'bbox=0,91,1,92', 'health=fine', 'sort=color'])(
    'refuses %s',
    async (query) => {
      expect((await admin('GET', `/devices?${query}`)).body.errorCode).toBe('validation_failed');
    },
  );
});

describe('with ten thousand devices', () => {
  let communeId: string;

  beforeAll(async () => {
    communeId = await create(admin, '/units', { kind: 'commune', name: 'Xã Liên Minh' });
    await sql.query(
      `WITH site AS (INSERT INTO site (id, code, unit_id, public_token, search, created_at, updated_at)
         VALUES (gen_random_uuid(), 'BULK', $1, 'bulk', 'bulk', now(), now()) RETURNING id),
       device AS (INSERT INTO device (id, kind, code, name, site_id, unit_id, interval_seconds, offline_after_seconds,
           search, created_at, updated_at)
         SELECT gen_random_uuid(), 'solar_light', 'B-' || n, 'Đèn số ' || n, site.id,
           CASE WHEN n <= 200 THEN $1::uuid ELSE $2::uuid END, 60, 180, 'den so ' || n || ' b ' || n, now(), now()
         FROM site, generate_series(1, 10000) n RETURNING device_no)
       INSERT INTO device_health (device_no, since, known_at) SELECT device_no, now(), now() FROM device`,
      [communeId, rootId],
    );
    await sql.query('VACUUM ANALYZE');
  });

  async function plan(scope: string, filter: Partial<DeviceFilter>): Promise<string> {
    const { text, values } = deviceListQuery([scope as UnitId], { limit: 50, cursor: null, ...filter }, START);
    const { rows } = await sql.query(`EXPLAIN ${text}`, values);
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  }

  it.each<[string, Partial<DeviceFilter>]>([
    ['the first page of everything', {}],
    ['a word', { q: 'so 777' }],
    ['those with a fault', { fault: 'any' }],
  ])('%s is read by index, never row by row', async (_, filter) => {
    for (const scope of [rootId, communeId]) {
      const found = await plan(scope, filter);
      expect(found).not.toContain('Seq Scan on device d');
      expect(found).toContain('Index');
    }
  });

  it('answers', async () => {
    expect(await names('q=so%20777&limit=10')).toContain('Đèn số 777');
    expect((await names(`unitId=${communeId}&limit=500`)).length).toBe(200);
    expect((await admin('GET', '/map/summary')).body.devices).toBeGreaterThan(10_000);
  });
});

describe('what a device should run, and what it says it runs', () => {
  it('is recorded or comes with a command; whoever says another, or nothing, is found by it', async () => {
    const unit = await create(admin, '/units', { kind: 'group', name: 'Tổ phần mềm' });
    const made = [];
    for (const name of ['Đèn cũ', 'Đèn mới', 'Đèn chưa nói'])
      made.push(
        (await admin('POST', '/devices', light(unit, { name, latitude: 20 + made.length / 50 }))).body.device.id,
      );
    const [old = '', fresh = '', mute = ''] = made as string[];
    const say = (id: string, facts: object) =>
      sql.query(
        `INSERT INTO device_latest (device_no, session_epoch, last_contact_at, facts_at, facts, extra)
         SELECT device_no, 1, now(), now(), $2, '{}' FROM device WHERE id = $1`,
        [id, JSON.stringify(facts)],
      );
    await say(old, { firmware: '1.0', configVersion: 'c1' });
    await say(fresh, { firmware: '2.0', configVersion: 'c2' });
    const differing = `unitId=${unit}&software=differs`;
    expect(await names(differing)).toEqual([]);
    for (const id of [old, fresh]) {
      await admin('POST', `/devices/${id}/commands`, { name: 'upgrade_firmware', arguments: { version: '2.0' } });
      await admin('POST', `/devices/${id}/commands`, {
        name: 'apply_config',
        arguments: { configVersion: 'c2', dim: 30 },
      });
    }
    await admin('PATCH', `/devices/${mute}`, { desiredFirmware: '2.0' });
    expect(await names(differing)).toEqual(['Đèn chưa nói', 'Đèn cũ']);
    const { body } = await admin('GET', `/devices/${old}`);
    expect([body.firmware, body.config]).toEqual([
      { desired: '2.0', reported: '1.0', differs: true },
      { desired: 'c2', reported: 'c1', differs: true },
    ]);
    await admin('PATCH', `/devices/${mute}`, { desiredFirmware: null });
    expect(await names(differing)).toEqual(['Đèn cũ']);
  });
});

describe('a number in a search', () => {
  it('what is called by a number comes before what merely has it in a serial number, page after page', async () => {
    const village = (await admin('GET', '/units?q=thap%20thuong')).body.items[0].id as string;
    const cameras = [
      { name: 'Camera 112', serial: '1212' },
      { name: 'Camera 1', mac: '12:12:12:12:12:12' },
      { name: 'Camera 12' },
      { name: 'Camera 3', landmark: 'ngõ 12' },
    ];
    for (const [index, more] of cameras.entries()) {
      await admin('POST', '/devices', light(village, { ...more, latitude: 20 + index / 100 }));
    }
    const q = 'q=thap%20thuong%20cam%2012';
    expect(await names(q)).toEqual(['Camera 12', 'Camera 1', 'Camera 112', 'Camera 3']);
    const first = (await admin('GET', `/devices?${q}&limit=2`)).body;
    const rest = (await admin('GET', `/devices?${q}&limit=2&cursor=${String(first.nextCursor)}`)).body;
    expect([...first.items, ...rest.items].map(({ name }: { name: string }) => name)).toEqual(await names(q));
    expect(rest.nextCursor).toBeNull();
  });
});
