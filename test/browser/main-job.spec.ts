import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { MqttDevice } from '../harness/mqtt-device.ts';
import type { World } from '../harness/world.ts';
import { describeInBrowser } from './chromium.ts';
import { ADMIN, OpenScreens } from './open-screens.ts';
import { DESK, PHONE, Visitor } from './visitor.ts';

const MINUTE = 60_000;
// A limit for what hangs: a browser, a build and a database share the machine.
jest.setTimeout(120_000);

describeInBrowser('an installer and a group member with the screens', () => {
  let screens: OpenScreens;
  let world: World;
  let installer: Visitor;

  beforeAll(async () => {
    screens = await OpenScreens.open();
    ({ world } = screens);
    await world.unit('Tổ tự quản số 5');
    installer = await Visitor.open(screens.browser, world.httpUrl, { name: 'story', size: PHONE });
  });

  afterAll(() => screens.close());

  it('a wrong password is said in plain words', async () => {
    const { page } = installer;
    await page.goto('/devices');
    await page.getByLabel('Thư điện tử').fill(ADMIN[0]);
    await page.getByLabel('Mật khẩu', { exact: true }).fill('sai-mat-khau');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toBe('Sai email hoặc mật khẩu.');
  });

  it('signs in, stays signed in after a reload, and is told what to do first', async () => {
    const { page } = installer;
    await installer.signIn(...ADMIN, '/devices');
    await page.getByText('Chưa có thiết bị nào').waitFor();
    await installer.picture('first-day');
    await page.reload();
    await page.getByRole('link', { name: 'Đăng ký thiết bị đầu tiên' }).click();
    expect(new URL(page.url()).pathname).toBe('/devices/new');
  });

  it('hears all of what is missing at its fields', async () => {
    const { page } = installer;
    await page.getByLabel('Loại').selectOption('camera');
    await page.getByRole('button', { name: 'Đăng ký', exact: true }).click();
    await page.getByRole('alert').waitFor();
    for (const label of ['Tên', 'Vĩ độ', 'Kinh độ', 'Địa chỉ camera (ONVIF)'])
      expect(await page.getByLabel(label, { exact: false }).first().getAttribute('aria-invalid')).toBe('true');
    await installer.picture('register-refused');
  });

  let device: MqttDevice;

  it('registers a solar light and gets its password once', async () => {
    const { page } = installer;
    await page.getByLabel('Loại').selectOption('solar_light');
    await page.getByRole('button', { name: /Tổ hoặc thôn phụ trách/ }).click();
    await page.getByLabel('Tìm đơn vị, không cần gõ dấu').fill('to tu quan');
    await page.getByRole('button', { name: /Tổ tự quản số 5/ }).click();
    await page.getByLabel('Tên').first().fill('Đèn ngã ba đầu xóm');
    await page.getByLabel('Chỗ dễ nhận ra').fill('cạnh cây đa');
    await page.getByLabel('Vĩ độ').fill('21.0785, 105.6535');
    await page.getByRole('button', { name: 'Đăng ký', exact: true }).click();
    await page.getByText('Chỉ hiện một lần này').waitFor();
    expect(await page.locator('[data-health]').getAttribute('data-health')).toBe('never_seen');
    const shown = await page.locator('dd code').allInnerTexts();
    const [, username = '', password = '', topic = '', line = ''] = shown;
    expect(topic).toBe(`v1/devices/${username}/heartbeat`);
    expect(line).toContain(`-u ${username} -P '${password}'`);
    await installer.picture('registered');
    device = new MqttDevice(`mqtt://127.0.0.1:${world.config.mqtt.port}`, username, {
      clientId: username,
      username,
      password,
      topicPrefix: `v1/devices/${username}/`,
    });
  });

  it('sees the sign turn green when the first signal arrives, without a reload', async () => {
    const { page } = installer;
    await world.settle(device.connect());
    await world.settle(device.heartbeat());
    await world.settle(page.locator('[data-health="online"]').waitFor());
    await installer.picture('online');
    await page.getByRole('link', { name: 'Xem thiết bị' }).click();
    await page.getByText('12,6 V', { exact: true }).waitFor();
  });

  it('the group member sees the incident, takes it, and everybody sees who', async () => {
    const member = await Visitor.open(screens.browser, world.httpUrl, { name: 'member', size: PHONE });
    const desk = await Visitor.open(screens.browser, world.httpUrl, { name: 'desk', size: DESK });
    await member.signIn(...ADMIN, '/incidents');
    await desk.signIn(...ADMIN, '/incidents');
    await member.page.getByText('Không có sự cố nào đang chờ').waitFor();
    device.cut();
    await world.advance(5 * MINUTE);
    await world.settle(member.page.getByText('Đèn ngã ba đầu xóm').waitFor());
    await member.picture('incident');
    await world.settle(desk.page.getByText('Chưa ai nhận', { exact: true }).last().waitFor());
    await member.page.getByRole('button', { name: 'Tôi đi kiểm tra' }).click();
    await desk.page.goto('/incidents?state=acknowledged');
    await world.settle(desk.page.getByText(/đang đi kiểm tra/).waitFor());
    await desk.page.getByText('Đèn ngã ba đầu xóm').click();
    await desk.page.getByText('Diễn biến').waitFor();
    await desk.picture('incident-detail');
    expect([...member.complaints, ...desk.complaints]).toEqual([]);
    await member.leave();
    await desk.leave();
  });

  it('a signal ends the incident', async () => {
    const { page } = installer;
    await world.settle(device.connect());
    await world.settle(device.heartbeat());
    await page.goto('/incidents?state=resolved');
    await world.settle(page.getByText('Đèn ngã ba đầu xóm').waitFor());
    await installer.picture('resolved');
    expect(installer.complaints).toEqual([]);
  });
});
