import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { DeviceSummary, Me, Page, Session } from '#libs/contracts';
import { freeDemoPorts, startDemo, type DemoPorts, type Login, type RunningDemo } from '../harness/demo-process.ts';
import { DESK, PHONE, Visitor } from '../browser/visitor.ts';
import { launch } from '../harness/chromium.ts';
import { until } from '../harness/until.ts';

const DEVICES = 30;
const QUICK = ['--devices', String(DEVICES), '--interval', '5', '--group-wait', '0'];
const MINUTES = 60_000;
/** Below the limit of a test, so that what was waited for is told. */
const PATIENCE_MS = 150_000;

/** `npm run demo`, small and quick, as a newcomer meets it. */
describe('the demo', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'canh-thon-demo-'));
  let ports: DemoPorts;
  let demo: RunningDemo;
  let browser: Browser;

  beforeAll(async () => {
    ports = await freeDemoPorts();
    [demo, browser] = await Promise.all([startDemo(dataDir, ports, QUICK), launch()]);
  }, 3 * MINUTES);

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, MINUTES);

  const signIn = async ({ email, password }: Login): Promise<Session> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email, password });
    const answer = await fetch(`${demo.origin}/api/v1/auth/login`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Session;
  };
  const devicesSeenBy = async (login: Login, query: string): Promise<readonly DeviceSummary[]> => {
    const { accessToken } = await signIn(login);
    const headers = { authorization: `Bearer ${accessToken}` };
    const answer = await fetch(`${demo.origin}/api/v1/devices?limit=100${query}`, { headers });
    return ((await answer.json()) as Page<DeviceSummary>).items;
  };
  const administrator = () => demo.logins.get('administrator')!;
  const chats = async () => (await fetch(`${demo.pages}/`)).text();
  const switchFault = (fault: string, target: string, on: boolean) =>
    fetch(`${demo.pages}/control/faults`, { method: 'POST', body: JSON.stringify({ fault, target, on }) });

  it('has five people who can sign in, each with the right role', async () => {
    const roles: Record<string, string | undefined> = {};
    for (const [who, login] of demo.logins) {
      const { user } = await signIn(login);
      roles[who] = (user satisfies Me).grants[0]?.role;
    }
    expect(roles).toEqual({
      'group member': 'group_member',
      'village head': 'unit_leader',
      'IT officer': 'it_officer',
      installer: 'installer',
      administrator: 'admin',
    });
  });

  it('shows the group member the own devices only', async () => {
    const all = await devicesSeenBy(administrator(), '');
    const own = await devicesSeenBy(demo.logins.get('group member')!, '');
    expect(all).toHaveLength(DEVICES);
    expect(own.length).toBeGreaterThan(1);
    expect(own.length).toBeLessThan(DEVICES);
  });

  const visit = async (who: string, size: typeof PHONE | typeof DESK): Promise<Visitor> => {
    const visitor = await Visitor.open(browser, demo.origin, { name: `demo-${who.replaceAll(' ', '-')}`, size });
    const { email, password } = demo.logins.get(who)!;
    await visitor.signIn(email, password);
    return visitor;
  };

  it.each([
    ['group member', PHONE, '/near', 'Cần đi'],
    ['village head', PHONE, '/overview', 'Tổng quan'],
    ['IT officer', DESK, '/overview', 'Tổng quan'],
    ['installer', PHONE, '/near', 'Cần đi'],
    ['administrator', DESK, '/overview', 'Tổng quan'],
  ] as const)('gives the %s the screen to begin with', async (who, size, path, title) => {
    const visitor = await visit(who, size);
    await visitor.page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await visitor.page.getByRole('main').getByText(/.{20}/).first().waitFor();
    expect(new URL(visitor.page.url()).pathname).toBe(path);
    await visitor.inspect('begins');
    await visitor.leave();
  });

  it(
    'brings all devices online, tells one group when one dies, and again when it is back, and nobody else',
    async () => {
      await until('all devices are online', PATIENCE_MS, async () => {
        const devices = await devicesSeenBy(administrator(), '');
        const others = devices.filter((device) => device.health !== 'online');
        const now = others.map(({ code, health }) => `${code} ${health}`);
        if (now.length > 0) throw new Error([...now, JSON.stringify(await demo.report()), demo.log()].join('\n'));
        return devices.length === DEVICES;
      });
      const [light] = await devicesSeenBy(demo.logins.get('group member')!, '&kind=solar_light');
      expect((await switchFault('kill', light!.code, true)).status).toBe(200);
      await until('one group is told', PATIENCE_MS, async () => {
        const [seen] = await devicesSeenBy(administrator(), `&q=${light!.code}`);
        expect({ chats: told(await chats()), light: seen }).toMatchObject({ chats: 1 });
        return true;
      });
      const [, chat = ''] = /href="(\/chats\/[^"]+)"/.exec(await chats()) ?? [];
      expect(await textOf(chat)).toContain(light!.name);
      const body = new URLSearchParams({ text: '1' });
      const reply = await fetch(`${demo.pages}${chat}/replies`, { method: 'POST', body, redirect: 'manual' });
      expect(reply.status).toBe(303);
      // Everybody else learns of it by the next message, which says the end, too: a chat is told once a minute at most.
      await seenOnThePhone(light!.name);
      expect((await switchFault('kill', light!.code, false)).status).toBe(200);
      await until('the end is told', PATIENCE_MS, async () => (await textOf(chat)).includes('đã hoạt động trở lại'));
      expect(await chats()).toContain('1 trong');
    },
    5 * MINUTES,
  );

  const seenOnThePhone = async (name: string) => {
    const member = await visit('group member', PHONE);
    await member.page.getByRole('heading', { name }).waitFor();
    await member.page.getByText(/\(demo\) đang đi kiểm tra/).waitFor();
    await member.picture('taken');
    await member.leave();
  };
  const told = (page: string) => Number(/(\d+) trong/.exec(page)?.[1]);
  const textOf = async (chat: string) => (await fetch(demo.pages + chat)).text();

  it(
    'stops by Ctrl-C, and goes on with what was there at the next start',
    async () => {
      const before = demo;
      expect(await before.stop()).toBe(0);
      expect(existsSync(join(dataDir, 'product.pid'))).toBe(false);
      demo = await startDemo(dataDir, ports, []);
      expect(demo.logins).toEqual(before.logins);
      expect(await devicesSeenBy(administrator(), '')).toHaveLength(DEVICES);
      expect(await chats()).toContain('1 trong');
      expect(statSync(join(dataDir, 'demo-credentials.jsonl')).mode & 0o777).toBe(0o600);
    },
    3 * MINUTES,
  );

  it(
    'leaves no product behind when it is killed outright, and starts again',
    async () => {
      const { productPid } = demo;
      demo.process.kill('SIGKILL');
      await until('the product is gone', PATIENCE_MS, () => !existsSync(`/proc/${productPid}`));
      demo = await startDemo(dataDir, ports, []);
      expect(await devicesSeenBy(administrator(), '')).toHaveLength(DEVICES);
    },
    3 * MINUTES,
  );

  it('says in one sentence that a port is taken', async () => {
    const other = mkdtempSync(join(tmpdir(), 'canh-thon-demo-'));
    await expect(startDemo(other, ports, QUICK)).rejects.toThrow(/ended \(1\)[^]*Port \d+ .* in use/);
    rmSync(other, { recursive: true, force: true });
  });
});
