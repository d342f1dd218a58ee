import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { MqttDevice } from '../harness/mqtt-device.ts';
import { until } from '../harness/until.ts';
import type { World } from '../harness/world.ts';
import { describeInBrowser } from './chromium.ts';
import { ADMIN, OpenScreens } from './open-screens.ts';
import { DESK, PHONE } from './visitor.ts';
import { type Walk, Walker } from './walk/walker.ts';
import { walkPage, withoutSeconds } from './walk/walk-page.ts';

const MINUTE = 60_000;
const PAGE = fileURLToPath(new URL('../../docs/walkthrough.md', import.meta.url));
const PICTURES = fileURLToPath(new URL('../../docs/images/walkthrough/', import.meta.url));
const TAKEN = fileURLToPath(new URL('../../artifacts/', import.meta.url));
const NEAR_THE_GATE = { latitude: 21.0785, longitude: 105.6535 };

// A limit for what hangs: a browser, a build and a database share the machine.
jest.setTimeout(120_000);

describeInBrowser('from an empty system', () => {
  const walks: Walk[] = [];
  let screens: OpenScreens;
  let world: World;
  let lamp: MqttDevice;
  let path: string;
  let villagePath: string;
  let villageId: string;

  beforeAll(async () => {
    screens = await OpenScreens.open();
    ({ world } = screens);
  });

  afterAll(() => screens.close());

  const walk = (key: string, person: string, size: typeof PHONE | typeof DESK) =>
    Walker.begin(screens.browser, world.httpUrl, { key, person, size });

  const done = async (walker: Walker) => {
    expect(walker.visitor.complaints).toEqual([]);
    walks.push(await walker.end());
  };

  /** A person as the officer would add them on the people screen (`screens.spec.ts` does). */
  const person = async (name: string, role: string, unitId: string) => {
    const email = `${role}@example.org`;
    const password = `mat-khau-${role}-2026`;
    const { id } = await world.admin.post<{ id: string }>('/users', { email, name, password, unitId });
    await world.admin.post(`/users/${id}/grants`, { role, unitId });
    return [email, password] as const;
  };

  it('the officer makes the territory and says who is told', async () => {
    const officer = await walk('officer-first-day', 'The IT officer, on the first day', DESK);
    const { page } = officer.visitor;
    await page.goto('/');
    await page.getByLabel('Thư điện tử').fill(ADMIN[0]);
    await page.getByLabel('Mật khẩu', { exact: true }).fill('sai-mat-khau');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    expect(await page.getByRole('alert').innerText()).toBe('Sai email hoặc mật khẩu.');
    await officer.step(
      'opens the product and signs in: nothing is there yet',
      async () => {
        await officer.open('/devices');
        await officer.signIn(...ADMIN);
        await officer.sees('Chưa có thiết bị nào');
      },
      'empty',
    );
    const unit = async (name: string, kind: string) => {
      await officer.tapButton('Thêm đơn vị');
      await officer.choose('Loại', kind);
      await officer.fill('Tên', name);
      await officer.tapButton('Lưu');
      await officer.sees(name);
    };
    await officer.step('adds a village', async () => {
      await officer.tapLink('Đơn vị');
      await unit('Thôn Tháp Thượng', 'Thôn, tổ dân phố');
    });
    await officer.step('adds its self-governing group', () => unit('Tổ tự quản số 5', 'Tổ tự quản'), 'units');
    const units = await world.admin.get<{ items: { id: string; kind: string }[] }>('/units');
    villageId = units.items.find(({ kind }) => kind === 'village')?.id ?? '';
    const groupId = units.items.find(({ kind }) => kind === 'group')?.id ?? '';
    path = await world.webhookTarget(groupId);
    villagePath = await world.webhookTarget(villageId);
    await done(officer);
  });

  it('the installer registers a lamp at the pole and sees it work', async () => {
    const login = await person('Anh Hùng', 'installer', villageId);
    const installer = await walk('installer', 'The installer, at the pole', PHONE);
    const { page } = installer.visitor;
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation(NEAR_THE_GATE);
    await installer.step('signs in', async () => {
      await installer.open('/devices/new');
      await installer.signIn(...login);
    });
    await page.getByRole('button', { name: 'Đăng ký', exact: true }).click();
    await page.getByRole('alert').waitFor();
    for (const label of ['Tên', 'Vĩ độ', 'Kinh độ'])
      expect(await page.getByLabel(label, { exact: false }).first().getAttribute('aria-invalid')).toBe('true');
    await installer.step('says what it is and whose', async () => {
      await installer.choose('Loại', 'Đèn năng lượng mặt trời');
      await installer.tapButton(/Tổ hoặc thôn phụ trách/);
      await installer.fill('Tìm đơn vị, không cần gõ dấu', 'to tu quan');
      await installer.tapButton(/Tổ tự quản số 5/);
    });
    await installer.step(
      'says which and where: the phone knows the place',
      async () => {
        await installer.fill('Tên', 'Đèn cổng làng');
        await installer.fill('Chỗ dễ nhận ra', 'cổng làng, cạnh giếng');
        await installer.tapButton('Lấy vị trí của tôi');
        await page.locator('input[value="21.078500"]').waitFor();
      },
      'form',
    );
    await installer.step('registers it and gets what the lamp needs', async () => {
      await installer.tap(page.getByRole('button', { name: 'Đăng ký', exact: true }));
      await installer.sees('Chỉ hiện một lần này');
    });
    const [, username = '', password = '', topic, line] = await page.locator('dd code').allInnerTexts();
    const topicPrefix = `v1/devices/${username}/`;
    expect(topic).toBe(`${topicPrefix}heartbeat`);
    expect(line).toContain(`-u ${username} -P '${password}'`);
    const wires = { clientId: username, username, password, topicPrefix };
    lamp = new MqttDevice(`mqtt://127.0.0.1:${world.config.mqtt.port}`, username, wires);
    await installer.step(
      'sees the sign turn green with the first signal',
      async () => {
        await world.settle(lamp.connect());
        await world.settle(lamp.heartbeat());
        await world.settle(page.locator('[data-health="online"]').waitFor());
      },
      'works',
    );
    await done(installer);
  });

  it('a group member reads the message, goes, and hears that it is over', async () => {
    lamp.cut();
    await world.advance(5 * MINUTE);
    const [message] = world.messagesTo(path);
    const told = message?.body.data as unknown as { acknowledgeUrl: string; text: { vi: string } };
    expect(told.text.vi).toContain('Đèn cổng làng');
    const member = await walk('member', 'A member of the group, with the message', PHONE);
    await member.step(
      'opens the link of the message: no login',
      async () => {
        await member.open(new URL(told.acknowledgeUrl).pathname);
        await member.sees('Đèn cổng làng');
      },
      'message',
    );
    await member.step(
      'says who goes',
      async () => {
        await member.tapButton('Tôi đi kiểm tra');
        await member.sees(/Cảm ơn bạn!/);
      },
      'going',
    );
    await done(member);
  });

  it('the village head sees who has it, tries the channel and takes the sheet to the meeting', async () => {
    const login = await person('Trưởng thôn', 'unit_leader', villageId);
    const head = await walk('head', 'The village head', PHONE);
    const { page } = head.visitor;
    await head.step(
      'signs in: what is broken in the village',
      async () => {
        await head.open('/');
        await head.signIn(...login);
        await head.sees('Theo đơn vị');
      },
      'overview',
    );
    await head.step(
      'sees who has it',
      async () => {
        await head.tapLink(/^\d+\s*sự cố đang có người xử lý/);
        await head.sees(/đang đi kiểm tra/);
      },
      'taken',
    );
    await head.step(
      'opens the page of the village',
      async () => {
        await head.open(`/units/${villageId}`);
        await head.sees('Chưa diễn tập lần nào.');
      },
      'village',
    );
    const before = world.messagesTo(villagePath).length;
    await head.step('tries whether the village is reached', async () => {
      await head.tapButton('Gửi tin thử');
      await world.settle(until('the test message', 30_000, async () => world.messagesTo(villagePath).length > before));
    });
    expect(world.messagesTo(villagePath).at(-1)?.body.type).toBe('test');
    await head.step(
      'reads the monthly sheet',
      async () => {
        await head.tapLink('Báo cáo tháng');
        await page.getByRole('table').first().waitFor();
      },
      'sheet',
    );
    await head.step('takes it as paper', async () => {
      const [paper] = await Promise.all([page.waitForEvent('download'), head.tapButton(/PDF/)]);
      expect(paper.suggestedFilename()).toMatch(/\.pdf$/);
    });
    await done(head);
  });

  it('the officer goes from the number to the reason', async () => {
    const officer = await walk('officer', 'The IT officer, on any day', DESK);
    const { page } = officer.visitor;
    await officer.step(
      'signs in: the whole district at a glance',
      async () => {
        await officer.open('/');
        await officer.signIn(...ADMIN);
        await officer.sees('Theo đơn vị');
      },
      'overview',
    );
    await officer.step('opens the list behind a number', async () => {
      await officer.tapLink(/^\d+\s*sự cố đang có người xử lý/);
      await officer.sees('Đèn cổng làng');
    });
    await officer.step(
      'opens the incident: what happened, why, who was told',
      async () => {
        await officer.tapLink('Đèn cổng làng');
        await officer.sees('Diễn biến');
      },
      'incident',
    );
    await officer.step(
      'looks at the map',
      async () => {
        await officer.tapLink('Bản đồ');
        await page.locator('[data-testid="map"][data-idle]').waitFor();
        await page.locator('[data-testid="in-sight"]:not([data-down="0"])').waitFor();
      },
      'map',
    );
    await officer.step('sees the lamp come back on the open map', async () => {
      await world.settle(lamp.connect());
      await world.settle(lamp.heartbeat());
      await world.settle(page.locator('[data-testid="in-sight"][data-down="0"]').waitFor());
    });
    await world.live([lamp], 3 * MINUTE);
    const types = world.messagesTo(path).map(({ body }) => body.type);
    expect(types).toEqual(['incident.opened', 'incident.acknowledged', 'incident.resolved']);
    await done(officer);
  });

  it('a resident asks the pole', async () => {
    const { items } = await world.admin.get<{ items: { siteId: string }[] }>('/devices');
    const siteId = items[0]?.siteId ?? '';
    const gift = { donor: 'Hộ ông Năm', amountDong: 1_500_000, bought: '1 đèn 60 W và cột', givenOn: '2026-03-01' };
    await world.admin.post(`/sites/${siteId}/contributions`, { ...gift, isPublic: true });
    const { url } = await world.admin.get<{ url: string }>(`/sites/${siteId}/sticker`);
    const resident = await walk('resident', 'A resident, at the pole', PHONE);
    await resident.step(
      'scans the label: does it work, since when, who paid',
      async () => {
        await resident.open(new URL(url).pathname);
        await resident.sees(/^Đang hoạt động, từ/);
        await resident.sees('Hộ ông Năm');
      },
      'pole',
    );
    await resident.step(
      'says that it is dark, in two taps',
      async () => {
        await resident.tap(resident.visitor.page.getByText('Báo hỏng'));
        await resident.tapButton('Đèn không sáng');
        await resident.sees('Máy báo đèn vẫn chạy; đã chuyển phản ánh cho tổ.');
      },
      'sent',
    );
    await done(resident);
  });

  it('is what the walkthrough says', () => {
    const page = walkPage(walks);
    if (process.env['WRITE_WALKTHROUGH'] !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      for (const { picture } of walks.flatMap(({ steps }) => steps))
        if (picture !== null) cpSync(`${TAKEN}browser/${picture}`, `${PICTURES}${picture}`);
      writeFileSync(PAGE, page);
    }
    mkdirSync(TAKEN, { recursive: true });
    writeFileSync(`${TAKEN}walkthrough.json`, JSON.stringify(walks, null, 2));
    expect(withoutSeconds(page)).toBe(withoutSeconds(readFileSync(PAGE, 'utf8')));
    for (const { picture } of walks.flatMap(({ steps }) => steps))
      if (picture !== null) expect(existsSync(`${PICTURES}${picture}`)).toBe(true);
  });
});
