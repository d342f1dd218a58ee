import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { World } from '../harness/world.ts';
import { describeInBrowser } from './chromium.ts';
import { ADMIN, OpenScreens } from './open-screens.ts';
import { DESK, type Looks, PHONE, Visitor } from './visitor.ts';

jest.setTimeout(120_000);

const MINUTE = 60_000;

/** A group with two lights, one of which was away shorter than the group waits: its message was never sent. */
async function furnish(world: World): Promise<Record<'villageId' | 'groupId' | 'lightId' | 'incidentId', string>> {
  const village = await world.unit('Thôn Tháp Thượng', 'village');
  const groupId = await world.unit('Tổ tự quản số 5', 'group', village);
  await world.admin.put(`/units/${groupId}/policy`, { groupWaitSeconds: 600 });
  await world.webhookTarget(groupId, { name: 'Nhóm Zalo tổ 5' });
  await world.webhookTarget(groupId, { name: 'Ông Hùng' });
  const [, steady] = await world.registerLight(groupId, { name: 'Đèn đầu ngõ' });
  const [light, lamp] = await world.registerLight(groupId);
  for (const device of [steady, lamp]) {
    await world.settle(device.connect());
    await world.settle(device.heartbeat());
  }
  lamp.cut();
  const incidents = () => world.admin.get<{ items: { id: string }[] }>('/incidents');
  while ((await incidents()).items.length === 0) await world.live([steady], MINUTE);
  await world.settle(lamp.connect());
  await world.settle(lamp.heartbeat());
  await world.live([steady, lamp], 12 * MINUTE);
  return {
    villageId: village,
    groupId,
    lightId: light.device.id,
    incidentId: (await incidents()).items[0]?.id as string,
  };
}

describeInBrowser('planning, and asking why', () => {
  let screens: OpenScreens;
  let visitor: Visitor;
  let place: Awaited<ReturnType<typeof furnish>>;

  beforeAll(async () => {
    screens = await OpenScreens.open();
    place = await furnish(screens.world);
  });
  afterAll(() => screens.close());

  const inspect = (name: string) => visitor.inspect(name);

  const looks: readonly Looks[] = [
    { name: 'phone', size: PHONE, alsoDark: true },
    { name: 'desk', size: DESK },
  ];
  describe.each(looks)('on $name', (look) => {
    beforeAll(async () => {
      visitor = await Visitor.open(screens.browser, screens.world.httpUrl, look);
      await visitor.signIn(...ADMIN);
    });
    afterAll(() => visitor.leave());

    it('a message that was not sent says why, and that nothing follows', async () => {
      const { page } = visitor;
      await page.goto(`/incidents/${place.incidentId}`);
      const panel = page.getByTestId('explain');
      await panel.getByText('Không báo cho “Nhóm Zalo tổ 5”: tự hết trước khi kịp báo.').waitFor();
      const kinds = await panel
        .locator('li')
        .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-kind')));
      expect(kinds).toEqual(['state', 'state', 'not_told', 'not_told', 'next']);
      expect(await panel.locator('[data-kind="next"]').innerText()).toBe('Không còn tin nào phải gửi.');
      await panel.scrollIntoViewIfNeeded();
      await inspect('explain-incident');
    });

    it('maintenance is planned for a device, hides it, and is ended', async () => {
      const { page } = visitor;
      await page.goto('/maintenance');
      await page.getByText('Không có lịch nào').waitFor();
      await inspect('maintenance-none');
      await page.goto(`/devices/${place.lightId}`);
      await page.getByRole('link', { name: 'Lên lịch bảo trì' }).click();
      await page.getByRole('dialog').waitFor();
      await page.getByRole('button', { name: 'Lưu lịch' }).click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
      await inspect('maintenance-form');
      await page.getByLabel('Lý do').fill('Thay dây điện cột số 3');
      await page.getByRole('button', { name: 'Lưu lịch' }).click();
      await page.getByText('Bảo trì, sửa chữa: Thay dây điện cột số 3').waitFor();
      await page.getByText(/^Đang diễn ra/).waitFor();
      await inspect('maintenance');
      await page.goto(`/devices/${place.lightId}`);
      await page.getByText(/^Thiết bị đang bảo trì: “Thay dây điện cột số 3”, tới /).waitFor();
      await page.locator('[data-health="maintenance"]').first().waitFor();
      await inspect('explain-device');
      await page.goto('/maintenance');
      await page.getByRole('button', { name: 'Kết thúc ngay' }).click();
      await page.getByRole('button', { name: 'Đúng, kết thúc' }).click();
      await page.getByText('Không có lịch nào').waitFor();
      await page.getByText('Đã xong', { exact: true }).click();
      await page.getByText('Bảo trì, sửa chữa: Thay dây điện cột số 3').first().waitFor();
    });

    it('a window of every week is made with thumbs', async () => {
      const { page } = visitor;
      await page.goto(`/maintenance?unitId=${place.groupId}`);
      await page.getByLabel('Lý do').fill('Tắt đèn ban đêm');
      await page.getByText('Hằng tuần', { exact: true }).click();
      await page.getByRole('button', { name: 'Thứ hai' }).click();
      await page.getByRole('button', { name: 'Chủ nhật' }).click();
      await inspect('maintenance-weekly');
      await page.getByRole('button', { name: 'Lưu lịch' }).click();
      await page.getByText('Thứ hai, Chủ nhật, 22:00–05:00').waitFor();
      await page.getByRole('button', { name: /Hủy lịch|Kết thúc ngay/ }).click();
      await page.getByRole('button', { name: 'Đúng, kết thúc' }).click();
      await page.getByText('Không có lịch nào').waitFor();
    });

    it('a rota is edited, and who is on duty stands in it', async () => {
      const { page } = visitor;
      await page.goto(`/units/${place.groupId}/duty`);
      await page.getByText('Đang trực lúc này').waitFor();
      await page.getByLabel('Ai trực').selectOption({ label: 'Ông Hùng' });
      await page.getByRole('group', { name: 'Bắt đầu vào tối' }).getByRole('button', { name: 'Thứ bảy' }).click();
      await page.getByRole('group', { name: 'Bắt đầu vào tối' }).getByRole('button', { name: 'Thứ ba' }).click();
      await page.getByRole('button', { name: 'Thêm vào lịch' }).click();
      await page.getByRole('button', { name: 'Lưu lịch trực' }).click();
      await page.getByText('Đã lưu lịch trực').waitFor();
      await page.reload();
      const saturday = page.getByRole('row', { name: /^Thứ bảy/ });
      await saturday.getByText('Ông Hùng').waitFor();
      expect(await saturday.innerText()).toContain('21:00–05:30');
      await inspect('duty');
      const remove = page.getByRole('button', { name: 'Bỏ ca trực của Ông Hùng' });
      await remove.first().click();
      await remove.first().click();
      await page.getByRole('button', { name: 'Lưu lịch trực' }).click();
      await page.getByText('Đã lưu lịch trực').waitFor();
      const { shifts } = await screens.world.admin.get<{ shifts: unknown[] }>(`/units/${place.groupId}/duty`);
      expect(shifts).toEqual([]);
    });

    it('how a unit is told is changed, and what is left empty comes from above', async () => {
      const { page } = visitor;
      await page.goto(`/units/${place.groupId}/policy`);
      await page.getByText('Đang dùng: 600 giây (của đơn vị này)').waitFor();
      await inspect('policy');
      await page.getByLabel('Từ giờ').fill('22:00');
      await page.getByLabel('Đến giờ').fill('05:30');
      await page.getByRole('button', { name: 'Thêm bậc' }).click();
      await page.getByRole('button', { name: 'Lưu', exact: true }).click();
      await page.getByText('Còn thiếu.').waitFor();
      await inspect('policy-refused');
      await page.getByRole('button', { name: 'Bỏ bậc này' }).click();
      await page.getByRole('button', { name: 'Theo cấp trên' }).click();
      await page.getByRole('button', { name: 'Lưu', exact: true }).click();
      await page.getByText('Đang dùng: 22:00–05:30 (của đơn vị này)').waitFor();
      await page.getByLabel('Từ giờ').fill('');
      await page.getByLabel('Đến giờ').fill('');
      await page.getByRole('button', { name: 'Lưu', exact: true }).click();
      await page.getByText('Đang dùng: không đặt (mặc định)').first().waitFor();
    });

    it('the month of a village is read on the page, taken home as a file, and so are those of all villages', async () => {
      const { page } = visitor;
      await page.goto(`/reports?unitId=${place.villageId}`);
      const sheet = page.getByTestId('sheet');
      await sheet.getByRole('heading', { name: /^Báo cáo tháng \d+\/\d+: Thôn Tháp Thượng$/ }).waitFor();
      await sheet.getByText(/^Tháng chưa hết: số liệu tính đến /).waitFor();
      // Each look before this one registered a lamp from a spreadsheet.
      await sheet.getByRole('row', { name: new RegExp(`^Đèn ${2 + looks.indexOf(look)} `) }).waitFor();
      await inspect('report');
      await sheet.getByText('Xử lý', { exact: true }).scrollIntoViewIfNeeded();
      await visitor.picture('report-below');
      const file = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Tải PDF để in' }).click();
      expect((await file).suggestedFilename()).toMatch(/^Báo cáo tháng \d+ \d+ Thôn Tháp Thượng [\d-]+\.pdf$/);
      await page.getByText('Phiếu thôn thông minh', { exact: true }).click();
      await sheet.getByRole('row', { name: /^Tổ có ít nhất một đèn đang chạy 100% 1\/1 tổ/ }).waitFor();
      await inspect('evidence');
      await page.goto('/reports');
      await page.getByRole('button', { name: 'Làm gói PDF' }).click();
      await page.getByText(/^Đang làm, xong/).waitFor();
      await screens.world.live([], 5_000);
      await page.getByText('Đã xong 2 tệp.').waitFor();
      await page.getByText('Đã xong 2 tệp.').scrollIntoViewIfNeeded();
      await inspect('report-pack');
      const pack = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Tải gói ZIP về' }).click();
      expect((await pack).suggestedFilename()).toMatch(/^Việt Nam [\d-]+\.zip$/);
    });

    it('a list from a spreadsheet is tried, its errors are named and marked, the good rows are written', async () => {
      const { page } = visitor;
      const name = `Đèn chợ ${look.name}`;
      const row = looks.indexOf(look);
      const list = [
        'Tên;Loại;Tổ;Vĩ độ;Kinh độ;STT',
        `${name};Đèn;Tổ 5, Tháp Thượng;21,1${row};105,7;1`,
        `Đèn lạc;Đèn;Thôn Không Có;21,2${row};105,7;2`,
      ].join('\n');
      await page.goto('/devices');
      await page.getByRole('link', { name: 'Nhập từ bảng tính' }).click();
      await page.getByRole('button', { name: 'Tải tệp mẫu' }).waitFor();
      await inspect('import');
      const file = { name: 'thiet-bi.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByText('thiet-bi.csv').waitFor();
      await page.getByText('Đang xử lý').first().waitFor();
      await screens.world.live([], 6_000);
      await page.getByText('Đã xem thử 2 dòng, chưa ghi gì.').waitFor();
      await page.getByText(/Tổ phụ trách: Không có đơn vị nào mang tên hoặc mã này/).waitFor();
      expect(await page.getByText(name).count()).toBe(0);
      await page.getByText('Chỉ dòng có lỗi').click();
      await page.getByText(name).waitFor();
      await inspect('import-tried');
      const marked = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Tải tệp có đánh dấu lỗi' }).click();
      expect((await marked).suggestedFilename()).toMatch(/\.xlsx$/);
      await page.getByText('Chỉ ghi 1 dòng đúng, bỏ qua dòng có lỗi').click();
      await page.getByRole('button', { name: 'Ghi 1 dòng' }).click();
      await page.getByText('Đang xử lý').first().waitFor();
      await screens.world.live([], 6_000);
      await page.getByText('Đã nhập xong 2 dòng.').waitFor();
      await inspect('import-done');
      await page.getByRole('link', { name: 'Xem thiết bị' }).click();
      await page.getByText(name).first().waitFor();
    });
  });
});
