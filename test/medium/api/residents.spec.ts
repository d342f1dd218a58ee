import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/database';
import { ADMIN, ApiServer, type Call } from './api-server.ts';
import { type Pole, Poles } from './poles.ts';
import { camera, create, light } from './two-communes.ts';

const MINUTE = 60_000;
const HOSTILE = '<script>alert(1)</script>" onmouseover="x\u202e';

let server: ApiServer;
let key: string;
let admin: Call;
let stranger: Call;
let poles: Poles;
let groupId: string;
let lamp: Pole;
let eye: Pole;

/** Days pass here: a session would end, a key does not. */
async function makeKey(signedIn: Call): Promise<string> {
  const { grants } = (await signedIn('GET', '/me')).body;
  const wish = { name: 'Quản trị', role: 'admin', unitId: grants[0].unitId, expiresAt: '2027-01-01' };
  return (await signedIn('POST', '/api-keys', wish)).body.key as string;
}

const page = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(server.origin + path, { headers, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

const send = (token: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/p/${token}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
    redirect: 'manual',
  });

const report = (token: string, body: object) => stranger('POST', `/public/sites/${token}/public-reports`, body);

beforeAll(async () => {
  server = await ApiServer.start();
  key = await makeKey(await server.signIn());
  admin = server.as({ 'x-api-key': key });
  stranger = server.as({ 'accept-language': 'vi' });
  poles = await Poles.on(server);
  groupId = await create(admin, '/units', { kind: 'group', name: 'Tổ tự quản số 5' });
  lamp = await poles.put(admin, light(groupId, { landmark: 'Cổng đình' }));
  eye = await poles.put(admin, camera(groupId, { landmark: 'Ngã ba chợ' }));
  await poles.hear(lamp);
  await poles.hear(eye);
});
afterAll(() => server.stop());
// Nobody waits for what another test reported.
beforeEach(() => server.clock.advance(11 * MINUTE));

describe('the page of a pole', () => {
  it('says that it works, since when and where, in both languages, in less than 50 KB, without script or login', async () => {
    const vi = await page(`/p/${lamp.token}`, { accept: 'text/html' });
    expect(vi.status).toBe(200);
    expect(vi.text).toContain('<html lang="vi">');
    expect(vi.text).toContain('Cổng đình');
    expect(vi.text).toContain('Đang hoạt động, từ 12:00 ngày 21/11/2026.');
    expect(vi.text).toContain('Đèn không sáng');
    expect(vi.text).not.toMatch(/<script|<style|style=|onclick|javascript:/i);
    expect(vi.headers.get('cache-control')).toBe('no-store');
    const policy = vi.headers.get('content-security-policy') ?? '';
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    const sheet = /href="(\/p\/[\w-]+\.css)"/.exec(vi.text)?.[1] as string;
    const css = await page(sheet);
    expect(css.headers.get('content-type')).toContain('text/css');
    expect(Buffer.byteLength(vi.text) + Buffer.byteLength(css.text)).toBeLessThan(50 * 1024);
    for (const english of [
      await page(`/p/${lamp.token}?lang=en`),
      await page(`/p/${lamp.token}`, { 'accept-language': 'en' }),
    ])
      expect(english.text).toContain('Works, since 12:00 on 21 November 2026.');
  });

  it('names only donors who agreed, and counts all', async () => {
    const path = `/sites/${lamp.siteId}/contributions`;
    const gift = {
      donor: 'Hộ ông A',
      amountDong: 1_500_000,
      bought: '1 đèn và cột',
      givenOn: '2026-03-01',
      isPublic: true,
    };
    const first = await create(admin, path, gift);
    const quiet = await create(admin, path, { donor: 'Bà B giấu tên', amountDong: 500_000, givenOn: '2026-03-02' });
    await create(admin, path, { donor: 'Hợp tác xã', inKind: '3 ngày công', givenOn: '2026-03-03', isPublic: true });
    expect((await admin('POST', path, { donor: 'Ai đó', givenOn: '2026-03-03' })).body.errorCode).toBe(
      'validation_failed',
    );
    const { text } = await page(`/p/${lamp.token}`);
    for (const shown of ['Hộ ông A', '1.500.000 đồng', 'Một hộ dân', '500.000 đồng', '3 ngày công', '2.000.000 đồng'])
      expect(text).toContain(shown);
    const { body } = await stranger('GET', `/public/sites/${lamp.token}`);
    expect(JSON.stringify(body) + text).not.toContain('giấu tên');
    expect(body.funding).toMatchObject({ unnamed: { count: 1, totalDong: 500_000 }, count: 3, totalDong: 2_000_000 });
    expect((await admin('GET', `/units/${groupId}/contributions`)).body).toMatchObject({
      contributions: 3,
      inKind: 1,
      totalDong: 2_000_000,
    });
    const changed = await admin('PATCH', `${path}/${quiet}`, { isPublic: true }, { 'if-match': '"v1"' });
    expect(changed.body).toMatchObject({ donor: 'Bà B giấu tên', isPublic: true, version: 2 });
    expect((await admin('PATCH', `${path}/${quiet}`, { donor: 'x' }, { 'if-match': '"v1"' })).status).toBe(412);
    expect((await admin('DELETE', `${path}/${first}`)).status).toBe(204);
    expect((await admin('GET', path)).body.items).toHaveLength(2);
    expect((await stranger('GET', `/public/sites/${lamp.token}`)).body.funding.totalDong).toBe(500_000);
  });

  it('says what was mended and what it cost, names only who agreed; what is left of the gifts adds up', async () => {
    const ownId = await create(admin, '/units', { kind: 'group', name: 'Tổ tự quản số 6' });
    const pole = await poles.put(admin, light(ownId, { landmark: 'Nhà văn hóa' }));
    const hidden = { ...camera(ownId), siteId: pole.siteId, name: 'Camera nhà văn hóa' };
    const { device } = (await admin('POST', '/devices', hidden)).body;
    const gifts = `/sites/${pole.siteId}/contributions`;
    const given = { donor: 'Hộ ông C', givenOn: '2026-03-01' };
    await create(admin, gifts, { ...given, amountDong: 3_000_000, bought: '1 đèn', spentDong: 2_200_000 });
    await create(admin, gifts, { ...given, amountDong: 1_000_000, bought: '1 cột' });
    const path = `/sites/${pole.siteId}/repairs`;
    const paid = { doneOn: '2026-10-05', doneBy: 'Anh Thợ', paidBy: 'Bà Dấu Tên', costDong: 450_000, fromGifts: true };
    const first = await create(admin, path, { ...paid, what: 'Thay bình ắc quy' });
    const open = {
      what: 'Hàn lại chân cột',
      doneOn: '2026-10-06',
      costDong: 300_000,
      paidBy: 'Hợp tác xã',
      isPublic: true,
    };
    await create(admin, path, open);
    await create(admin, path, { what: 'Thay mắt camera', doneOn: '2026-10-07', deviceId: device.id });
    const { text } = await page(`/p/${pole.token}`);
    const { body } = await stranger('GET', `/public/sites/${pole.token}`);
    expect(body.repairs).toEqual([
      { what: 'Hàn lại chân cột', doneOn: '2026-10-06', costDong: 300_000, doneBy: null, paidBy: 'Hợp tác xã' },
      { what: 'Thay bình ắc quy', doneOn: '2026-10-05', costDong: 450_000, doneBy: null, paidBy: null },
    ]);
    for (const shown of ['Đã sửa chữa', 'Thay bình ắc quy', '450.000 đồng', 'Hợp tác xã trả tiền'])
      expect(text).toContain(shown);
    expect(JSON.stringify(body) + text).not.toMatch(/Anh Thợ|Dấu Tên|mắt camera/);
    const sums = (await admin('GET', `/units/${ownId}/contributions`)).body;
    expect(sums).toMatchObject({
      ...{ totalDong: 4_000_000, spentDong: 3_200_000, repairs: 3, repairsDong: 750_000 },
      ...{ repairsFromGiftsDong: 450_000, balanceDong: 350_000 },
    });
    const stale = await admin('PATCH', `${path}/${first}`, { costDong: 1 }, { 'if-match': '"v9"' });
    expect(stale.status).toBe(412);
    expect((await admin('PATCH', `${path}/${first}`, { costDong: 500_000 })).body).toMatchObject({ version: 2 });
    expect((await admin('DELETE', `${path}/${first}`)).status).toBe(204);
    const items = (await admin('GET', `${path}?limit=1`)).body;
    expect(items).toMatchObject({ items: [{ deviceName: 'Camera nhà văn hóa' }] });
    const next = await admin('GET', `${path}?limit=1&cursor=${encodeURIComponent(items.nextCursor)}`);
    expect(next.body).toMatchObject({ items: [{ what: 'Hàn lại chân cột' }], nextCursor: null });
  });

  it('shows hostile words as words', async () => {
    await admin('PATCH', `/sites/${lamp.siteId}`, { name: HOSTILE.slice(0, -1) });
    await create(admin, `/sites/${lamp.siteId}/contributions`, {
      ...{ donor: HOSTILE.slice(0, -1), amountDong: 1, givenOn: '2026-03-01', isPublic: true },
    });
    const sent = await send(lamp.token, { what: 'other', note: HOSTILE });
    const { text } = await page(sent.headers.get('location') ?? '');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot; onmouseover=&quot;x');
    expect(text).not.toMatch(/<script|" onmouseover|\u202e/);
    const { items } = (await admin('GET', `/public-reports?siteId=${lamp.siteId}`)).body;
    expect(items[0]).toMatchObject({ what: 'other', note: HOSTILE, deviceId: null });
    await admin('PATCH', `/sites/${lamp.siteId}`, { name: null });
  });
});

describe('the label', () => {
  it('cannot be guessed: 128 bits, and what is no label says nothing else', async () => {
    expect(Buffer.from(lamp.token, 'base64url')).toHaveLength(16);
    expect(lamp.token).not.toBe(eye.token);
    for (const wrong of ['AAAAAAAAAAAAAAAAAAAAAA', 'x', `${lamp.token}A`, "'--", lamp.siteId]) {
      const answer = await stranger('GET', `/public/sites/${encodeURIComponent(wrong)}`);
      expect([answer.status, answer.body.errorCode]).toEqual([404, 'sticker_not_found']);
      expect((await page(`/p/${encodeURIComponent(wrong)}`)).status).toBe(404);
    }
  });

  it('that was replaced says so, and nothing else', async () => {
    const old = await poles.put(admin, light(groupId, { landmark: 'Bờ ao', code: 'DEN-AO' }));
    const renewed = (await admin('POST', `/sites/${old.siteId}/sticker`)).body;
    expect(renewed.url).not.toContain(old.token);
    expect(renewed.svg).toMatch(/^<svg xmlns/);
    const { status, text } = await page(`/p/${old.token}`);
    expect([status, text.includes('Nhãn này đã được thay. Xin quét nhãn mới.')]).toEqual([410, true]);
    expect(text).not.toMatch(/Bờ ao|Tổ tự quản|DEN-AO/);
    expect((await stranger('GET', `/public/sites/${old.token}`)).body).toEqual({
      errorCode: 'sticker_replaced',
      message: 'Nhãn này đã được thay. Xin quét nhãn mới.',
    });
    expect((await report(old.token, { what: 'light_dark' })).status).toBe(410);
    expect((await send(old.token, { what: 'light_dark' })).status).toBe(410);
    expect((await page(new URL(renewed.url as string).pathname)).status).toBe(200);
    const sheet = (await admin('GET', `/units/${groupId}/stickers`)).body.items as { siteId: string }[];
    expect(sheet.map(({ siteId }) => siteId).sort()).toEqual([lamp.siteId, eye.siteId, old.siteId].sort());
    const sheetOf = (id: string) =>
      fetch(`${server.origin}/api/v1/units/${id}/stickers.pdf`, { headers: { 'x-api-key': key } });
    const pdf = await sheetOf(groupId);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const printed = Buffer.from(await pdf.arrayBuffer());
    expect([printed.subarray(0, 5).toString(), printed.toString('latin1').match(/\/Type \/Page\b/g)]).toEqual([
      '%PDF-',
      ['/Type /Page'],
    ]);
    expect((await sheetOf(newId(0))).status).toBe(404);
    const image = await fetch(`${server.origin}/api/v1/sites/${old.siteId}/sticker.svg`);
    expect(image.status).toBe(401);
  });
});

describe('a report', () => {
  it('is taken by the form, and looking again sends nothing again', async () => {
    const sent = await send(lamp.token, { what: 'light_flickers', note: '' }, { 'sec-fetch-site': 'same-origin' });
    expect(sent.status).toBe(303);
    const { text } = await page(sent.headers.get('location') ?? '');
    expect(text).toContain('Cảm ơn bà con đã báo.');
    expect(text).toContain('Máy báo đèn vẫn chạy; đã chuyển phản ánh cho tổ.');
    const foreign = await send(lamp.token, { what: 'light_dark' }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect((await send(lamp.token, { what: 'everything' })).status).toBe(400);
    expect((await send(lamp.token, { what: 'other', note: 'a'.repeat(501) })).status).toBe(400);
    expect((await report(lamp.token, { what: 'wifi_down' })).body.errorCode).toBe('not_reportable_here');
  });

  it('joins the open incident, and is closed by the device that works again', async () => {
    const early = await report(lamp.token, { what: 'light_dark', note: 'Tối  cả ngõ' });
    expect(early.body).toMatchObject({ outcome: 'device_talks', state: 'open' });
    await poles.fallSilent(lamp);
    const { items } = (await admin('GET', `/incidents?deviceId=${lamp.deviceId}`)).body;
    const late = await report(lamp.token, { what: 'light_dark' });
    expect(late.body.message).toBe('Việc này tổ đã biết; đã ghi thêm lời báo của bà con.');
    const { timeline } = (await admin('GET', `/incidents/${items[0].id}`)).body;
    const said = timeline.filter((line: { kind: string }) => line.kind === 'reported');
    expect(said).toMatchObject([
      { reason: 'resident_says_light_flickers', actorName: null },
      { reason: 'resident_says_light_dark', text: 'Tối  cả ngõ' },
      { reason: 'resident_says_light_dark', text: null },
    ]);
    const dark = await page(`/p/${lamp.token}`);
    expect(dark.text).toContain('Đang hỏng hoặc mất kết nối');
    expect(dark.text).toContain('Tổ phụ trách đã biết, chờ người đi kiểm tra.');
    await admin('POST', `/incidents/${items[0].id}/acknowledge`, { note: 'Ông trưởng thôn đi' });
    const going = await page(`/p/${lamp.token}`);
    expect(going.text).toContain('Đang có người đi kiểm tra.');
    expect(going.text).not.toContain('trưởng thôn');

    server.clock.advance(MINUTE);
    await poles.hear(lamp);
    const own = await stranger('GET', `/public/sites/${lamp.token}/public-reports/${late.body.id}`);
    expect(own.body).toMatchObject({ state: 'closed', closedBecause: 'device_works' });
    expect(own.body.message).toMatch(/^Đèn đã hoạt động lại lúc \d\d:\d\d ngày 21\/11\/2026\.$/);
    expect((await page(`/p/${lamp.token}`)).text).toContain(own.body.message as string);
    const open = (await admin('GET', `/public-reports?siteId=${lamp.siteId}&state=open`)).body.items;
    expect(open.map((one: { what: string }) => one.what)).toEqual(['other']);
  });

  it('stands in the inbox of the unit until somebody closes it, once', async () => {
    const { id } = (await report(lamp.token, { what: 'damaged' })).body;
    const closed = await admin('POST', `/public-reports/${id}/close`, { note: 'Đã dựng lại cột' });
    expect(closed.body).toMatchObject({ state: 'closed', closedBecause: 'person', closingNote: 'Đã dựng lại cột' });
    expect((await admin('POST', `/public-reports/${id}/close`, {})).body.errorCode).toBe('public_report_is_closed');
    const { text } = await page(`/p/${lamp.token}`);
    expect(text).toContain('Tổ đã xem và xử lý lúc');
    expect(text).not.toContain('Đã dựng lại cột');
    expect(
      (await admin('GET', `/public-reports?unitId=${groupId}&state=open`)).body.items.map(
        (one: { id: string }) => one.id,
      ),
    ).not.toContain(id);
  });

  it('is refused in a plain sentence when there are too many, and taken again later', async () => {
    const busy = await poles.put(admin, light(groupId));
    for (let sent = 0; sent < 3; sent += 1) expect((await report(busy.token, { what: 'light_dark' })).status).toBe(201);
    const fast = await send(busy.token, { what: 'light_dark' });
    expect([fast.status, fast.headers.get('retry-after')]).toEqual([429, '600']);
    expect(await fast.text()).toContain('Bà con vừa báo rồi. Xin chờ 10 phút nữa hãy báo tiếp.');
    for (let sent = 3; sent < 20; sent += 1) {
      if (sent % 3 === 0) server.clock.advance(11 * MINUTE);
      expect((await report(busy.token, { what: 'light_dark' })).status).toBe(201);
    }
    const often = await report(busy.token, { what: 'light_dark' });
    expect([often.status, often.body.errorCode]).toEqual([429, 'reported_often_today']);
    server.clock.advance(24 * 60 * MINUTE);
    expect((await report(busy.token, { what: 'light_dark' })).status).toBe(201);
  });
});

describe('a camera whose unit does not show it', () => {
  /** All that a stranger can learn, without what differs from report to report. */
  const learned = async () => {
    const sent = await report(eye.token, { what: 'camera_broken' });
    const again = await stranger('GET', `/public/sites/${eye.token}/public-reports/${sent.body.id}`);
    const form = await send(eye.token, { what: 'camera_broken' });
    const plain = ({ id, at: _, ...rest }: Record<string, unknown>) => [typeof id, rest];
    return {
      json: (await stranger('GET', `/public/sites/${eye.token}`)).body,
      html: await page(`/p/${eye.token}`).then(({ status, text }) => [status, text]),
      sent: [sent.status, plain(sent.body)],
      again: [again.status, plain(again.body)],
      form: [form.status, (await page(form.headers.get('location') ?? '')).text],
      village: (await stranger('GET', `/public/villages/${village}`)).body,
    };
  };
  let village: string;

  beforeAll(async () => {
    const opened = await admin('PUT', `/units/${groupId}/village-page`, { isOpen: true, links: [] });
    village = new URL(opened.body.url as string).pathname.slice(3);
  });

  it('looks the same whether it works, is silent, is being mended or works again', async () => {
    server.clock.advance(24 * 60 * MINUTE);
    await poles.hear(eye);
    const works = await learned();
    expect(works.json).toMatchObject({
      things: [{ kind: 'camera', state: 'hidden', since: null, doing: null }],
      reports: [],
    });
    await poles.fallSilent(eye);
    expect(await learned()).toEqual(works);
    const { items } = (await admin('GET', `/incidents?deviceId=${eye.deviceId}`)).body;
    expect(items).toHaveLength(1);
    await admin('POST', `/incidents/${items[0].id}/acknowledge`, {});
    server.clock.advance(11 * MINUTE);
    expect(await learned()).toEqual(works);
    server.clock.advance(11 * MINUTE);
    await poles.hear(eye);
    expect(await learned()).toEqual(works);
    const joined = (await admin('GET', `/public-reports?siteId=${eye.siteId}`)).body.items as {
      incidentId: string | null;
    }[];
    expect(joined.some(({ incidentId }) => incidentId !== null)).toBe(true);
  });

  it('is shown when the unit says so', async () => {
    await admin('PUT', `/units/${groupId}/policy`, { showCameraState: true });
    const { body } = await stranger('GET', `/public/sites/${eye.token}`);
    expect(body.things).toMatchObject([{ kind: 'camera', state: 'works' }]);
    expect(body.reports.length).toBeGreaterThan(0);
    const { kinds, repaired } = (await stranger('GET', `/public/villages/${village}`)).body;
    expect(kinds).toContainEqual({ kind: 'camera', total: 1, working: 1 });
    expect(repaired).toBeGreaterThan(0);
    await admin('PUT', `/units/${groupId}/policy`, { showCameraState: false });
  });
});

describe('the page of a village', () => {
  it('is there only while the village wants it, with the links it set', async () => {
    const unitId = await create(admin, '/units', { kind: 'village', name: 'Thôn Tháp Thượng' });
    const path = `/units/${unitId}/village-page`;
    expect((await admin('GET', path)).body).toMatchObject({ isOpen: false, url: null, links: [] });
    const links = [{ title: 'Dịch vụ công', url: 'https://dichvucong.gov.vn/' }];
    for (const url of ['http://example.org/', 'javascript:alert(1)', 'https://a:b@example.org/', '/x']) {
      const { status, body } = await admin('PUT', path, { isOpen: true, links: [{ title: 'x', url }] });
      expect([status, body.errorCode]).toEqual([400, 'validation_failed']);
    }
    const { url, version } = (await admin('PUT', path, { isOpen: true, links })).body;
    const address = new URL(url as string).pathname;
    const shown = await page(address);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('href="https://dichvucong.gov.vn/"');
    expect(Buffer.byteLength(shown.text)).toBeLessThan(40 * 1024);
    await admin('PUT', path, { isOpen: false, links }, { 'if-match': `"v${version}"` });
    expect((await page(address)).status).toBe(404);
    expect((await page('/v/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
    const [root] = (await admin('GET', '/units?roots=true')).body.items as { id: string }[];
    const wide = await admin('PUT', `/units/${root?.id}/village-page`, { isOpen: true, links: [] });
    expect(wide.body.errorCode).toBe('village_page_not_for_kind');
  });
});

it('who may only look prints labels, but neither renews them nor reads who gave what', async () => {
  const id = await create(admin, '/users', { email: 'xem@example.org', name: 'Người xem', password: ADMIN.password });
  await admin('POST', `/users/${id}/grants`, { role: 'viewer', unitId: groupId });
  const viewer = await server.signIn({ email: 'xem@example.org', password: ADMIN.password });
  const status = async (method: string, path: string, body?: object) => (await viewer(method, path, body)).status;
  expect(await status('GET', `/sites/${lamp.siteId}/sticker`)).toBe(200);
  expect(await status('POST', `/sites/${lamp.siteId}/sticker`)).toBe(403);
  expect(await status('GET', `/sites/${lamp.siteId}/contributions`)).toBe(403);
  expect(await status('GET', `/units/${groupId}/village-page`)).toBe(403);
});
