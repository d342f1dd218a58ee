import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { DeviceImportResult, ImportRowView, OperationStarted } from '#libs/contracts';
import { MINUTE } from '#libs/domain';
import { ApiServer, type Call } from './api-server.ts';
import { camera, create, light, openIncident } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let sql: Client;
let commune: string;
let village: string;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  sql = new Client(server.database.url);
  await sql.connect();
  commune = await create(admin, '/units', { kind: 'commune', name: 'Xã Song Phượng' });
  village = await create(admin, '/units', { kind: 'village', name: 'Thôn Tháp Thượng', parentId: commune });
  await create(admin, '/units', { kind: 'group', name: 'Tổ tự quản số 5', parentId: village });
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

const EN = { 'accept-language': 'en' };

interface Done {
  readonly id: string;
  readonly state: string;
  readonly errorCode?: string;
  readonly result: DeviceImportResult;
}

/** Sends a list and runs the loops until it is over. */
async function send(call: Call, file: string | Uint8Array, query = ''): Promise<Done> {
  const { status, body } = await call<OperationStarted>('POST', `/devices/import?${query}`, file, {
    'content-type': 'application/octet-stream',
  });
  if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
  for (;;) {
    await server.advance(1_000);
    const answer = await call<Done>('GET', `/operations/${body.operationId}`);
    if (['succeeded', 'failed'].includes(answer.body.state)) return answer.body;
  }
}
const counts = ({ made, changed, same, refused, applied }: DeviceImportResult) => ({
  made,
  changed,
  same,
  refused,
  applied,
});
const rowsOf = async (call: Call, { id }: Done, query = ''): Promise<ImportRowView[]> =>
  (await call<{ items: ImportRowView[] }>('GET', `/devices/imports/${id}/rows?limit=500&${query}`, undefined, EN)).body
    .items;
const download = async (path: string, language = 'vi'): Promise<Buffer> => {
  const token = (
    await server.as({})<{ accessToken: string }>('POST', '/auth/login', {
      email: 'admin@canhthon.local',
      password: 'mat-khau-quan-tri',
    })
  ).body.accessToken;
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': language },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};
const count = async (table: string): Promise<number> =>
  (await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n ?? -1;

const LIST = [
  'DANH SÁCH THIẾT BỊ;;;;;;;;',
  'Ghi chú riêng;Tên;Loại;Tổ;Vĩ độ;Kinh độ;Vị trí;IP;Mật khẩu',
  ';Camera cổng đình;Camera;Tổ 5, Tháp Thượng;21,0865;105,6682;cổng đình;192.168.1.20;bi mat;',
  ';Đèn cổng đình;Đèn;Tổ 5, Tháp Thượng;21,0865;105,6682;cổng đình;;',
  ';Đèn giếng làng;Đèn;thap thuong;21,0871;105,6690;giếng làng;;',
].join('\r\n');

describe('a list of devices', () => {
  it('is tried, imported and imported again without a change', async () => {
    const before = await count('device');
    const dry = await send(admin, LIST, 'dryRun=true');
    expect(dry.result).toMatchObject({
      rows: 3,
      made: 3,
      refused: 0,
      applied: false,
      unknownColumns: ['Ghi chú riêng'],
    });
    expect(await count('device')).toBe(before);
    expect(counts((await send(admin, LIST)).result)).toEqual({
      made: 3,
      changed: 0,
      same: 0,
      refused: 0,
      applied: true,
    });
    const again = await send(admin, LIST);
    expect(counts(again.result)).toEqual({ made: 0, changed: 0, same: 3, refused: 0, applied: true });
    expect(await count('device')).toBe(before + 3);
    const { items } = (await admin('GET', '/devices?q=cong%20dinh')).body;
    expect(items).toHaveLength(2);
    expect(items[0].siteId).toBe(items[1].siteId);
    const detail = (await admin('GET', `/devices/${items[0].id}`)).body;
    expect(detail).toMatchObject({
      health: 'never_seen',
      onvif: { url: 'http://192.168.1.20/onvif/device_service', hasPassword: true },
    });
    expect((await admin('GET', '/audit?limit=5')).body.items.map(({ action }: { action: string }) => action)).toContain(
      'device.register',
    );
  });

  it('gives new lights their MQTT passwords, once, in the file, and only to the one who sent it', async () => {
    const row = `code,kind,name,unit,latitude,longitude\nDEN-X1,Đèn,Đèn một,Tháp Thượng,21.2,105.7\n`;
    const done = await send(admin, row);
    const file = (await download(`/devices/imports/${done.id}/file?format=csv`)).toString();
    const [, , , , , , , , user = '', password = ''] = (file.trim().split('\r\n')[1] ?? '').split(',');
    const [device] = (await sql.query<{ id: string }>(`SELECT id FROM device WHERE code = 'DEN-X1'`)).rows;
    expect(user).toBe(device?.id);
    expect(password).toMatch(/^[\w-]{43}$/);
    const stored = (await sql.query<{ text: string }>(`SELECT encode(content, 'escape') AS text FROM operation_file`))
      .rows;
    expect(stored.length).toBeGreaterThan(1);
    for (const { text } of stored) expect(text).not.toMatch(/bi mat|Đèn một/);
    const other = await stranger('installer');
    expect((await other('GET', `/devices/imports/${done.id}/rows`)).body.errorCode).toBe('operation_not_found');
  });

  it('with one wrong row writes nothing, or the good rows when asked to; the report is in the caller’s language', async () => {
    const list =
      'Mã thiết bị,Tên,Loại,Tổ,Tọa độ\nA-1,Đèn a,Đèn,Tháp Thượng,"21.3, 105.7"\nA-2,Đèn b,Đèn,Thôn Lạ,"21.31, 105.7"\n';
    const before = await count('device');
    const refused = await send(admin, list);
    expect(counts(refused.result)).toEqual({ made: 1, changed: 0, same: 0, refused: 1, applied: false });
    expect(await count('device')).toBe(before);
    expect(await rowsOf(admin, refused, 'state=refused')).toEqual([
      {
        ...{ line: 3, state: 'refused', code: 'A-2', name: 'Đèn b', deviceId: null, changes: [] },
        problems: [
          { column: 'Responsible unit', code: 'unit_unknown', message: expect.stringContaining('has this name') },
        ],
      },
    ]);
    const some = await send(admin, list, 'onlyValid=true');
    expect(counts(some.result)).toEqual({ made: 1, changed: 0, same: 0, refused: 1, applied: true });
    expect(await count('device')).toBe(before + 1);
    const marked = (await download(`/devices/imports/${some.id}/file?format=csv`)).toString();
    const corrected = marked.replace('Thôn Lạ', 'Tháp Thượng').replaceAll('Có lỗi', '');
    expect(counts((await send(admin, corrected)).result)).toEqual({
      made: 1,
      changed: 0,
      same: 1,
      refused: 0,
      applied: true,
    });
  });

  it('round-trips: what is exported changes nothing when it is imported, formulas stay text', async () => {
    const hostile = '=HYPERLINK("http://evil.example","x")';
    await admin(
      'POST',
      '/devices',
      camera(village, {
        name: hostile,
        serial: '0012',
        mac: 'A4-12-42-00-1B-9C',
        payer: "'@cmd",
        landmark: '+1',
        latitude: 21.5,
      }),
    );
    await admin(
      'POST',
      '/devices',
      light(village, { name: 'Đèn, "ngã ba"', intervalSeconds: 300, offlineAfterSeconds: 1000, latitude: 21.6 }),
    );
    for (const format of ['csv', 'xlsx']) {
      for (const language of ['vi', 'en']) {
        const file = await download(`/devices/export?format=${format}&unitId=${commune}`, language);
        if (format === 'csv') expect(file.toString()).toContain(`"'=HYPERLINK(`);
        const done = await send(admin, file);
        expect([
          format,
          language,
          done.result?.refused === 0 ? '' : await rowsOf(admin, done, 'state=refused'),
        ]).toEqual([format, language, '']);
        expect(counts(done.result)).toMatchObject({ made: 0, changed: 0, refused: 0, same: done.result.rows });
        expect(done.result.rows).toBeGreaterThan(5);
      }
    }
  });

  it('changes what it says and nothing else, and names who is in the way', async () => {
    const [twin] = (await admin('GET', '/devices?q=0012')).body.items;
    const list = [
      'code,name,mac,unit,siteCode,latitude,longitude,kind,intervalSeconds',
      'DEN-X1,Đèn hai,,Tổ 5,,,,,120',
      'A-1,,A412.4200.1B9C,,,,,,',
      ',Đèn ba,,Tháp Thượng,,21.20002,105.7,Đèn,',
    ].join('\n');
    const done = await send(admin, list, 'onlyValid=true');
    const [changed, mac, near] = await rowsOf(admin, done);
    expect(changed).toMatchObject({ state: 'changed', changes: ['Interval (seconds)', 'Name', 'Responsible unit'] });
    expect(mac?.problems).toEqual([
      { column: 'MAC address', code: 'mac_taken', message: expect.stringContaining(twin.code) },
    ]);
    expect(near?.problems).toEqual([{ column: null, code: 'near_twin', message: expect.stringContaining('DEN-X1') }]);
    const [device] = (await admin('GET', '/devices?q=den-x1')).body.items;
    expect(device).toMatchObject({ name: 'Đèn hai', unitName: 'Tổ tự quản số 5' });
    expect((await admin('GET', `/devices/${device.id}`)).body).toMatchObject({
      intervalSeconds: 120,
      offlineAfterSeconds: 360,
      version: 2,
    });
  });

  it('takes what is open about a device along to the group that answers for it now', async () => {
    const { device } = (await admin('POST', '/devices', light(commune, { name: 'Đèn đổi tổ' }))).body;
    const incidentId = await openIncident(server, commune, device.id);
    await send(admin, `code,unit\n${device.code},Tổ 5`);
    const { unitName } = (await admin('GET', `/incidents/${incidentId}`)).body;
    expect(unitName).toBe('Tổ tự quản số 5');
  });

  it('somebody who registers the same meanwhile is met by judging again', async () => {
    await sql.query(`CREATE FUNCTION overtake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.code = 'RACE-2' AND (SELECT count(*) FROM overtaken) < 1 THEN RAISE unique_violation USING CONSTRAINT = 'device_code'; END IF; RETURN NEW; END $$;
      CREATE TABLE overtaken (n int); CREATE TRIGGER overtake BEFORE INSERT ON device FOR EACH ROW EXECUTE FUNCTION overtake()`);
    const list =
      'code,kind,name,unit,latitude,longitude\nRACE-1,Đèn,x,Tháp Thượng,20,105\nRACE-2,Đèn,y,Tháp Thượng,20.1,105\n';
    const lost = await send(admin, list);
    expect(lost).toMatchObject({ state: 'failed', errorCode: 'import_overtaken' });
    await sql.query('INSERT INTO overtaken VALUES (1)');
    expect(counts((await send(admin, list)).result)).toMatchObject({ made: 2, refused: 0 });
    await sql.query('DROP TRIGGER overtake ON device');
  });

  it('files that are no lists are refused by name', async () => {
    expect(await send(admin, 'hello\nworld')).toMatchObject({ state: 'failed', errorCode: 'import_no_header' });
    expect(await send(admin, 'name,tên,kind\na,b,c')).toMatchObject({
      state: 'failed',
      errorCode: 'import_column_twice',
    });
    expect(await send(admin, Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatchObject({ errorCode: 'import_old_excel' });
    const large = await admin('POST', '/devices/import', 'x'.repeat(11_000_000));
    expect([large.status, large.body.errorCode]).toEqual([413, 'body_too_large']);
    expect((await admin('POST', '/devices/import')).body.errorCode).toBe('import_not_a_sheet');
    expect(await count(`operation_file f JOIN operation o ON o.id = f.operation_id WHERE o.state = 'failed'`)).toBe(0);
  });
});

describe('territory', () => {
  it('a list reaches no further than its sender, and tells nothing of what lies outside', async () => {
    const far = await create(admin, '/units', { kind: 'commune', name: 'Xã Liên Minh' });
    await admin('POST', '/devices', light(far, { code: 'XA-1', serial: 'XA-SERIAL', latitude: 22 }));
    const installer = await stranger('installer');
    const list = [
      'code,name,serial,unit,latitude,longitude,kind',
      'XA-1,đổi tên,,,,,',
      ',Đèn mới,XA-SERIAL,Tháp Thượng,22.5,105,Đèn',
      ',Đèn xa,,Xã Liên Minh,22.6,105,Đèn',
      ',Đèn gần,,Tháp Thượng,22,105.66,Đèn',
    ].join('\n');
    const done = await send(installer, list);
    const problems = (await rowsOf(installer, done)).map((row) => row.problems.map(({ code }) => code).join());
    expect(problems).toEqual(['code_elsewhere', 'serial_elsewhere', 'unit_unknown', '']);
    expect(JSON.stringify(await rowsOf(installer, done))).not.toContain('Đèn cổng đình');
    expect((await installer('POST', `/devices/import?unitId=${far}`, list)).body.errorCode).toBe('unit_not_found');
    expect((await installer('GET', `/devices/export?unitId=${far}`)).body.errorCode).toBe('unit_not_found');
  });

  it('who may only look imports and exports nothing', async () => {
    const viewer = await stranger('viewer');
    for (const [method, path] of [
      ['POST', '/devices/import'],
      ['GET', '/devices/export'],
      ['GET', '/devices/import-template'],
    ] as const) {
      expect((await viewer(method, path, method === 'POST' ? 'a,b' : undefined)).body.errorCode).toBe('forbidden');
    }
  });
});

it('the template is read by the import', async () => {
  const file = await download('/devices/import-template');
  expect(await send(admin, file)).toMatchObject({ state: 'succeeded', result: { rows: 0, unknownColumns: [] } });
});

let strangers = 0;
async function stranger(role: string): Promise<Call> {
  const email = `nguoi-${String((strangers += 1))}@example.org`;
  const id = await create(admin, '/users', { email, name: 'Người lắp đặt', password: 'mat-khau-lap-dat' });
  await admin('POST', `/users/${id}/grants`, { role, unitId: commune });
  return server.signIn({ email, password: 'mat-khau-lap-dat' });
}

it('a list that nobody worked on for a quarter of an hour is given up', async () => {
  const { body } = await admin<OperationStarted>('POST', '/devices/import', 'a;b');
  await sql.query(`UPDATE operation SET created_at = created_at - interval '1 day' WHERE id = $1`, [body.operationId]);
  await server.advance(MINUTE / 10);
  expect((await admin('GET', `/operations/${body.operationId}`)).body).toMatchObject({
    errorCode: 'operation_expired',
  });
});
