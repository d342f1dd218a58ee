import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiServer, type Call, START } from './api-server.ts';
import { type Commune, twoCommunes } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let here: Commune;
let there: Commune;
beforeEach(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  ({ here, there } = await twoCommunes(server, admin));
});
afterEach(() => server.stop());

const MINUTE = 60_000;
const at = (minutes: number): string => new Date(START + minutes * MINUTE).toISOString();
const work = (more: object = {}) => ({ unitId: here.id, from: at(0), until: at(60), reason: 'Thay dây', ...more });
const make = async (more: object = {}, call: Call = here.officer): Promise<string> => {
  const { status, body } = await call('POST', '/maintenance', work(more));
  expect([status, body.errorCode]).toEqual([201, undefined]);
  return body.id as string;
};
const healthOf = async (id: string) => (await admin('GET', `/devices/${id}`)).body.health as string;
const names = (list: { body: { items: { place: { name: string } }[] } }) =>
  list.body.items.map(({ place }) => place.name);

describe('a window', () => {
  it('hides how devices are while it lasts, in the device, in lists, on the map, and ends when told to', async () => {
    const id = await make();
    expect((await here.officer('GET', `/maintenance/${id}`)).body).toMatchObject({
      kind: 'work',
      source: 'person',
      place: { kind: 'unit', id: here.id, name: 'Xã Song Phượng' },
      from: at(0),
      until: at(60),
      madeBy: 'Cán bộ CNTT',
      state: 'running',
      next: { from: at(0), until: at(60) },
    });
    expect(await healthOf(here.lightId)).toBe('maintenance');
    expect(await healthOf(there.lightId)).toBe('never_seen');
    expect((await admin('GET', '/devices?health=maintenance')).body.items).toHaveLength(2);
    expect((await admin('GET', '/map/summary')).body.byHealth).toMatchObject({ maintenance: 2, never_seen: 2 });
    expect((await here.officer('DELETE', `/maintenance/${id}`)).status).toBe(204);
    expect(await healthOf(here.lightId)).toBe('never_seen');
    expect((await here.officer('GET', `/maintenance/${id}`)).body).toMatchObject({
      state: 'over',
      next: null,
      endedBy: 'Cán bộ CNTT',
      endedAt: at(0),
    });
    expect((await here.officer('DELETE', `/maintenance/${id}`)).body.errorCode).toBe('maintenance_is_over');
    expect((await admin('GET', `/audit?objectId=${id}`)).body.items).toMatchObject([
      { action: 'maintenance.end' },
      { action: 'maintenance.create' },
    ]);
  });

  it('is of a pole or of one device, too', async () => {
    await make({ unitId: undefined, deviceId: here.cameraId, until: at(10) });
    expect([await healthOf(here.cameraId), await healthOf(here.lightId)]).toEqual(['maintenance', 'never_seen']);
    await make({ unitId: undefined, siteId: here.siteId, until: at(10) });
    expect([await healthOf(here.cameraId), await healthOf(here.lightId)]).toEqual(['maintenance', 'maintenance']);
    await server.advance(10 * MINUTE);
    expect([await healthOf(here.cameraId), await healthOf(here.lightId)]).toEqual(['never_seen', 'never_seen']);
  });

  it('comes every week in the time of the unit', async () => {
    // It is Saturday, noon in Vietnam.
    const weekly = { weekdays: [7, 6, 6], from: '11:30', to: '13:00', lastDay: '2026-11-21' };
    const id = await make({ from: undefined, until: undefined, weekly });
    expect((await here.officer('GET', `/maintenance/${id}`)).body).toMatchObject({
      weekly: { weekdays: [6, 7], from: '11:30', to: '13:00', lastDay: '2026-11-21', timeZone: 'Asia/Ho_Chi_Minh' },
      state: 'running',
      next: { from: at(0), until: at(60) },
    });
    expect(await healthOf(here.lightId)).toBe('maintenance');
  });

  it('sent twice with one key is made once', async () => {
    const key = { 'Idempotency-Key': 'mot-lan' };
    const [first, second] = [
      await here.officer('POST', '/maintenance', work(), key),
      await here.officer('POST', '/maintenance', work(), key),
    ];
    expect(second.body.id).toBe(first.body.id);
    expect((await here.officer('GET', '/maintenance')).body.items).toHaveLength(1);
  });

  it.each<[string, object, [string, string][]]>([
    ['nothing', { unitId: undefined, from: undefined, until: undefined, reason: undefined }, [['reason', 'required']]],
    [
      'no place and no time',
      { unitId: undefined, from: undefined, until: undefined },
      [
        ['unitId', 'one_place'],
        ['from', 'required'],
        ['until', 'required'],
      ],
    ],
    ['two places', { deviceId: '01890000-0000-7000-8000-000000000000' }, [['unitId', 'one_place']]],
    ['a time without a zone', { from: '2026-11-21T12:00' }, [['from', 'instant']]],
    [
      'an end before the beginning',
      { until: at(-1), from: at(0) },
      [
        ['from', 'not_before_end'],
        ['until', 'past'],
      ],
    ],
    ['a window that is over', { from: at(-60), until: at(0) }, [['until', 'past']]],
    ['half a century', { until: '2076-01-01T00:00:00Z' }, [['until', 'period_too_long']]],
    ['both schedules', { weekly: { weekdays: [1], from: '08:00', to: '09:00' } }, [['from', 'one_schedule']]],
    [
      'an eighth day',
      { weekly: { weekdays: [8], from: '8:00', to: '09:00' } },
      [
        ['weekly.weekdays', 'range'],
        ['weekly.from', 'pattern'],
      ],
    ],
    ['a kind of its own', { kind: 'holiday' }, [['kind', 'not_one_of']]],
  ])('refuses %s, naming every field', async (_, more, problems) => {
    const { status, body } = await here.officer('POST', '/maintenance', work(more));
    expect(status).toBe(400);
    expect(body.details.fields.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual(problems);
  });
});

describe('the list', () => {
  it('is of the caller’s territory, pages, and knows what is over and what covers a device', async () => {
    const first = await make({ reason: 'một' });
    await make({ unitId: there.id }, admin);
    await make({ unitId: undefined, deviceId: here.cameraId });
    await make({ unitId: here.groupId, kind: 'power_outage' });
    await here.officer('DELETE', `/maintenance/${first}`);
    expect(names(await here.officer('GET', '/maintenance'))).toEqual([
      'Tổ tự quản số 1 Xã Song Phượng',
      'Camera ngã ba',
      'Xã Song Phượng',
    ]);
    expect(names(await here.officer('GET', '/maintenance?over=true'))).toEqual(['Xã Song Phượng']);
    expect(names(await here.officer('GET', `/maintenance?over=false&deviceId=${here.cameraId}`))).toHaveLength(2);
    expect(names(await here.officer('GET', `/maintenance?over=false&deviceId=${here.lightId}`))).toHaveLength(1);
    expect(names(await admin('GET', `/maintenance?unitId=${there.id}`))).toEqual(['Xã Liên Minh']);
    const page = await here.officer('GET', '/maintenance?limit=2');
    const rest = await here.officer('GET', `/maintenance?limit=2&cursor=${page.body.nextCursor}`);
    expect([...names(page), ...names(rest)]).toHaveLength(3);
    expect(rest.body.nextCursor).toBeNull();
  });

  it('shows nothing of another territory, and nobody ends what is there', async () => {
    const id = await make();
    expect((await there.officer('GET', '/maintenance')).body.items).toEqual([]);
    for (const answer of [
      await there.officer('GET', `/maintenance/${id}`),
      await there.officer('DELETE', `/maintenance/${id}`),
      await there.officer('POST', '/maintenance', work()),
      await there.officer('POST', '/maintenance', work({ unitId: undefined, siteId: here.siteId })),
      await there.officer('POST', '/maintenance', work({ unitId: undefined, deviceId: here.lightId })),
    ])
      expect(answer.status).toBe(404);
  });
});

describe('a list of planned power outages', () => {
  const csv = [
    'Đơn vị;Từ;Đến;Lý do',
    'xa song phuong;23/11/2026 08:00;23/11/2026 17:00;Sửa lưới điện',
    'Xã Liên Minh;23/11/2026 08:00;23/11/2026 17:00;Không phải của ta',
    ';hôm nay;23/11/2026 17:00;',
    'Tổ tự quản số 1 Xã Song Phượng;2026-11-24 22:00;2026-11-25 04:00;"Thay trạm; hạ thế"',
  ].join('\n');
  const send = (path: string, body = csv) =>
    here.officer('POST', path, body, { 'content-type': 'text/csv; charset=utf-8' });

  it('is looked at, then made; what is wrong comes back line by line and nothing is lost', async () => {
    const tried = await send('/maintenance/import?dryRun=true');
    expect([tried.status, tried.body]).toMatchObject([200, { dryRun: true, made: 0, exists: 0, refused: 2 }]);
    expect((await here.officer('GET', '/maintenance')).body.items).toEqual([]);
    const done = await send('/maintenance/import');
    expect(done.body).toMatchObject({ dryRun: false, made: 2, exists: 0, refused: 2 });
    expect(done.body.lines).toMatchObject([
      { line: 2, state: 'made', unitName: 'Xã Song Phượng', fromAt: '2026-11-23T01:00:00.000Z', problems: [] },
      { line: 3, state: 'refused', unitId: null, problems: [{ code: 'unit_unknown' }] },
      {
        line: 4,
        state: 'refused',
        from: 'hôm nay',
        problems: [{ code: 'unit_missing' }, { code: 'from_unreadable' }, { code: 'reason_missing' }],
      },
      { line: 5, state: 'made', unitId: here.groupId, reason: 'Thay trạm; hạ thế' },
    ]);
    expect((await here.officer('GET', '/maintenance')).body.items).toMatchObject([
      { kind: 'power_outage', source: 'import', reason: 'Thay trạm; hạ thế', state: 'coming' },
      { kind: 'power_outage', source: 'import', reason: 'Sửa lưới điện', state: 'coming' },
    ]);
  });

  it('sent again makes nothing twice, and JSON will do as well', async () => {
    await send('/maintenance/import');
    const again = await here.officer('POST', '/maintenance/import', { csv });
    expect(again.body).toMatchObject({ made: 0, exists: 2, refused: 2 });
    expect((await here.officer('GET', '/maintenance')).body.items).toHaveLength(2);
  });

  it('that is empty or endless is refused', async () => {
    expect((await send('/maintenance/import', '')).body.details.fields).toMatchObject([
      { path: 'csv', code: 'required' },
    ]);
    const endless = await send('/maintenance/import', 'x\n'.repeat(2_002));
    expect(endless.body.details.fields).toMatchObject([{ path: 'csv', code: 'too_many' }]);
  });
});
