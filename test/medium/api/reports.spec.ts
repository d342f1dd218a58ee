import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperationLost, OperationStore } from '#libs/database';
import { strFromU8, unzipSync } from 'fflate';
import { Client } from 'pg';
import { ApiServer, type Call } from './api-server.ts';
import { type Commune, create, light, twoCommunes } from './two-communes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** October by the clocks of the place. */
const FROM = Date.parse('2026-09-30T17:00:00Z');
const UNTIL = Date.parse('2026-10-31T17:00:00Z');
const HOSTILE = '=HYPERLINK("http://x.example","Đèn") <b>&"\'';

let server: ApiServer;
let admin: Call;
let here: Commune;
let there: Commune;
let sql: Client;
let villages: string[];
let lights: string[];

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  ({ here, there } = await twoCommunes(server, admin));
  sql = new Client(server.database.url);
  await sql.connect();
  villages = [];
  lights = [];
  for (const name of ['Thôn Tháp Thượng', `+${HOSTILE}`]) {
    const id = await create(admin, '/units', { kind: 'village', name, parentId: here.id });
    villages.push(id);
    const more = { name: HOSTILE, landmark: `@${HOSTILE}`, payer: `-${HOSTILE}` };
    lights.push((await admin('POST', '/devices', light(id, more))).body.device.id as string);
  }
  await sql.query('UPDATE device SET created_at = $1', [new Date(FROM - 100 * DAY)]);
  await change(lights[0], 'online', FROM + DAY);
  await change(lights[0], 'offline', FROM + 2 * DAY);
  await change(lights[0], 'online', FROM + 2 * DAY + 90 * MINUTE);
  await sql.query(
    `INSERT INTO contribution (id, site_id, donor, amount_dong, in_kind, given_on, is_public, created_at, updated_at)
     SELECT gen_random_uuid(), site_id, 'Hộ ông Tư', gift.dong, gift.what, gift.day::date, false, $2, $2 FROM device CROSS JOIN (VALUES
       (2000000, NULL::text, '2026-10-31'), (NULL, 'một cột thép', '2026-10-01'), (500000, NULL, '2026-09-30'),
       (900000, NULL, '2026-11-01')) AS gift (dong, what, day) WHERE id = $1`,
    [lights[0], new Date(FROM)],
  );
  await sql.query(
    `INSERT INTO repair (id, site_id, what, done_on, cost_dong, from_gifts, is_public, created_at, updated_at)
     SELECT gen_random_uuid(), site_id, 'Thay bình', mended.day::date, mended.dong, false, false, $2, $2 FROM device
       CROSS JOIN (VALUES ('2026-10-31', 450000), ('2026-10-01', NULL), ('2026-09-30', 50000), ('2026-11-01', 900000))
         AS mended (day, dong) WHERE id = $1`,
    [lights[0], new Date(FROM)],
  );
  await incident(lights[0], FROM + 2 * DAY, `"${HOSTILE}`);
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

const change = (id: string | undefined, to: string, at: number) =>
  sql.query(
    `INSERT INTO transition (id, device_no, unit_id, site_id, kind, to_value, blame, reason, rule, occurred_at, known_at)
     SELECT gen_random_uuid(), device_no, unit_id, site_id, 'connectivity', $2, 'grid', 'test', 'test/1', $3, $3
     FROM device WHERE id = $1`,
    [id, to, new Date(at)],
  );

/** Known after five minutes, taken after another ten, over after ninety. */
async function incident(deviceId: string | undefined, at: number, taker: string): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO incident (id, identity, cause, device_no, scope_unit_id, unit_id, severity, state, reason, rule,
       started_at, opened_at, ended_at, resolved_at)
     SELECT gen_random_uuid(), 'device:' || device_no || ':offline', 'device', device_no, unit_id, unit_id, 'major',
       'resolved', 't', 't/1', $2, $3, $4, $4 FROM device WHERE id = $1 RETURNING id`,
    [deviceId, new Date(at), new Date(at + 5 * MINUTE), new Date(at + 90 * MINUTE)],
  );
  await sql.query(
    `INSERT INTO incident_event (id, incident_id, at, kind, reason, actor_kind, actor_name)
     VALUES (gen_random_uuid(), $1, $2, 'acknowledged', 'going_to_check', 'link', $3)`,
    [rows[0]?.id, new Date(at + 15 * MINUTE), taker],
  );
}

/** A file as a browser fetches it. */
async function fetchFile(path: string): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
  const { body } = await server.as({})<{ accessToken: string }>('POST', '/auth/login', {
    email: 'song-phuong@example.org',
    password: 'mat-khau-can-bo',
  });
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    headers: { authorization: `Bearer ${body.accessToken}` },
  });
  return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

const pagesOf = (pdf: Uint8Array): number => [...strFromU8(pdf, true).matchAll(/\/Type \/Page\b/g)].length;

describe('the monthly report', () => {
  it('of a month that is over reconciles with the availability of the unit and the log, to the millisecond', async () => {
    const { status, body } = await here.officer('GET', `/reports/units/${here.id}?month=2026-10`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ unitName: 'Xã Song Phượng', month: '2026-10', timeZone: 'Asia/Ho_Chi_Minh', isOver: true },
      ...{ from: new Date(FROM).toISOString(), to: new Date(UNTIL).toISOString() },
    });
    const query = `from=${body.from}&to=${body.to}`;
    const unit = (await here.officer('GET', `/units/${here.id}/availability?${query}`)).body;
    const { upMs, downMs, unknownMs, decommissionedMs } = body.total;
    expect({ upMs, downMs, unknownMs, decommissionedMs }).toEqual({
      ...{ upMs: unit.upMs, downMs: unit.downMs, unknownMs: unit.unknownMs, decommissionedMs: unit.decommissionedMs },
    });
    const down = Object.values(downMs as Record<string, number>).reduce((sum, ms) => sum + ms, 0);
    expect(downMs).toMatchObject({ grid: 90 * MINUTE });
    expect(upMs + down + unknownMs + decommissionedMs).toBe(4 * (UNTIL - FROM));
    for (const parts of [body.parts, body.kinds] as { upMs: number; devices: number }[][]) {
      expect(parts.reduce((sum, part) => sum + part.upMs, 0)).toBe(upMs);
      expect(parts.reduce((sum, part) => sum + part.devices, 0)).toBe(4);
    }
    expect(body.incidents).toMatchObject({
      ...{ carriedIn: 0, opened: 1, closed: 1, openAtEnd: 0, untaken: 0 },
      taking: { count: 1, medianMs: 10 * MINUTE },
      repair: { count: 1, worstMs: 90 * MINUTE },
    });
    // Half a million was given to the commune before; what the other commune got is not in it.
    expect(body.gifts).toEqual({ entries: 2, inKind: 1, dong: 2_000_000, totalDong: 3_000_000 });
    expect(body.repairs).toEqual({ entries: 2, dong: 450_000, totalDong: 500_000 });
    expect(JSON.stringify(body.sheet)).toContain('tháng này 450.000 đồng (2 lần sửa); từ trước tới nay 500.000 đồng');
    expect(body.worstSites).toMatchObject([{ outages: 1, downMs: 90 * MINUTE, mostly: 'grid' }]);
  });

  it('says in the language of the reader what it says, and that a month is not over', async () => {
    const vi = (await here.officer('GET', `/reports/units/${villages[0]}`)).body;
    expect(vi).toMatchObject({ month: '2026-11', isOver: false, to: '2026-11-21T05:00:00.000Z' });
    expect(vi.sheet).toMatchObject({
      ...{ title: 'Báo cáo tháng 11/2026', unitName: 'Thôn Tháp Thượng', place: 'Xã Song Phượng, Việt Nam' },
      notice: 'Tháng chưa hết: số liệu tính đến 12h00 ngày 21/11/2026.',
    });
    const en = await here.officer('GET', `/reports/units/${villages[0]}`, undefined, { 'accept-language': 'en' });
    expect(en.body.sheet).toMatchObject({ title: 'Report for 11/2026' });
  });

  it('names everything wrong with the question, a month that has not begun as well', async () => {
    const wrong = await here.officer('GET', `/reports/units/${here.id}?month=2026-13&format=doc`);
    expect([wrong.status, wrong.body.details]).toMatchObject([
      400,
      { fields: [{ code: 'month' }, { code: 'not_one_of' }] },
    ]);
    const future = await here.officer('GET', `/reports/units/${here.id}?month=2026-12`);
    expect([future.status, future.body.details]).toMatchObject([
      400,
      { fields: [{ path: 'month', code: 'month_not_begun' }] },
    ]);
  });

  it('is a workbook of numbers and text, whatever names are', async () => {
    const { headers, bytes } = await fetchFile(`/reports/units/${here.id}?month=2026-10&format=xlsx`);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="canh-thon.xlsx"; filename\*=UTF-8''/);
    const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)] as const);
    const sheets = parts.filter(([name]) => /^xl\/worksheets\/\w+\.xml$/.test(name)).map(([, text]) => text);
    expect(sheets).toHaveLength(2);
    for (const sheet of sheets) {
      expect(sheet).not.toMatch(/<f[ >]|<hyperlink/);
      expect(sheet).toMatch(/<c [^>]*><v>[\d.]+<\/v>/);
    }
    const text = parts.map(([, part]) => part).join('');
    expect(text).toContain('=HYPERLINK(');
    expect(text).not.toContain('<b>&');
    expect(text).not.toContain('>HYPERLINK');
  });

  it('is one page for a village, with its own typeface', async () => {
    const { status, headers, bytes } = await fetchFile(`/reports/units/${villages[0]}?month=2026-10&format=pdf`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(pagesOf(bytes)).toBe(1);
    expect(strFromU8(bytes, true)).toMatch(/\/FontFile2/);
  });

  it('is for those who lead, and for nobody outside', async () => {
    const member = { email: 'm@example.org', name: 'Thành viên', password: 'mat-khau-thanh-vien' };
    const memberId = await create(admin, '/users', { ...member, unitId: here.id });
    await admin('POST', `/users/${memberId}/grants`, { role: 'group_member', unitId: here.id });
    const call = await server.signIn(member);
    expect((await call('GET', `/reports/units/${here.id}`)).status).toBe(403);
    expect((await here.officer('GET', `/reports/units/${there.id}`)).body.errorCode).toBe('unit_not_found');
  });
});

describe('the evidence sheet', () => {
  it('takes the figures its template asks for, as data and as paper', async () => {
    const { body: templates } = await here.officer('GET', '/reports/templates');
    expect(templates).toEqual([{ key: 'smart-village', title: 'Phiếu số liệu thôn thông minh' }]);
    const path = `/reports/units/${here.id}/evidence?month=2026-10`;
    const { body } = await here.officer('GET', `${path}&template=smart-village`);
    expect(body.criteria).toContainEqual({ key: 'lights', value: 3, part: null, atLeast: null, isReached: null });
    expect(body.criteria).toContainEqual({
      ...{ key: 'lights_working', value: 1 / 3, part: { some: 1, all: 3 }, atLeast: 0.9, isReached: false },
    });
    expect(body.criteria).toContainEqual({
      ...{ key: 'light_coverage', value: 0, part: { some: 0, all: 1 }, atLeast: 1, isReached: false },
    });
    expect(pagesOf((await fetchFile(`${path}&format=pdf`)).bytes)).toBe(1);
    expect((await here.officer('GET', `${path}&template=x`)).body.errorCode).toBe('template_not_found');
  });
});

describe('a pack', () => {
  const ask = async (unitId = here.id) =>
    (await here.officer('POST', '/reports/packs', { unitId, month: '2026-10', format: 'pdf' })).body
      .operationId as string;
  const look = async (id: string) => (await here.officer('GET', `/operations/${id}`)).body;

  it('is one file for each village and the totals, made while others work, and fetched by those inside', async () => {
    const id = await ask();
    expect(await look(id)).toMatchObject({ kind: 'report_pack', state: 'queued', progress: 0 });
    expect((await here.officer('GET', `/reports/packs/${id}/file`)).body.errorCode).toBe('file_not_found');
    await server.advance(2_000);
    expect(await look(id)).toMatchObject({ state: 'succeeded', progress: 100, result: { files: 3 } });
    const { headers, bytes } = await fetchFile(`/reports/packs/${id}/file`);
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain("UTF-8''Xã Song Phượng 2026-10.zip");
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual([
      '0 Xã Song Phượng 2026-10.pdf',
      '1 Xã Song Phượng - HYPERLINK http x example Đèn b 2026-10.pdf',
      '2 Xã Song Phượng - Thôn Tháp Thượng 2026-10.pdf',
    ]);
    expect(Object.values(files).map(pagesOf)).toEqual([1, 1, 1]);
    for (const path of [`/reports/packs/${id}/file`, `/operations/${id}`])
      expect((await there.officer('GET', path)).status).toBe(404);
  });

  it('outlives whoever works on it: another one begins anew, and the first one writes nothing more', async () => {
    const store = server.app.get(OperationStore);
    const dead = await (async () => {
      const id = await ask();
      const claimed = await store.claim(['report_pack'], server.clock.now());
      if (claimed === null) throw new Error('nothing to claim');
      expect(claimed.id).toBe(id);
      return claimed;
    })();
    const half = { position: 7, name: 'half.pdf', content: Buffer.from('half') };
    await store.keep(dead, half, 30, server.clock.now());
    expect(await look(dead.id)).toMatchObject({ state: 'running', progress: 30 });
    await server.advance(2 * MINUTE);
    expect(await look(dead.id)).toMatchObject({ state: 'succeeded' });
    await expect(store.keep(dead, half, 40, server.clock.now())).rejects.toThrow(OperationLost);
    await store.fail(dead, 'operation_failed', server.clock.now());
    expect(await look(dead.id)).toMatchObject({ state: 'succeeded' });
    expect(Object.keys(unzipSync((await fetchFile(`/reports/packs/${dead.id}/file`)).bytes))).toHaveLength(3);
  });

  it('that nobody could make has failed with a reason', async () => {
    const id = await ask();
    await sql.query(`UPDATE operation SET request = request - 'time' WHERE id = $1`, [id]);
    await server.advance(2_000);
    expect(await look(id)).toMatchObject({ state: 'failed', errorCode: 'operation_failed' });
    const late = await ask();
    await sql.query(`UPDATE operation SET created_at = created_at - interval '2 hours' WHERE id = $1`, [late]);
    await server.advance(4_000);
    expect(await look(late)).toMatchObject({ state: 'failed', errorCode: 'operation_expired' });
  });

  it('is refused for a unit outside and a month that has not begun', async () => {
    const call = (body: object) => here.officer('POST', '/reports/packs', body);
    expect((await call({ unitId: there.id, month: '2026-10', format: 'pdf' })).status).toBe(404);
    expect((await call({ unitId: here.id, month: '2027-01', format: 'pdf' })).status).toBe(400);
    expect((await call({ unitId: here.id, month: 'x', format: 'doc' })).status).toBe(400);
  });

  it('is gone after a day', async () => {
    const id = await ask();
    await server.advance(2_000);
    const path = `/reports/packs/${id}/file`;
    expect((await fetchFile(path)).status).toBe(200);
    server.clock.advance(DAY + HOUR);
    await server.advance(1);
    expect((await fetchFile(path)).status).toBe(404);
  });
});
