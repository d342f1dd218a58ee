import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { Switchboard } from '../faults/switchboard.ts';
import { Fleet } from '../fleet/fleet.ts';
import { Inbox } from './inbox.ts';
import { PagesServer } from './pages-server.ts';
import { answerControl, answerMessages } from './routes.ts';

const clock = { now: () => Date.UTC(2026, 10, 21) };
const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const chat = { groupKey: 'g1', name: 'Tổ tự quản số 1', place: 'Thôn Thu Quế', inZalo: true };
const lamp = { code: 'SPH-D0001', kind: 'solar_light', name: 'Đèn 1', deviceId: 'x', siteId: 's' } as const;
const camera = { ...lamp, code: 'SPH-C0001', kind: 'camera', address: '127.64.0.1' } as const;

describe('the demo pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const inboxFile = join(folder, 'messages.jsonl');
  const rest = { villageKey: 'v1', intervalSeconds: 60, password: 'p' };
  const devices = [lamp, camera].map((device) => ({ ...device, ...rest }));
  const fleet = new Fleet(devices, { brokerUrl: 'mqtt://127.0.0.1:9', cameraPort: 0, clock });
  const switchboard = new Switchboard(fleet, [{ key: 'v1', name: 'Thôn Thu Quế' }]);
  const inbox = new Inbox(inboxFile);
  const written: unknown[][] = [];
  const write = async (...words: unknown[]) => written.push(words) > 0;
  const messages = { chats: new Map([['g1', chat]]), inbox, secretOf: () => secret, write, clock };
  const server = new PagesServer(async (ask) =>
    ask.path.startsWith('/control')
      ? answerControl({ switchboard, report: () => fleet.report() }, ask)
      : answerMessages(messages, ask),
  );
  let origin = '';

  beforeAll(async () => (origin = await server.start(0)));
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const deliver = (id: string, text: string, key = secret) => {
    const body = JSON.stringify({ type: 'incident.opened', data: { text: { vi: text } } });
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(clock.now() / 1_000),
      'webhook-signature': new Webhook(key).sign(id, new Date(clock.now()), body),
    };
    return fetch(`${origin}/hooks/g1`, { method: 'POST', headers, body });
  };
  const post = (body: unknown) =>
    fetch(`${origin}/control/faults`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });

  it('show a signed message once, escaped, also after a restart', async () => {
    expect((await deliver('m1', 'Camera <b>ngã ba</b> mất tín hiệu')).status).toBe(204);
    expect((await deliver('m1', 'Camera <b>ngã ba</b> mất tín hiệu')).status).toBe(204);
    const pageText = await (await fetch(`${origin}/chats/g1`)).text();
    expect(pageText.split('Camera &lt;b&gt;ngã ba&lt;/b&gt; mất tín hiệu')).toHaveLength(2);
    expect(await (await fetch(origin)).text()).toMatch(/1 trong 1 nơi\s+đã có tin/);
    expect(new Inbox(inboxFile).of('g1')).toHaveLength(1);
  });

  it('refuse a message with another signature, or for nobody', async () => {
    const other = `whsec_${Buffer.alloc(24, 8).toString('base64')}`;
    expect((await deliver('m2', 'giả mạo', other)).status).toBe(401);
    expect((await fetch(`${origin}/hooks/g2`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect(inbox.of('g1').map((message) => message.id)).toEqual(['m1']);
  });

  it('let somebody in a group answer: at a tap, or quoting a message', async () => {
    const answer = (words: Record<string, string>, group = 'g1') =>
      fetch(`${origin}/chats/${group}/replies`, {
        method: 'POST',
        body: new URLSearchParams(words),
        redirect: 'manual',
      });
    expect((await answer({ text: '1' })).status).toBe(303);
    expect((await answer({ text: ' tôi <b>đi</b> ', quote: 'm1' })).status).toBe(303);
    expect((await answer({ text: ' ' })).status).toBe(422);
    expect((await answer({ text: '1' }, 'g2')).status).toBe(404);
    expect(written).toEqual([
      ['g1', '1', null],
      ['g1', 'tôi <b>đi</b>', 'm1'],
    ]);
    const page = await (await fetch(`${origin}/chats/g1?quote=m1`)).text();
    expect(page).toContain('class="mine">tôi &lt;b&gt;đi&lt;/b&gt;<');
    expect(page).toContain('name="quote" value="m1"');
    expect(page).not.toContain('http-equiv="refresh"');
  });

  it('switch faults on and off', async () => {
    expect((await post({ fault: 'clock-off', target: 'sph-c0001', on: true })).status).toBe(200);
    expect(fleet.camera('SPH-C0001')?.faults.clockOffsetSeconds).toBe(7_200);
    expect(await (await fetch(`${origin}/control/faults`)).json()).toEqual([
      { fault: 'clock-off', target: 'SPH-C0001' },
    ]);
    expect((await post({ fault: 'clock-off', target: 'SPH-C0001', on: false })).status).toBe(200);
    expect(fleet.camera('SPH-C0001')?.faults.clockOffsetSeconds).toBe(0);
  });

  it.each([
    { fault: 'kill', target: 'NOBODY', on: true },
    { fault: 'explode', target: 'SPH-C0001', on: true },
    { fault: 'clock-off', target: 'SPH-D0001', on: true },
    { fault: 'bad-payload', target: 'SPH-C0001', on: true },
    { fault: 'power-cut', target: 'Thôn Nào Đó', on: true },
    'not json',
    [],
  ])('refuse %j and change nothing', async (body) => {
    expect((await post(body)).status).toBe(422);
    expect(switchboard.active).toEqual([]);
  });

  it('take the form of the page and come back to it with a note', async () => {
    const body = new URLSearchParams({ fault: 'wrong-password', target: 'SPH-C0001', on: 'true' });
    const answer = await fetch(`${origin}/control/faults`, { method: 'POST', body, redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(fleet.camera('SPH-C0001')?.password).not.toBe('p');
    expect(await (await fetch(`${origin}/control`)).text()).toContain('Camera bị đổi mật khẩu');
    await switchboard.set('wrong-password', 'SPH-C0001', false);
    expect(fleet.camera('SPH-C0001')?.password).toBe('p');
  });

  it('answer nobody who comes by another name, nor forms of other pages', async () => {
    expect(await statusWith({ host: 'evil.example' })).toBe(403);
    expect(await statusWith({ origin: 'http://evil.example' }, 'POST')).toBe(403);
    expect((await post({ fault: 'kill' })).status).toBe(422);
  });

  const statusWith = (headers: Record<string, string>, method = 'GET') =>
    new Promise<number | undefined>((resolve, reject) => {
      const ask = httpRequest(`${origin}/control/faults`, { method, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      ask.on('error', reject);
      ask.end();
    });
});
