import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FakeZalo, groupText } from '#apps/simulator';
import { until } from '../harness/until.ts';
import type { MqttDevice } from '../harness/mqtt-device.ts';
import type { World } from '../harness/world.ts';
import { zaloEnvironment } from '../alerting/zalo-at-work.ts';
import { describeInBrowser } from './chromium.ts';
import { furnish } from './furnished-village.ts';
import { ADMIN, OpenScreens } from './open-screens.ts';
import { DESK, type Looks, PHONE, Visitor } from './visitor.ts';

// A limit for what hangs: a browser, a build and a database share the machine.
jest.setTimeout(120_000);

const MINUTE = 60_000;
const AROUND_THE_GATE = {
  type: 'Polygon',
  coordinates: [
    [
      [105.64, 21.07],
      [105.67, 21.07],
      [105.67, 21.09],
      [105.64, 21.07],
    ],
  ],
};

const LOOKS: readonly Looks[] = [
  { name: 'phone', size: PHONE, alsoDark: true },
  { name: 'desk', size: DESK },
];

describeInBrowser('every screen', () => {
  let screens: OpenScreens;
  let world: World;
  let zalo: FakeZalo;
  let deviceId: string;
  let lamps: readonly [MqttDevice, MqttDevice];
  let unitId: string;
  let villagePath: string;
  let cutId: string;

  beforeAll(async () => {
    zalo = await FakeZalo.start({}, () => world?.clock.now() ?? Date.now());
    screens = await OpenScreens.open({
      ...zaloEnvironment(zalo.origin),
      ...{ ZALO_BOT_LINK: 'https://zalo.me/bot-canh-thon', OUTBOUND_ALLOW: '127.0.0.0/8' },
    });
    ({ world } = screens);
    LOOKS.forEach(() => zalo.world.addAsset());
    zalo.world.addPerson('1000000001', { isAdmin: true });
    await world.admin.put('/channels/zalo/tokens', zalo.oauth.newPair());
    ({ deviceId, cutId, lamps, unitId, villagePath } = await furnish(world));
  });

  afterAll(async () => {
    await screens.close();
    await zalo.stop();
  });

  it('a resident scans a label and reports in two taps, without login', async () => {
    const visitor = await Visitor.open(screens.browser, world.httpUrl, LOOKS[0] as Looks);
    const inspect = (name: string) => visitor.inspect(name);
    const { site } = await world.admin.get<{ site: { id: string } }>(`/devices/${deviceId}`);
    const { url } = await world.admin.get<{ url: string }>(`/sites/${site.id}/sticker`);
    await visitor.page.goto(new URL(url).pathname);
    await visitor.page.getByText(/^Đang hoạt động, từ/).waitFor();
    await inspect('resident');
    await visitor.page.getByText('Báo hỏng').click();
    await visitor.page.getByRole('button', { name: 'Đèn không sáng' }).waitFor();
    await inspect('resident-report');
    await visitor.page.getByRole('button', { name: 'Đèn không sáng' }).click();
    await visitor.page.getByText('Máy báo đèn vẫn chạy; đã chuyển phản ánh cho tổ.').first().waitFor();
    await inspect('resident-sent');
    await visitor.page.goto(`${new URL(url).pathname}A`);
    await visitor.page.getByText('Không có điểm nào với nhãn này.').first().waitFor();
    await inspect('resident-wrong');
    await visitor.leave();
  });

  describe.each(LOOKS)('on $name', (looks) => {
    let visitor: Visitor;

    beforeAll(async () => {
      // Time goes on while pages are looked at: the lamp that works has to have spoken lately.
      await world.settle(lamps[0].heartbeat());
      visitor = await Visitor.open(screens.browser, world.httpUrl, looks);
      await visitor.signIn(...ADMIN);
    });

    afterAll(() => visitor.leave());

    const show = async (name: string, path: string, ready: string | RegExp) => {
      await visitor.page.goto(path);
      await visitor.page.getByText(ready).first().waitFor();
      await inspect(name);
    };

    const inspect = (name: string) => visitor.inspect(name);

    it('incidents', () => show('incidents', '/incidents', 'Đèn chợ'));
    it('a power cut, by its place and what it took', async () => {
      await show('incident-cause', `/incidents/${cutId}`, 'Mất điện · Thôn Tháp Thượng');
      const { page } = visitor;
      await page.getByText('3 đèn', { exact: true }).waitFor();
      await page.getByRole('link', { name: /Gọi Chị Lan/ }).waitFor();
      await page.getByRole('button', { name: 'Giao cho người khác' }).click();
      await page.getByLabel('Giao cho ai').selectOption({ label: 'Chị Lan (thợ lắp đặt, Thôn Tháp Thượng)' });
      await inspect('incident-assign');
      await page.keyboard.press('Escape');
      await page.goto(`/incidents?cause=shared&unitId=${world.rootUnitId}`);
      await page.getByText('Đang lọc:').waitFor();
      await page.getByText('Mất điện').waitFor();
      expect(await page.getByRole('listitem').count()).toBe(1);
    });
    it('the list of incidents by keys', async () => {
      const { page } = visitor;
      await page.goto('/incidents');
      await page.getByText('Đèn chợ').waitFor();
      for (const key of ['j', 'j', 'k', 'j', 'Enter']) await page.keyboard.press(key);
      await page.waitForURL(/incidents\/[0-9a-f-]{36}$/);
    });
    it('the overview, and the list behind a number', async () => {
      await show('overview', '/overview', 'Theo đơn vị');
      const { page } = visitor;
      await page.getByRole('link', { name: /^\d+\s*mất kết nối trong/ }).click();
      await page.getByLabel('Tìm thiết bị').waitFor();
      expect(page.url()).toContain('health=offline');
      await page.getByText('Đèn chợ').waitFor();
      expect(await page.locator('[data-health]').count()).toBe(1);
    });
    it('the phone’s list', async () => {
      await show('near', '/near', 'Đèn chợ');
      const { page } = visitor;
      await page.getByText('2 chỗ đang hỏng, 2 chỗ chưa ai nhận.').waitFor();
      const sizes = await page.evaluate<number[]>(
        "[...document.querySelectorAll('main li p, main li h2, main li button')].map((part) => parseFloat(getComputedStyle(part).fontSize))",
      );
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18);
    });
    it('more places', async () => {
      await visitor.page.goto('/more');
      await visitor.page.getByRole('main').getByRole('link', { name: 'Đơn vị' }).waitFor();
      await inspect('more');
    });
    it('an empty list', () => show('incidents-none', '/incidents?state=acknowledged', 'Không có sự cố nào đang xử lý'));
    it('devices, the worst first, hostile names as text', async () => {
      await show('devices', '/devices', 'Đèn chợ');
      const health = await visitor.page
        .locator('[data-health]')
        .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-health')));
      expect(health).toEqual(['offline', 'never_seen', 'online']);
      expect(await visitor.page.title()).toBe('Thiết bị · Canh Thôn');
    });
    it('search without diacritics, kept in the address', async () => {
      await visitor.page.goto('/devices');
      await visitor.page.getByLabel('Tìm thiết bị').fill('den cho');
      await visitor.page.waitForURL(/q=den\+cho/);
      await visitor.page.getByText('Đèn cổng làng').waitFor({ state: 'detached' });
      await visitor.page.getByText('Đèn chợ').waitFor();
      expect(await visitor.page.locator('[data-health]').count()).toBe(1);
    });
    it('a device with a fault and its last rejected message', async () => {
      await show('device', `/devices/${deviceId}`, 'Tin gần nhất không đọc được');
      await visitor.page.getByText('Điện áp ắc quy').last().waitFor();
    });
    it('the figures of a device, and a command to it', async () => {
      const { page } = visitor;
      await page.goto(`/devices/${deviceId}?range=7d`);
      await page.getByRole('img', { name: /^Điện áp ắc quy\. / }).waitFor();
      await page.getByRole('img', { name: 'Hoạt động 100% thời gian trong 1 ngày có số liệu.' }).waitFor();
      await page.getByRole('button', { name: 'Bật thử đèn 30 giây' }).click();
      await page
        .getByText(/đang chờ thiết bị|đã gửi, chờ trả lời/)
        .first()
        .waitFor();
      await page.getByText('Biểu đồ').scrollIntoViewIfNeeded();
      await inspect('device-figures');
    });
    it('another thing in its place, what ending it erases, many at once, and a commune cut in two', async () => {
      const { page } = visitor;
      await page.goto(`/devices/${deviceId}`);
      await page.getByRole('button', { name: 'Thay máy mới' }).click();
      await page.getByLabel('Số sê-ri').fill(`MOI-${looks.name}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Ngừng dùng hẳn' }).click();
      await page.getByText('Không lấy lại được.').waitFor();
      await inspect('retire');
      await page.goto(`/devices/bulk?unitId=${unitId}`);
      await page.getByRole('checkbox', { name: 'Đèn chợ' }).check();
      await page.getByLabel('Việc', { exact: true }).selectOption({ label: 'Ngừng dùng hẳn' });
      await page.getByRole('button', { name: 'Xem trước' }).click();
      await page.getByText('Ngừng dùng 1 thiết bị').waitFor();
      await page.getByText('Sự cố đang mở trong đó: 1').waitFor();
      await inspect('bulk');
      await page.getByRole('button', { name: 'Rút lại' }).click();
      await page.getByRole('button', { name: 'Rút lại thật' }).click();
      await page.getByText('Ngừng dùng 1 thiết bị').waitFor({ state: 'detached' });
      await page.goto(`/units/${unitId}`);
      await page.getByRole('button', { name: 'Lập tổ công nghệ số' }).waitFor();
      await page.getByRole('link', { name: 'Tách, nhập, chuyển' }).click();
      await page.getByLabel('Từ ngày').fill('2025-07-01');
      await page.getByLabel('Tên đơn vị mới 1').fill('Thôn Tháp Thượng Đông');
      await page.getByLabel('Tên đơn vị mới 2').fill('Thôn Tháp Thượng Tây');
      await page.getByLabel('Tổ tự quản số 5').selectOption({ label: 'Thôn Tháp Thượng Tây' });
      await page.getByRole('button', { name: 'Xem trước' }).click();
      await page.getByText('Nếu làm thì').waitFor();
      await inspect('split');
    });
    it('an acceptance test while it runs', async () => {
      const { page } = visitor;
      await page.goto(`/devices/${deviceId}`);
      const start = page.getByRole('button', { name: 'Kiểm tra nghiệm thu' });
      const running = page.getByText(/^Đang kiểm tra: xong/);
      await start.or(running).waitFor();
      if (await start.isVisible()) await start.click();
      await running.waitFor();
      await page.getByText('Thử bật đèn').scrollIntoViewIfNeeded();
      await inspect('device-acceptance');
    });
    it('the edit form', async () => {
      await visitor.page.goto(`/devices/${deviceId}`);
      await visitor.page.getByRole('button', { name: 'Sửa', exact: true }).click();
      await visitor.page.getByLabel('Gửi tín hiệu mỗi bao nhiêu giây').fill('1');
      await visitor.page.getByRole('button', { name: 'Lưu' }).click();
      await visitor.page.locator('[aria-invalid="true"]').waitFor();
      await inspect('device-edit');
    });
    it('the label of a pole, who paid, what residents say', async () => {
      await visitor.page.goto(`/devices/${deviceId}`);
      await visitor.page.getByText('Hộ ông Năm').waitFor();
      await visitor.page.getByAltText(/^Mã QR của/).scrollIntoViewIfNeeded();
      await inspect('device-residents');
      await visitor.page.getByRole('button', { name: 'Ghi thêm một khoản' }).click();
      await visitor.page.getByRole('button', { name: 'Ghi lại' }).click();
      await visitor.page.locator('[aria-invalid="true"]').first().waitFor();
      await visitor.page.getByLabel('Số tiền (đồng)').scrollIntoViewIfNeeded();
      await inspect('device-gift');
    });
    it('lights: tonight, what is worn, what hangs on the poles', () =>
      show('lights', '/lights', 'Chưa khai loại đèn nào'));
    it('reports of residents', () => show('public-reports', '/public-reports', 'Đèn không sáng'));
    it('what a unit shows its people', () =>
      show('unit-residents', `/units/${unitId}/residents`, 'Đang dùng: Không (mặc định)'));
    it('the page of a village', async () => {
      await show('village', villagePath, 'Nộp hồ sơ dịch vụ công');
      expect(await visitor.page.title()).toBe('Thôn Tháp Thượng · Canh Thôn');
    });
    it('rolls of stickers', () => show('stickers', `/units/${unitId}/stickers`, 'Đã dán 1 trên 16 nhãn'));
    it('registration', async () => {
      await show('register', '/devices/new', 'Thiết bị nào, ở đâu');
      const { page } = visitor;
      await page.getByLabel('Loại', { exact: true }).selectOption({ label: 'Camera' });
      await page.getByText('Không lấy được hình từ camera?').click();
      await page.getByLabel('Cho gửi mật khẩu không che (Basic)').check();
      await page.getByText('Mật khẩu sẽ đi qua mạng ở dạng ai cũng đọc được.').scrollIntoViewIfNeeded();
      await inspect('register-video');
    });
    it('recipients', () => show('targets', '/targets', 'Kênh /target-1'));
    it('the form for a recipient', async () => {
      await visitor.page.goto('/targets');
      await visitor.page.getByRole('button', { name: 'Thêm nơi nhận tin' }).click();
      await visitor.page.getByRole('button', { name: 'Thêm', exact: true }).click();
      await visitor.page.getByRole('alert').waitFor();
      await inspect('target-form');
    });
    const addInZalo = async (name: string, way: string) => {
      const { page } = visitor;
      await page.goto('/targets');
      await page.getByRole('button', { name: 'Thêm nơi nhận tin' }).click();
      await page.getByLabel('Gửi bằng').selectOption('zalo');
      await page.getByRole('button', { name: /Nhận tin của đơn vị/ }).click();
      await page.getByLabel('Tìm đơn vị, không cần gõ dấu').fill('thap thuong');
      await page.getByRole('button', { name: /^Thôn Tháp Thượng/ }).click();
      await page.getByLabel('Tên nhóm').fill(name);
      await page.getByRole('heading', { name: 'Lập nhóm Zalo mới' }).waitFor();
      await visitor.picture('zalo-ways');
      await page.getByRole('button', { name: way }).click();
    };
    it('a recipient in Zalo: a new group, with the code to join it', async () => {
      const { page } = visitor;
      await addInZalo(`Nhóm mới ${looks.name}`, 'Lập nhóm mới');
      await page.getByLabel('Mã người dùng Zalo').fill('1000000001');
      await page.getByRole('button', { name: 'Lập nhóm', exact: true }).click();
      await world.settle(page.getByText('Đã lập nhóm').waitFor());
      await page.getByRole('img', { name: 'Mã QR của đường dẫn' }).waitFor();
      await inspect('zalo-group-made');
      await page.getByRole('button', { name: 'Xong' }).click();
      await page.getByRole('button', { name: `Mời vào nhóm: Nhóm mới ${looks.name}` }).click();
      await page.getByRole('link', { name: /^https:\/\/zalo.me\/g\// }).waitFor();
      await page.keyboard.press('Escape');
    });
    it('a recipient in Zalo: a group with the bot, from the code to the linked chat', async () => {
      const { page } = visitor;
      await addInZalo(`Nhóm có bot ${looks.name}`, 'Thêm bot');
      const code = page.locator('code', { hasText: 'LIENKET' });
      await code.waitFor();
      await page.getByText('Đang chờ mã được gõ trong nhóm…').waitFor();
      await inspect('zalo-code');
      const words = { from: '1000000001', text: (await code.innerText()).replace(/^@.* LIEN/, 'LIEN') };
      const group = zalo.world.addGroup(`Nhóm có bot ${looks.name}`).id;
      const door = { url: `${world.httpUrl}/zalo/webhook`, door: 'oa' } as const;
      expect(await zalo.emit(groupText(zalo.world, group, words), door)).toEqual([200]);
      await world.settle(page.getByText(/^Đã nối với nhóm/).waitFor());
      await inspect('zalo-linked');
    });
    it('units as a tree', async () => {
      await visitor.page.goto('/units');
      await visitor.page.getByRole('button', { name: /^Thôn Tháp Thượng/ }).click();
      const file = (text: string) => ({
        name: 'thon.geojson',
        mimeType: 'application/geo+json',
        buffer: Buffer.from(text),
      });
      const choose = visitor.page.locator('input[type="file"]');
      await choose.setInputFiles(file('{"type":"Point"}'));
      await visitor.page.getByText('Đây không phải tệp GeoJSON có vùng (Polygon).').waitFor();
      await choose.setInputFiles(file(JSON.stringify(AROUND_THE_GATE)));
      await visitor.page.getByText('Đã ghi ranh giới của 1 đơn vị.').waitFor();
      await inspect('units');
    });
    it('a unit’s own page', async () => {
      await visitor.page.getByRole('link', { name: 'Mở trang đơn vị' }).click();
      await visitor.page.getByText('Chưa diễn tập lần nào.').waitFor();
      await visitor.page.getByText('Không có ai trực').waitFor();
      await inspect('unit');
    });
    it('people, and a password that is shown once', async () => {
      await show('admin-people', '/admin', 'Chị Lan');
      const { page } = visitor;
      const email = `hung-${looks.name}@example.org`;
      await page.getByRole('button', { name: 'Thêm người' }).click();
      await page.getByLabel('Họ tên').fill('Anh Hùng');
      await page.getByLabel('Thư điện tử').fill(email);
      await page.getByRole('button', { name: /Ở đơn vị nào/ }).click();
      await page.getByLabel('Tìm đơn vị, không cần gõ dấu').fill('thap thuong');
      await page.getByRole('button', { name: /^Thôn Tháp Thượng\s*Việt Nam/ }).click();
      await page.getByRole('button', { name: /Ở đơn vị nào.*: Thôn Tháp Thượng/ }).waitFor();
      await inspect('admin-person');
      await page.getByRole('dialog').getByRole('button', { name: 'Thêm người' }).click();
      await page.getByText('Mật khẩu chỉ hiện một lần này.').waitFor();
      expect((await page.locator('dialog code, [role="dialog"] code').innerText()).length).toBeGreaterThanOrEqual(10);
      await page.getByRole('button', { name: 'Xong' }).click();
      const card = page.getByRole('listitem').filter({ hasText: email });
      await card.getByText('thành viên tổ, Thôn Tháp Thượng').waitFor();
      await card.getByRole('button', { name: /^Bỏ quyền/ }).click();
      await card.getByRole('button', { name: /^Bỏ thật quyền/ }).click();
      await card.getByText('Chưa có quyền nào').waitFor();
    });
    it.each([
      ['keys', 'Chưa có khóa nào'],
      ['audit', 'Thêm người dùng'],
      ['security', 'Không có gì đáng ngờ'],
      ['system', 'Chưa chạy lần nào.'],
    ])('admin: %s', (part, ready) => show(`admin-${part}`, `/admin/${part}`, ready));
    it('channels, and a test that arrives', async () => {
      await show('admin-channels', '/admin/channels', 'Chưa dùng');
      const { page } = visitor;
      await page.locator('[data-channel="zalo_gmf"]').getByText('Nhóm còn lập được').waitFor();
      await page.getByRole('button', { name: 'Gửi tin thử: Webhook' }).click();
      const outcome = page.locator('[data-channel="webhook"] [role="status"]');
      await world.settle(outcome.getByText('Đã tới kênh').waitFor());
      await inspect('admin-channels-tested');
    });
    it('the map, with the same in a table', async () => {
      await visitor.page.goto('/map');
      await visitor.page.locator('[data-testid="map"][data-idle]').waitFor();
      // The map stands before its list.
      await visitor.page.getByRole('row').nth(3).waitFor();
      expect(await visitor.page.getByRole('row').count()).toBe(4);
      await inspect('map');
      await visitor.page.getByRole('row').nth(1).getByRole('button').click();
      await visitor.page.getByRole('link', { name: 'Đèn chợ' }).waitFor();
      await inspect('map-site');
      await visitor.page.getByRole('button', { name: 'Đóng' }).click();
      const filters = visitor.page.getByRole('button', { name: 'Lọc' });
      if (await filters.isVisible()) await filters.click();
      await visitor.page.getByLabel('Loại').selectOption('camera');
      await visitor.page.waitForURL(/kind=camera/);
      await visitor.page.locator('[data-testid="in-sight"][data-down="0"]').waitFor();
      await visitor.page.getByRole('link', { name: 'Xem dạng danh sách' }).click();
      await visitor.page.getByText('Không tìm thấy thiết bị nào').waitFor();
      expect(new URL(visitor.page.url()).search).toBe('?kind=camera');
    });
    it('a wrong acknowledge link', () => show('link-wrong', '/a/khong-co', 'Liên kết này không đúng hoặc đã hết hạn.'));
    it('a page that is not there', () => show('no-page', '/khong-co', 'Không có trang này'));
    it('English, and back', async () => {
      await show('vietnamese', '/incidents', 'Đèn chợ');
      await visitor.page.getByRole('button', { name: 'English' }).click();
      await visitor.page.getByRole('button', { name: 'I will go and check' }).first().waitFor();
      await inspect('english');
      await visitor.page.getByRole('button', { name: 'Tiếng Việt' }).click();
      await visitor.page.getByRole('button', { name: 'Tôi đi kiểm tra' }).first().waitFor();
    });
    it('says when the network is gone', async () => {
      await visitor.page.goto('/devices');
      await visitor.page.getByText('Đèn chợ').waitFor();
      await visitor.page.context().setOffline(true);
      await visitor.page.getByText(/Đang mất mạng/).waitFor();
      await inspect('offline');
      await visitor.page.context().setOffline(false);
      await visitor.page.getByText(/Đang mất mạng/).waitFor({ state: 'detached' });
    });
  });

  it('an open map follows what happens, and what happened while the network was away', async () => {
    const [lamp, gone] = lamps;
    const desk = await Visitor.open(screens.browser, world.httpUrl, { name: 'desk-live', size: DESK });
    await desk.signIn(...ADMIN, '/map');
    const sees = (state: string) => world.settle(desk.page.locator(`[data-testid="in-sight"]${state}`).waitFor());
    await sees(':not([data-down="0"])');
    await world.settle(gone.connect());
    await world.settle(Promise.all([lamp, gone].map((device) => device.heartbeat())));
    await sees('[data-down="0"]');
    await desk.page.context().setOffline(true);
    await desk.page.getByText(/Đang mất mạng/).waitFor();
    gone.cut();
    while ((await world.admin.get<{ items: unknown[] }>('/devices?health=offline')).items.length === 0)
      await world.live([lamp], MINUTE);
    await desk.page.context().setOffline(false);
    await sees(':not([data-down="0"])');
    // Time goes on for the lights meanwhile: what counts is that screen and REST come to say the same.
    await until('the screen says what REST says', 30_000, async () => {
      await world.advance(200);
      const { byState } = await world.admin.get<{ byState: Record<string, number> }>('/map/summary');
      const shown = await desk.page
        .getByTestId('legend')
        .locator('li')
        .evaluateAll((lines) =>
          lines.map((line) => [line.getAttribute('data-state'), Number(line.getAttribute('data-count'))] as const),
        );
      return JSON.stringify(shown) === JSON.stringify(Object.entries(byState));
    });
    await desk.picture('map-after-return');
    expect(desk.complaints).toEqual([]);
    await desk.leave();
  });
});
