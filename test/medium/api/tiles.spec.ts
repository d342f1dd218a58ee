import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { newId } from '#libs/database';
import { until } from '../../harness/until.ts';
import { ADMIN, ApiServer, type Call } from './api-server.ts';
import { MapReader, tagsOf, tileAt, type States } from './map-reader.ts';
import { camera, create, light } from './two-communes.ts';

/** Zoom levels from the whole world to single poles. */
const ZOOMS = [0, 3, 8, 12, 15, 16, 18];
const HERE = [105.65, 21.08] as const;
const OFFICER = { email: 'thon@example.org', password: 'mat-khau-can-bo' };

let server: ApiServer;
let admin: Call;
let sql: Client;
let officer: Call;
let everybody: MapReader;
let village: MapReader;
let villageId: string;
let neighbourId: string;
const devices: string[] = [];

const add = async (unitId: string, body: object): Promise<string> => {
  const { device } = (await admin('POST', '/devices', body)).body;
  devices.push(device.id as string);
  return device.id as string;
};

/** As the engine records it: the row and the word to open screens, in one transaction. */
async function becomes(id: string, connectivity: string, faults: readonly string[] = []): Promise<void> {
  const list = JSON.stringify(faults.map((code) => ({ code, severity: 'minor', since: new Date(server.clock.now()) })));
  await sql.query('BEGIN');
  await sql.query(
    `UPDATE device_health SET connectivity = $2, since = $3 WHERE device_no = (SELECT device_no FROM device WHERE id = $1)`,
    [id, connectivity, new Date(server.clock.now())],
  );
  await sql.query(
    `INSERT INTO live_event (kind, unit_id, payload, at) SELECT 'health', unit_id,
       jsonb_build_object('deviceId', id, 'health', $2::text, 'faults', $3::jsonb), $4 FROM device WHERE id = $1`,
    [id, connectivity, list, new Date(server.clock.now())],
  );
  await sql.query('COMMIT');
}

/** An event waits for every transaction that is older than its own, those of other databases of this server too. */
const shows = (what: string, read: () => Promise<unknown>, expected: unknown) =>
  until(what, 30_000, async () => {
    await server.advance(1_000);
    return JSON.stringify(await read()) === JSON.stringify(expected);
  });

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  sql = new Client(server.database.url);
  await sql.connect();
  const commune = await create(admin, '/units', { kind: 'commune', name: 'Xã Song Phượng' });
  villageId = await create(admin, '/units', {
    kind: 'village',
    name: 'Thôn Tháp Thượng',
    parentId: commune,
    code: 'TT',
  });
  neighbourId = await create(admin, '/units', { kind: 'village', name: 'Thôn Thu Quế', parentId: commune, code: 'TQ' });
  const [longitude, latitude] = HERE;
  // Three in the village, the first two at one pole; forty of the neighbour right around them.
  const lamp = await admin('POST', '/devices', light(villageId, { name: 'Đèn 1', longitude, latitude }));
  const { id, siteId } = lamp.body.device as { id: string; siteId: string };
  devices.push(id);
  await add(villageId, { ...camera(villageId), name: 'Camera 2', unitId: undefined, siteId });
  await add(villageId, light(villageId, { name: 'Đèn ngõ', longitude: longitude + 0.002, latitude }));
  await sql.query(
    `WITH site AS (
       INSERT INTO site (id, code, unit_id, public_token, search, latitude, longitude, created_at, updated_at)
       SELECT gen_random_uuid(), 'NEAR-' || n, $1, 'n' || n, '', $2 + n * 0.0001, $3 + n * 0.00005, now(), now()
       FROM generate_series(1, 40) n RETURNING id, code),
     device AS (INSERT INTO device (id, kind, code, name, site_id, unit_id, interval_seconds, offline_after_seconds,
         search, created_at, updated_at)
       SELECT gen_random_uuid(), 'camera', code, 'Camera ' || code, id, $1, 60, 180, 'camera', now(), now() FROM site
       RETURNING device_no)
     INSERT INTO device_health (device_no, connectivity, since, known_at) SELECT device_no, 'offline', $4, $4 FROM device`,
    [neighbourId, latitude, longitude, new Date(server.clock.now())],
  );
  const officerId = await create(admin, '/users', { ...OFFICER, name: 'Trưởng thôn', unitId: villageId });
  await admin('POST', `/users/${officerId}/grants`, { role: 'it_officer', unitId: villageId });
  officer = await server.signIn(OFFICER);
  everybody = await MapReader.signIn(server, ADMIN);
  village = await MapReader.signIn(server, OFFICER);
  await server.advance(0);
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

const place = (z: number) => tileAt(z, ...HERE);

describe('what a caller sees', () => {
  it.each(ZOOMS)('at zoom %i: his village and nothing of the one around it', async (z) => {
    // Warm the other territory first: nothing of it may stay behind.
    expect((await everybody.counts(place(Math.min(z, 12))))['down']).toBe(40);
    const seen = await village.tags(place(z));
    const counts = await village.counts(place(z));
    expect(counts['down']).toBeUndefined();
    // The third lamp stands two hundred metres away.
    expect(counts['unknown']).toBe(z < 16 ? 3 : 2);
    expect(JSON.stringify(seen)).not.toContain('NEAR-');
  });

  it('every tile of a zoom together holds every device once', async () => {
    const z = 16;
    const found = new Map<string, States>();
    for (let dx = -4; dx <= 4; dx += 1)
      for (let dy = -4; dy <= 4; dy += 1) {
        const [, x = 0, y = 0] = place(z).split('/').map(Number);
        const tile = `${z}/${x + dx}/${y + dy}`;
        found.set(tile, await everybody.counts(tile));
      }
    const sum = (state: keyof States) => [...found.values()].reduce((all, counts) => all + (counts[state] ?? 0), 0);
    expect([sum('down'), sum('unknown')]).toEqual([40, 3]);
  });

  it('a leaf is a site with its devices; a cluster has counts by state', async () => {
    const leaves = await village.tags(place(18));
    expect(leaves).toMatchObject([
      { kinds: 'camera,solar_light', state: 'unknown', unknown: 2, down: 0, ids: `${devices[0]},${devices[1]}` },
    ]);
    expect(await village.tags(place(0))).toMatchObject([{ cluster: true, sites: 2, unknown: 3, ok: 0 }]);
  });

  it('another unit answers 404, and nobody 401', async () => {
    const foreign = await village.tile('0/0/0', `?unitId=${neighbourId}`);
    const imagined = await village.tile('0/0/0', '?unitId=0193a000-0000-7000-8000-000000000000');
    expect([foreign.status, JSON.parse(foreign.bytes.toString()).errorCode]).toEqual([404, 'unit_not_found']);
    expect(imagined.bytes.equals(foreign.bytes)).toBe(true);
    expect((await fetch(`${server.origin}/api/v1/tiles/devices/0/0/0.pbf`)).status).toBe(401);
  });

  it('the summary, boundaries and lines are his as well', async () => {
    expect((await officer('GET', '/map/summary')).body.byState).toMatchObject({ unknown: 3, down: 0 });
    expect((await officer('GET', '/map/power-cuts')).body.features).toEqual([]);
    expect((await officer('GET', '/map/uplinks?bbox=100,20,110,25')).body.features).toEqual([]);
  });
});

describe('the answer', () => {
  it('is packed, private and asked for again by its tag', async () => {
    const crowded = tileAt(16, HERE[0] + 0.002, HERE[1] + 0.001);
    const { headers, bytes } = await everybody.tile(crowded);
    expect(headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(tagsOf(bytes).length).toBeGreaterThan(5);
    const again = await everybody.tile(crowded, '', { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  it.each(['23/0/0', '1/2/0', '1/0/2', '0/0/1', 'x/0/0', '-1/0/0', '1.5/0/0', '3/99999999/0'])(
    'no tile %s',
    async (tile) => {
      const { status, bytes } = await everybody.tile(tile);
      expect([status, JSON.parse(bytes.toString())]).toMatchObject([400, { errorCode: 'invalid_tile' }]);
    },
  );

  it.each(['?health=fine', '?kind=lamp', '?unitId=7', '?trouble=old', '?q='])('no such filter: %s', async (query) => {
    expect((await everybody.tile('0/0/0', query)).status).toBe(400);
  });
});

describe('filters are those of the list', () => {
  it.each<[string, States]>([
    ['kind=camera', { unknown: 1, down: 40 }],
    ['kind=solar_light', { unknown: 2 }],
    ['health=offline', { down: 40 }],
    ['health=online', {}],
    ['fault=any', {}],
    ['q=den%20ngo', { unknown: 1 }],
    ['q=thap%20thuong', { unknown: 3 }],
    ['kind=camera&q=thap%20thuong', { unknown: 1 }],
    ['trouble=new', { down: 40 }],
  ])('%s', async (query, expected) => {
    expect(await everybody.counts('0/0/0', `?${query}`)).toEqual(expected);
    const { items } = (await admin('GET', `/devices?limit=500&${query}`)).body;
    expect(items).toHaveLength(Object.values(expected).reduce((sum, count) => sum + count, 0));
    const { byState } = (await admin('GET', `/map/summary?${query}`)).body as { byState: States };
    const extent = (await admin('GET', `/map/extent?${query}`)).body;
    expect([byState, extent]).toMatchObject([expected, { byState }]);
    expect(extent.box === null).toBe(items.length === 0);
  });

  it('a unit', async () => {
    expect(await everybody.counts('0/0/0', `?unitId=${villageId}`)).toEqual({ unknown: 3 });
  });
});

describe('a change is on the map', () => {
  beforeEach(() => everybody.counts('0/0/0'));

  it('in counts at every zoom, in leaves, and in filters that it enters or leaves', async () => {
    const [lamp = ''] = devices;
    expect(await village.counts('0/0/0', '?health=offline')).toEqual({});
    await becomes(lamp, 'offline');
    await shows('one down', () => village.counts('0/0/0'), { down: 1, unknown: 2 });
    expect(await village.counts(place(15))).toEqual({ down: 1, unknown: 2 });
    expect(await village.tags(place(18))).toMatchObject([{ state: 'down', down: 1, unknown: 1 }]);
    expect(await village.counts('0/0/0', '?health=offline')).toEqual({ down: 1 });
    expect(await village.counts('0/0/0', '?trouble=new')).toEqual({ down: 1 });
    await becomes(lamp, 'online', ['lamp_failure']);
    await shows('a warning', () => village.counts('0/0/0'), { warning: 1, unknown: 2 });
    expect(await village.counts('0/0/0', '?fault=lamp_failure')).toEqual({ warning: 1 });
    expect(await village.counts('0/0/0', '?health=offline')).toEqual({});
    await becomes(lamp, 'online');
    await shows('well', () => village.counts('0/0/0'), { ok: 1, unknown: 2 });
    expect(await village.counts('0/0/0', '?trouble=new')).toEqual({});
  });

  it('when a device comes, is planned away and back, moves and goes', async () => {
    const newcomer = (await admin('POST', '/devices', light(villageId, { longitude: 105.7, latitude: 21.1 }))).body;
    const { id, siteId } = newcomer.device as { id: string; siteId: string };
    await shows('four', () => village.counts('0/0/0'), { ok: 1, unknown: 3 });
    await admin('PATCH', `/sites/${siteId}`, { latitude: 10.5, longitude: 106.5 });
    await shows('in the south', () => village.counts(tileAt(8, 106.5, 10.5)), { unknown: 1 });
    const until = new Date(server.clock.now() + 60_000).toISOString();
    await admin('PATCH', `/devices/${id}`, { maintenanceUntil: until });
    await shows('planned', () => village.counts('0/0/0'), { ok: 1, unknown: 2, maintenance: 1 });
    server.clock.advance(61_000);
    await shows('over without an event', () => village.counts('0/0/0'), { ok: 1, unknown: 3 });
    await admin('POST', `/devices/${id}/decommission`);
    await shows('gone', () => village.counts('0/0/0'), { ok: 1, unknown: 2 });
  });

  it('when a unit moves to another territory', async () => {
    const other = await create(admin, '/units', { kind: 'commune', name: 'Xã Liên Minh' });
    expect(await everybody.counts('0/0/0', `?unitId=${other}`)).toEqual({});
    await admin('POST', `/units/${neighbourId}/move`, { parentId: other });
    await shows('forty more', () => everybody.counts('0/0/0', `?unitId=${other}`), { down: 40 });
  });
});

describe('boundaries', () => {
  const ring = [
    [105.6, 21],
    [105.7, 21],
    [105.7, 21.1],
    [105.6, 21],
  ];
  const geometry = { type: 'Polygon', coordinates: [ring] };
  const feature = (properties: object, shape: object = geometry) => ({ type: 'Feature', properties, geometry: shape });
  const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
  const names = async (call: Call) =>
    (await call('GET', '/map/boundaries')).body.features.map(
      ({ properties }: { properties: { name: string } }) => properties.name,
    );

  it('one unit, seen by those who see the unit, removed again', async () => {
    expect((await admin('PUT', `/units/${neighbourId}/boundary`, { geometry })).status).toBe(204);
    expect(await names(admin)).toEqual(['Thôn Thu Quế']);
    expect(await names(officer)).toEqual([]);
    expect((await officer('PUT', `/units/${neighbourId}/boundary`, { geometry })).status).toBe(404);
    expect((await officer('DELETE', `/units/${neighbourId}/boundary`)).status).toBe(404);
    expect((await admin('DELETE', `/units/${neighbourId}/boundary`)).status).toBe(204);
    expect(await names(admin)).toEqual([]);
  });

  it('many by code or id, all or none', async () => {
    const refused = await admin(
      'POST',
      '/units/boundaries',
      collection(
        feature({ code: 'TT' }),
        feature({ code: 'KHONG-CO' }),
        feature({ unitId: neighbourId }, { type: 'Polygon', coordinates: [ring] }),
      ),
    );
    expect([refused.status, refused.body.details]).toEqual([
      400,
      {
        fields: [{ path: 'features.1.properties', code: 'unit_not_found', message: 'Không tìm thấy đơn vị này.' }],
      },
    ]);
    expect(await names(admin)).toEqual([]);
    const taken = await admin(
      'POST',
      '/units/boundaries',
      collection(feature({ code: 'TT' }), feature({ unitId: neighbourId })),
    );
    expect([taken.status, taken.body]).toEqual([200, { imported: 2 }]);
    expect(new Set(await names(admin))).toEqual(new Set(['Thôn Tháp Thượng', 'Thôn Thu Quế']));
    expect(await names(officer)).toEqual(['Thôn Tháp Thượng']);
  });

  it('says of each what is wrong with it', async () => {
    const open = { type: 'Polygon', coordinates: [[...ring.slice(0, 3), [105.61, 21]]] };
    const metres = { type: 'Polygon', coordinates: [ring.map(([x = 0, y = 0]) => [x * 5_000, y * 100_000])] };
    const { status, body } = await admin(
      'POST',
      '/units/boundaries',
      collection(
        feature({ code: 'TT' }, open),
        feature({ code: 'TT' }),
        feature({}),
        feature({ code: 'TQ' }, metres),
        7 as never,
      ),
    );
    expect(status).toBe(400);
    const found = (body.details as { fields: { path: string; code: string }[] }).fields;
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'features.0.geometry boundary_ring_open',
      'features.1.properties boundary_twice',
      'features.2.properties boundary_unit_missing',
      'features.3.geometry boundary_range',
      'features.4.geometry boundary_not_polygon',
      'features.4.properties boundary_unit_missing',
    ]);
    const single = await admin('PUT', `/units/${villageId}/boundary`, { geometry: metres });
    expect(single.body.details).toMatchObject({ fields: [{ path: 'geometry', code: 'boundary_range' }] });
  });

  it('long ones are read, too long ones refused in words', async () => {
    const fine = {
      type: 'Polygon',
      coordinates: [[...Array.from({ length: 15_000 }, (_, n) => [105.6 + n / 1e6, 21.123456]), [105.6, 21.123456]]],
    };
    expect((await admin('POST', '/units/boundaries', collection(feature({ code: 'TT' }, fine)))).body.imported).toBe(1);
    const long = await admin('POST', '/units/boundaries', { ...collection(), note: 'x'.repeat(5_000_000) });
    expect([long.status, long.body.details]).toEqual([413, { limitKiB: 4_096 }]);
  });
});

describe('what is drawn beside the devices', () => {
  const cutOf = async (unitId: string, deviceIds: readonly string[]): Promise<string> => {
    const id = newId(server.clock.now());
    await sql.query(
      `INSERT INTO incident (id, identity, cause, scope_unit_id, unit_id, severity, state, reason, rule, started_at,
         opened_at) VALUES ($1, 'power_cut:' || $2, 'power_cut', $2::uuid, $2::uuid, 'major', 'open', 'test', 'test/1', $3, $3)`,
      [id, unitId, new Date(server.clock.now())],
    );
    await sql.query(
      `INSERT INTO incident_device (incident_id, device_no, joined_at)
       SELECT $1, device_no, $3 FROM device WHERE id = ANY($2)`,
      [id, deviceIds, new Date(server.clock.now())],
    );
    return id;
  };

  it('a power cut is its unit, or a box around its devices; over, it is gone; of others, it is not shown', async () => {
    await admin('DELETE', `/units/${villageId}/boundary`);
    const incidentId = await cutOf(villageId, devices.slice(0, 3));
    const foreign = await cutOf(neighbourId, []);
    const box = (await officer('GET', '/map/power-cuts')).body.features;
    expect(box).toMatchObject([
      { id: incidentId, properties: { unitName: 'Thôn Tháp Thượng', devices: 3, shape: 'devices' } },
    ]);
    const [west, south] = box[0].geometry.coordinates[0][0][0] as [number, number];
    expect([west < HERE[0], south < HERE[1]]).toEqual([true, true]);
    const ring = [HERE, [105.7, 21.08], [105.7, 21.2], HERE];
    await admin('PUT', `/units/${villageId}/boundary`, { geometry: { type: 'Polygon', coordinates: [ring] } });
    const drawn = (await officer('GET', '/map/power-cuts')).body.features;
    expect(drawn).toMatchObject([{ properties: { shape: 'boundary' }, geometry: { coordinates: [[ring]] } }]);
    await sql.query(`UPDATE incident SET state = 'resolved', resolved_at = opened_at WHERE id = ANY($1)`, [
      [incidentId, foreign],
    ]);
    expect((await officer('GET', '/map/power-cuts')).body.features).toEqual([]);
  });

  it('a device is joined to the one through which it reaches the network, inside the box and the territory', async () => {
    const [lamp, , far] = devices as [string, string, string];
    await sql.query('UPDATE device SET uplink_device_id = $2 WHERE id = $1', [far, lamp]);
    const lines = async (call: Call, box: string) => (await call('GET', `/map/uplinks?bbox=${box}`)).body.features;
    expect(await lines(officer, '105,20,106,22')).toMatchObject([
      {
        geometry: { coordinates: [[HERE[0] + 0.002, HERE[1]], [...HERE]] },
        properties: { deviceId: far, uplinkDeviceId: lamp, down: false },
      },
    ]);
    expect(await lines(officer, '100,20,101,22')).toEqual([]);
    await sql.query('UPDATE device SET unit_id = $2 WHERE id = $1', [lamp, neighbourId]);
    expect(await lines(officer, '105,20,106,22')).toEqual([]);
    expect(await lines(admin, '105,20,106,22')).toHaveLength(1);
  });
});
