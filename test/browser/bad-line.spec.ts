import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { describeInBrowser } from './chromium.ts';
import { furnish } from './furnished-village.ts';
import { ADMIN, OpenScreens } from './open-screens.ts';
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
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByLabel('Thư điện tử').waitFor();
    expect(await page.evaluate("localStorage.getItem('canh-thon-last-list')")).toBeNull();
    expect(phone.complaints).toEqual([]);
    await phone.leave();
  });
});
