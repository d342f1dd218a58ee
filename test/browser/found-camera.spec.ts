import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { DiscoveryResponder, SimulatedCamera } from '#apps/simulator';
import type { World } from '../harness/world.ts';
import { describeInBrowser } from './chromium.ts';
import { ADMIN, OpenScreens } from './open-screens.ts';
import { PHONE, Visitor } from './visitor.ts';

// A limit for what hangs: a browser, a build and a database share the machine.
jest.setTimeout(120_000);

describeInBrowser('an installer in front of a camera that answers WS-Discovery', () => {
  const camera = new SimulatedCamera({ address: '127.79.0.1', identity: { name: 'Camera cổng chùa' } });
  let screens: OpenScreens;
  let world: World;
  let installer: Visitor;

  beforeAll(async () => {
    screens = await OpenScreens.open();
    ({ world } = screens);
    await world.unit('Tổ tự quản số 5');
    await world.cameras.add(camera);
    const responder = new DiscoveryResponder({ cameras: () => [camera], urlOf: (one) => world.cameras.urlOf(one) });
    await responder.start();
    screens.alsoClose(() => responder.stop());
    installer = await Visitor.open(screens.browser, world.httpUrl, { name: 'found', size: PHONE });
    await installer.signIn(...ADMIN, '/devices/new');
  });

  afterAll(() => screens.close());

  it('lets the product look for it, and fills the form with one tap', async () => {
    const { page } = installer;
    await page.getByLabel('Loại').selectOption('camera');
    await page.getByRole('button', { name: /Tổ hoặc thôn phụ trách/ }).click();
    await page.getByLabel('Tìm đơn vị, không cần gõ dấu').fill('to tu quan');
    await page.getByRole('button', { name: /Tổ tự quản số 5/ }).click();
    await page.getByRole('button', { name: 'Tìm camera trong mạng' }).click();
    await page.getByText('Đang tìm camera, chờ vài giây…').first().waitFor();
    await world.settle(page.getByRole('button', { name: /Camera cổng chùa/ }).waitFor());
    expect(await installer.barriers()).toEqual([]);
    await page.getByRole('button', { name: /Camera cổng chùa/ }).click();
    expect(await page.getByLabel('Địa chỉ camera (ONVIF)').inputValue()).toBe(world.cameras.urlOf(camera));
    expect(await page.getByLabel('Tên', { exact: false }).first().inputValue()).toBe('Camera cổng chùa');
    await installer.picture('camera');
  });

  it('registers it, and sees it answer before leaving', async () => {
    const { page } = installer;
    await page.getByLabel('Vĩ độ').fill('21.0785, 105.6535');
    await page.getByLabel('Tên đăng nhập camera').fill(camera.username);
    await page.getByLabel('Mật khẩu camera').fill(camera.password);
    await page.getByRole('button', { name: 'Đăng ký', exact: true }).click();
    await world.settle(page.locator('[data-health="online"]').waitFor());
    await page.getByText('Thiết bị hoạt động tốt, có thể ra về').waitFor();
    expect(camera.guard.failures).toBe(0);
    await installer.picture('online');
    expect(installer.complaints).toEqual([]);
  });
});
