import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a solar light of group 5', () => {
  let world: World;
  let unitId: string;
  let path: string;

  beforeEach(async () => {
    world = await World.start();
    const village = await world.unit('Thôn Tháp Thượng', 'village');
    unitId = await world.unit('Tổ tự quản số 5', 'group', village);
    path = await world.webhookTarget(unitId);
  });
  afterEach(() => world.stop());

  it('falls silent: the group is told once, in Vietnamese, what, where and since when; and once when it is back', async () => {
    const [light, controller] = await world.registerLight(unitId, { intervalSeconds: 5 });
    expect(await world.healthOf(light)).toBe('never_seen');

    await world.settle(controller.connect());
    await world.live([controller], 20 * SECOND, 5);
    expect(await world.healthOf(light)).toBe('online');

    controller.cut();
    await world.advance(8 * SECOND);
    expect(await world.healthOf(light)).toBe('suspect');
    await world.advance(12 * SECOND);
    expect(await world.healthOf(light)).toBe('offline');
    expect(world.receiver.messages).toEqual([]);

    await world.advance(70 * SECOND);
    expect(world.messagesTo(path)).toHaveLength(1);
    const [opened] = world.messagesTo(path);
    expect(opened).toMatchObject({
      signatureValid: true,
      body: {
        type: 'incident.opened',
        data: {
          incident: {
            cause: 'device',
            unit: { id: unitId, name: 'Tổ tự quản số 5' },
            devices: [{ id: light.device.id, code: light.device.code, name: 'Đèn cổng làng' }],
          },
        },
      },
    });
    expect(opened?.body.data.text.vi).toContain('Đèn cổng làng');
    expect(opened?.body.data.text.vi).toContain('cổng làng, cạnh giếng');
    expect(opened?.body.data.text.vi).toContain('19h00');
    expect(opened?.body.data.text.vi.length).toBeLessThanOrEqual(400);
    expect(opened?.body.data.text.vi).toBe(opened?.body.data.text.vi.normalize('NFC'));

    await world.advance(2 * 60 * MINUTE);
    expect(world.receiver.messages).toHaveLength(1);

    await world.settle(controller.connect());
    await world.live([controller], 2 * MINUTE, 5);
    expect(await world.healthOf(light)).toBe('online');
    expect(world.messagesTo(path).map((message) => message.body.type)).toEqual([
      'incident.opened',
      'incident.resolved',
    ]);
    expect(world.messagesTo(path)[1]?.body.data.text.vi).toMatch(/2 giờ/);
    expect(world.receiver.messages).toHaveLength(2);
  });

  it('back within the group wait: nobody is told, and the reason is kept', async () => {
    const [, controller] = await world.registerLight(unitId, { intervalSeconds: 5 });
    await world.settle(controller.connect());
    await world.live([controller], 10 * SECOND, 5);
    controller.cut();
    await world.advance(30 * SECOND);
    await world.settle(controller.connect());
    await world.live([controller], 3 * MINUTE, 5);
    expect(world.receiver.messages).toEqual([]);
    const incidents = await world.admin.get<{ items: { state: string }[] }>(
      `/incidents?unitId=${unitId}&state=resolved`,
    );
    expect(incidents.items).toHaveLength(1);
    const notifications = await world.admin.get<{ items: { state: string; reason: string }[] }>('/notifications');
    expect(notifications.items).toMatchObject([{ state: 'suppressed', reason: 'healed_within_group_wait' }]);
  });

  it('talks, but does not shine at night: the group is told within 45 minutes, and the page has the numbers', async () => {
    const [light, controller] = await world.registerLight(unitId, { intervalSeconds: 600 });
    await world.settle(controller.connect());
    for (let minute = 0; minute < 40; minute += 10) {
      await world.settle(controller.heartbeat({ batteryVoltage: 12.6, lampOn: true, lampCurrent: 0 }));
      await world.advance(10 * MINUTE);
    }
    const [dark, ...more] = world.messagesTo(path);
    expect(more).toEqual([]);
    expect(dark?.body.data.text.vi).toMatch(/Đèn cổng làng .*trời tối mà không sáng từ 19h/);
    const { faults } = await world.admin.get<{ faults: object[] }>(`/devices/${light.device.id}/health`);
    expect(faults).toMatchObject([{ code: 'lamp_failure', evidence: { lampWatts: 0, lampOn: true } }]);
  });

  it('spares its battery and says so: reporting less often is no outage, silence beyond what it announced is', async () => {
    const [light, controller] = await world.registerLight(unitId, { intervalSeconds: 20 });
    await world.settle(controller.connect());
    await world.settle(controller.publishRaw('birth', JSON.stringify({ bootId: 'boot-1', intervalSeconds: 60 })));
    await world.settle(controller.heartbeat({ batteryVoltage: 11.9, lampCurrent: 0.4 }));
    // Its own deadline was a minute; three of the announced intervals are three.
    await world.advance(85 * SECOND);
    expect(await world.healthOf(light)).toBe('online');
    await world.advance(60 * SECOND);
    expect(await world.healthOf(light)).toBe('suspect');
    await world.advance(60 * SECOND);
    expect(await world.healthOf(light)).toBe('offline');
  });

  it('never connected: nothing is said about it', async () => {
    await world.registerLight(unitId, { intervalSeconds: 5 });
    await world.advance(10 * MINUTE);
    expect(world.receiver.messages).toEqual([]);
  });

  it('taken by one tap: the incident says who goes, and the message is not repeated', async () => {
    const [, controller] = await world.registerLight(unitId, { intervalSeconds: 5 });
    await world.settle(controller.connect());
    await world.live([controller], 10 * SECOND, 5);
    controller.cut();
    await world.advance(3 * MINUTE);
    const [message] = world.messagesTo(path);
    const token = /\/a\/([\w-]+)/.exec(message?.body.data.text.vi ?? '')?.[1];
    expect(token).toBeDefined();

    const before = await fetch(`${world.httpUrl}/api/v1/ack/${token}`);
    expect(before.status).toBe(200);
    const id = message?.body.data.incident?.id;
    expect(await world.admin.get(`/incidents/${id}`)).toMatchObject({ state: 'open' });

    const answer = await fetch(`${world.httpUrl}/api/v1/ack/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ông Hùng' }),
    });
    expect(answer.status).toBeLessThan(300);
    expect(await world.admin.get(`/incidents/${id}`)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: { name: 'Ông Hùng' },
    });
    await world.advance(30 * MINUTE);
    expect(world.receiver.messages.map(({ body }) => body.type)).toEqual(['incident.opened', 'incident.acknowledged']);
  });
});
