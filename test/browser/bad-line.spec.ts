import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { FakePushService } from '#apps/simulator';
import { until } from '../harness/until.ts';
import { describeInBrowser } from './chromium.ts';
import { furnish } from './furnished-village.ts';
import { ADMIN, OpenScreens } from './open-screens.ts';
import { PushedPhone } from './pushed-phone.ts';
import { PHONE, Visitor } from './visitor.ts';

// A limit for what hangs: a browser, a build and a database share the machine.
jest.setTimeout(120_000);

describeInBrowser('a phone on a bad line', () => {
  let screens: OpenScreens;

  beforeAll(async () => {
    screens = await OpenScreens.open();
    await furnish(screens.world);
  });

  afterAll(() => screens.close());

  it('has its list after at most 300 KB, and shows the last one without network, as old', async () => {
    const { world, browser } = screens;
    const phone = await Visitor.open(browser, world.httpUrl, { name: 'bad-line', size: PHONE });
    const { page } = phone;
    const sent: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      sent.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await phone.signIn(...ADMIN, '/near');
    await page.getByText('Đèn chợ').waitFor();
    const bytes = (await Promise.all(sent)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(100 * 1024);
    expect(bytes).toBeLessThanOrEqual(300 * 1024);
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.context().setOffline(true);
    await page.goto('/near');
    await page.getByRole('heading', { name: 'Ngoại tuyến' }).waitFor();
    await page.getByText('Đèn chợ').waitFor();
    await page.getByText(/Đây là danh sách cũ, của lúc \d\d:\d\d/).waitFor();
    expect(await page.getByRole('button', { name: 'Tôi đi kiểm tra' }).count()).toBe(0);
    await phone.picture('offline-start');
    expect(await phone.barriers()).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Tôi đi kiểm tra' }).first().waitFor();

    // The server is slow to say who is signed in: the last list can be taken all the same.
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/v1/auth/refresh', async (route) => {
      await answered;
      await route.continue();
    });
    await page.reload({ waitUntil: 'commit' });
    await page.getByText(/^Đang lấy danh sách mới… Đây là danh sách của lúc \d\d:\d\d/).waitFor();
    await page.getByRole('button', { name: 'Tôi đi kiểm tra' }).first().click();
    await phone.picture('kept-list-taken');
    expect(await phone.barriers()).toEqual([]);
    answer();
    await page
      .getByText(/đang đi kiểm tra/)
      .first()
      .waitFor();
    const { items } = await world.admin.get<{ items: { state: string }[] }>('/incidents?state=acknowledged');
    expect(items).toHaveLength(1);

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByLabel('Thư điện tử').waitFor();
    expect(await page.evaluate("localStorage.getItem('canh-thon-last-list')")).toBeNull();
    expect(phone.complaints).toEqual([]);
    await phone.leave();
  });

  it('rings when something of its group is broken, and opens what it is about', async () => {
    const { world, browser } = screens;
    const service = await FakePushService.start();
    screens.alsoClose(() => service.stop());
    const group = await world.unit('Tổ tự quản số 6');
    const [, lamp] = await world.registerLight(group, {
      name: 'Đèn bờ ao',
      latitude: 21.081,
      longitude: 105.657,
      intervalSeconds: 10,
    });
    await world.settle(lamp.connect());
    await world.settle(lamp.heartbeat());
    const login = ['to6@example.org', 'mat-khau-to-6-2026'] as const;
    const person = { email: login[0], password: login[1], name: 'Chị Sáu', unitId: group };
    const { id } = await world.admin.post<{ id: string }>('/users', person);
    await world.admin.post(`/users/${id}/grants`, { role: 'group_member', unitId: group });

    const phone = await Visitor.open(browser, world.httpUrl, { name: 'pushed', size: PHONE });
    const { page } = phone;
    const pushed = await PushedPhone.prepare(page, service);
    await phone.signIn(...login, '/near');
    await page.getByText('Không có gì hỏng').waitFor();
    await page.getByRole('button', { name: 'Báo cho tôi trên máy này' }).waitFor();
    await phone.picture('push-off');
    expect(await phone.barriers()).toEqual([]);
    await page.getByRole('button', { name: 'Báo cho tôi trên máy này' }).click();
    await page.getByText('Máy này đang nhận tin của Tổ tự quản số 6.').waitFor();
    await page.reload();
    await page.getByText('Máy này đang nhận tin của Tổ tự quản số 6.').waitFor();
    await phone.picture('push-on');
    await world.settle(until('the test message', 30_000, async () => pushed.received === 1));

    lamp.cut();
    while (pushed.received < 2) await world.advance(10_000);
    expect(service.refusals).toEqual([]);
    await pushed.deliver(world.httpUrl);
    await until('the notifications', 30_000, async () => (await pushed.shown()).length === 2);
    const alarm = (await pushed.shown()).find(({ title }) => title === 'Tổ tự quản số 6');
    expect(alarm?.body).toContain('Đèn bờ ao');
    await page.goto(alarm?.url ?? '');
    await page.getByRole('heading', { name: /Đèn bờ ao/ }).waitFor();

    await world.settle(lamp.connect());
    while (pushed.received < 3) await world.live([lamp], 10_000, 10);
    await pushed.deliver(world.httpUrl);
    await until('the recovery in its place', 30_000, async () => {
      const about = (await pushed.shown()).filter(({ title }) => title === 'Tổ tự quản số 6');
      return about.length === 1 && about[0]?.body.includes('đã hoạt động trở lại') === true;
    });
    expect(phone.complaints).toEqual([]);
    await phone.leave();
  });
});
