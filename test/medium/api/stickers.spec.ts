import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiServer, type Call } from './api-server.ts';
import { create, light, twoCommunes } from './two-communes.ts';

interface Roll {
  readonly id: string;
  readonly codes: readonly string[];
}

let server: ApiServer;
let admin: Call;
let officer: Call;
let group: string;
let neighbour: Call;
let neighbours: string;
/** Of the commune above the group: lies in the drawer of its office. */
let roll: Roll;
let next = 0;

const body = async (call: Call, path: string) => (await call('GET', path)).body;
/** One that nobody has used. */
const fresh = (): string => roll.codes[next++] as string;
/** A pole of its own, far from all others. */
const pole = (more: object = {}) => light(group, { latitude: 20 + (next += 1) / 1_000, ...more });
const page = async (path: string) => {
  const answer = await fetch(server.origin + path);
  return { status: answer.status, text: await answer.text() };
};

async function print(call: Call, unitId: string, count: number): Promise<Roll> {
  const id = await create(call, `/units/${unitId}/sticker-rolls`, { count });
  const { items } = await body(call, `/sticker-rolls/${id}/stickers?limit=500`);
  return { id, codes: items.map(({ code }: { code: string }) => code) };
}

beforeAll(async () => {
  server = await ApiServer.start({ PUBLIC_URL: 'https://canh.example.vn' });
  admin = await server.signIn();
  const { here, there } = await twoCommunes(server, admin);
  ({ officer, groupId: group } = here);
  ({ officer: neighbour, groupId: neighbours } = there);
  roll = await print(officer, here.id, 40);
});
afterAll(() => server.stop());

describe('a roll of stickers', () => {
  it('is printed once, however often it is asked for with the same key; its list says how many are used', async () => {
    const path = `/units/${group}/sticker-rolls`;
    const wish = () => officer('POST', path, { count: 3 }, { 'idempotency-key': 'cuon-1' });
    const [first, second] = [await wish(), await wish()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ count: 3, used: 0, lost: 0, pages: 1, isLasting: true });
    const { items } = await body(officer, `/sticker-rolls/${first.body.id}/stickers`);
    expect(items.map(({ number, state }: { number: number; state: string }) => [number, state])).toEqual([
      [1, 'free'],
      [2, 'free'],
      [3, 'free'],
    ]);
    await officer('POST', '/devices', pole({ sticker: items[0].code }));
    await officer('POST', `/stickers/${items[1].code}/void`);
    const rolls = (await body(officer, path)).items;
    expect(rolls).toMatchObject([{ id: first.body.id, used: 1, lost: 1 }]);
    const onePage = await body(officer, `/sticker-rolls/${first.body.id}/stickers?limit=2`);
    expect(onePage.items).toMatchObject([
      { state: 'bound', site: {} },
      { state: 'void', site: null },
    ]);
    const rest = await body(officer, `/sticker-rolls/${first.body.id}/stickers?limit=2&cursor=${onePage.nextCursor}`);
    expect(rest).toMatchObject({ items: [{ number: 3 }], nextCursor: null });
    const tooMany = await officer('POST', path, { count: 1001 });
    expect([tooMany.status, tooMany.body.errorCode]).toEqual([400, 'validation_failed']);
  });

  it('is a PDF of A4 pages, eight stickers each', async () => {
    const key = (
      await admin('POST', '/api-keys', { name: 'In', role: 'installer', unitId: group, expiresAt: '2027-01-01' })
    ).body.key as string;
    const sheet = await fetch(`${server.origin}/api/v1/sticker-rolls/${roll.id}/sheet.pdf`, {
      headers: { 'x-api-key': key },
    });
    expect(sheet.status).toBe(200);
    expect(sheet.headers.get('content-type')).toBe('application/pdf');
    const pdf = Buffer.from(await sheet.arrayBuffer()).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(5);
  });

  it('of another territory is not there', async () => {
    for (const [method, path] of [
      ['GET', `/sticker-rolls/${roll.id}`],
      ['GET', `/sticker-rolls/${roll.id}/stickers`],
      ['GET', `/sticker-rolls/${roll.id}/sheet.pdf`],
      ['GET', `/units/${group}/sticker-rolls`],
      ['POST', `/units/${group}/sticker-rolls`],
    ] as const)
      expect((await neighbour(method, path, method === 'POST' ? { count: 1 } : undefined)).status).toBe(404);
  });
});

describe('a sticker', () => {
  it('is stuck by registering; its address, code and search lead to the place, hardware may change', async () => {
    const code = fresh();
    const free = await body(officer, `/stickers/${code.toLowerCase().replace('-', '%20')}`);
    expect(free).toMatchObject({ code, state: 'free', boundAt: null, site: null, devices: [] });
    const { status, body: made } = await officer('POST', '/devices', pole({ sticker: free.url }));
    expect([status, made.device.site.sticker]).toEqual([201, code]);
    const { id, siteId } = made.device;
    expect(await body(officer, `/stickers/${code}`)).toMatchObject({
      ...{ state: 'bound', boundAt: new Date(server.clock.now()).toISOString() },
      ...{ site: { id: siteId, sticker: code }, devices: [{ id }] },
    });
    expect(await body(officer, `/sites/${siteId}/sticker`)).toMatchObject({ url: free.url, replacedAt: null });
    await officer('POST', `/devices/${id}/hardware`, { serial: 'thay-1' });
    for (const q of [code, code.replace('-', '').toLowerCase()]) {
      expect((await body(officer, `/devices?q=${q}`)).items).toMatchObject([{ id }]);
      expect((await body(officer, `/sites?q=${q}`)).items).toMatchObject([{ id: siteId, sticker: code }]);
    }
    expect((await body(officer, `/devices/${id}`)).site.sticker).toBe(code);
  });

  it('that is stuck already takes the next device to its pole; with another place it is refused', async () => {
    const code = fresh();
    const { siteId } = (await officer('POST', '/devices', pole({ sticker: code }))).body.device;
    const second = await officer('POST', '/devices', { kind: 'wifi_hotspot', name: 'Wi-Fi đình', sticker: code });
    expect([second.status, second.body.device.siteId]).toEqual([201, siteId]);
    const elsewhere = await officer('POST', '/devices', pole({ sticker: code }));
    expect([elsewhere.status, elsewhere.body.errorCode]).toEqual([409, 'sticker_bound_elsewhere']);
    expect(elsewhere.body.details).toMatchObject({ code, site: { id: siteId } });
    const nowhere = await officer('POST', '/devices', { kind: 'wifi_hotspot', name: 'x', sticker: fresh() });
    expect([nowhere.status, nowhere.body.errorCode]).toEqual([409, 'sticker_not_bound']);
  });

  it('is stuck once, by two at the same moment too', async () => {
    const code = fresh();
    const both = await Promise.all([1, 2].map(() => officer('POST', '/devices', pole({ sticker: code }))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const places = await Promise.all([1, 2].map(() => create(officer, '/sites', { unitId: group })));
    const other = fresh();
    const bound = await Promise.all(places.map((siteId) => officer('POST', `/stickers/${other}/binding`, { siteId })));
    expect(bound.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('replaces the label of a place that exists: the old address says so; asked again nothing changes', async () => {
    const { siteId } = (await officer('POST', '/devices', pole())).body.device;
    const old = (await body(officer, `/sites/${siteId}/sticker`)).url as string;
    const [first, second] = [fresh(), fresh()];
    for (const code of [first, first]) {
      const { status, body: bound } = await officer('POST', `/stickers/${code}/binding`, { siteId });
      expect([status, bound.site.id, bound.state]).toEqual([200, siteId, 'bound']);
    }
    expect((await page(new URL(old).pathname)).status).toBe(410);
    await officer('POST', `/stickers/${second}/binding`, { siteId });
    expect(await body(officer, `/stickers/${first}`)).toMatchObject({ state: 'replaced', site: null });
    const again = await officer('POST', `/stickers/${first}/binding`, { siteId });
    expect([again.status, again.body.errorCode]).toEqual([410, 'sticker_replaced']);
    await officer('POST', `/sites/${siteId}/sticker`);
    expect(await body(officer, `/stickers/${second}`)).toMatchObject({ state: 'replaced' });
    expect((await body(officer, `/sites/${siteId}`)).sticker).toBeNull();
    const records = (await body(officer, '/audit?limit=100')).items as { action: string; objectId: string }[];
    expect(records.filter(({ objectId }) => objectId === siteId).map(({ action }) => action)).toEqual([
      ...['sticker.renew', 'sticker.bind', 'sticker.bind'],
    ]);
  });

  it('that was lost is stuck nowhere; one torn off a pole leads nowhere, and the pole gets another', async () => {
    const [lost, torn] = [fresh(), fresh()];
    const { url } = await body(officer, `/stickers/${torn}`);
    expect((await officer('POST', `/stickers/${lost}/void`)).body).toMatchObject({ state: 'void' });
    const refused = await officer('POST', '/devices', pole({ sticker: lost }));
    expect([refused.status, refused.body.errorCode]).toEqual([410, 'sticker_void']);
    const { siteId } = (await officer('POST', '/devices', pole({ sticker: torn }))).body.device;
    await officer('POST', `/stickers/${torn}/void`);
    expect((await page(new URL(url).pathname)).status).toBe(410);
    const bound = await officer('POST', `/stickers/${fresh()}/binding`, { siteId });
    expect(bound.status).toBe(200);
  });

  it('of another territory, mistyped or unknown is refused with what to do; a commune’s roll serves its groups', async () => {
    const code = fresh();
    const far = await neighbour('POST', '/devices', light(neighbours, { latitude: 19, sticker: code }));
    expect([far.status, far.body.errorCode]).toEqual([404, 'sticker_unknown']);
    expect((await neighbour('GET', `/stickers/${code}`)).status).toBe(404);
    const last = code.endsWith('2') ? '5' : '2';
    const mistyped = await officer('GET', `/stickers/${code.slice(0, -1)}${last}`);
    expect([mistyped.status, mistyped.body.errorCode]).toEqual([422, 'sticker_misread']);
    const label = (await body(neighbour, `/sites?unitId=${neighbours}`)).items[0].id as string;
    expect((await officer('POST', `/stickers/${code}/binding`, { siteId: label })).status).toBe(404);
    const person = { email: 'to@example.org', name: 'Người lắp', password: 'mat-khau-nguoi-lap', unitId: group };
    const userId = await create(officer, '/users', person);
    await officer('POST', `/users/${userId}/grants`, { role: 'installer', unitId: group });
    const installer = await server.signIn({ email: person.email, password: person.password });
    expect((await installer('POST', '/devices', pole({ sticker: code }))).status).toBe(201);
  });

  it('that is not stuck yet has a page that says so, in both languages, and leads an installer on', async () => {
    const code = fresh();
    const { url } = await body(officer, `/stickers/${code}`);
    const path = new URL(url).pathname;
    const vi = await page(path);
    expect(vi.status).toBe(404);
    for (const part of [
      'Nhãn này chưa được gắn vào cột nào',
      code,
      'Xã Song Phượng',
      `href="/install?sticker=${code}"`,
    ])
      expect(vi.text).toContain(part);
    expect((await page(`${path}?lang=en`)).text).toContain('This sticker is not on a pole yet');
    const { status, body: said } = await server.as({})('GET', `/public/sites/${path.slice(3)}`);
    expect([status, said.errorCode]).toEqual([404, 'sticker_free']);
  });
});

describe('duplicates', () => {
  it('a place within five metres of another is refused with what stands there, unless it is said to be another', async () => {
    const { siteId, id } = (await officer('POST', '/devices', pole({ latitude: 19.5, landmark: 'Cổng chùa' }))).body
      .device;
    // 3 m north, 7 m north.
    const near = { latitude: 19.5 + 3 / 111_320, separatePlace: false };
    const refused = await officer('POST', '/devices', pole(near));
    expect([refused.status, refused.body.errorCode]).toEqual([409, 'place_near']);
    expect(refused.body.message).toContain('Cổng chùa');
    expect(refused.body.details.places).toMatchObject([
      { id: siteId, landmark: 'Cổng chùa', metres: 3, devices: [{ id, kind: 'solar_light' }] },
    ]);
    expect((await neighbour('POST', '/devices', light(neighbours, near))).status).toBe(201);
    const seven = pole({ latitude: 19.5 + 7 / 111_320, separatePlace: false });
    expect((await officer('POST', '/devices', seven)).status).toBe(201);
    expect((await officer('POST', '/devices', pole({ ...near, separatePlace: true }))).status).toBe(201);
  });

  it('a serial number and a MAC that are registered name the device that has them', async () => {
    const numbers = { serial: 'TRUNG-1', mac: 'a4:12:42:aa:bb:cc' };
    const { id, code, name } = (await officer('POST', '/devices', pole(numbers))).body.device;
    for (const [field, value] of Object.entries(numbers)) {
      const { status, body: said } = await officer('POST', '/devices', pole({ [field]: value }));
      expect([status, said.errorCode]).toEqual([409, `${field}_taken`]);
      expect(said.details).toEqual({ field, device: { id, code, name } });
      expect(said.message).toMatch(/thay thiết bị/);
    }
  });
});
