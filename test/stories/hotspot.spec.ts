import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const MINUTE = 60_000;

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.stop());

it('a hotspot that lets phones connect but has no internet: the village is told once, and once when it is over', async () => {
  const unitId = await world.unit('Thôn Tháp Thượng', 'village');
  const path = await world.webhookTarget(unitId);
  const [hotspot, router] = await world.registerLight(unitId, {
    ...{ kind: 'wifi_hotspot', name: 'Wifi nhà văn hóa', landmark: 'nhà văn hóa', intervalSeconds: 120 },
  });
  const live = async (minutes: number, facts: object) => {
    for (let minute = 0; minute < minutes; minute += 2) {
      await world.settle(router.heartbeat({ clients: 3, wanUp: true, dnsOk: true, temperature: 45, ...facts }));
      await world.advance(2 * MINUTE);
    }
  };
  await world.settle(router.connect());
  await live(6, { internetOk: true });
  expect(world.messagesTo(path)).toEqual([]);

  await live(20, { internetOk: false, dnsOk: false });
  const [opened, ...more] = world.messagesTo(path);
  expect(more).toEqual([]);
  expect(opened?.body.data.text.vi).toMatch(/Wifi nhà văn hóa .*bắt được wifi nhưng không vào được mạng từ 19h/);
  expect(opened?.body.data.text.vi).toContain('hỏi nhà mạng');
  const { faults } = await world.admin.get<{ faults: object[] }>(`/devices/${hotspot.device.id}/health`);
  expect(faults).toMatchObject([{ code: 'no_internet', evidence: { wanUp: true, internetOk: false, clients: 3 } }]);

  await live(20, { internetOk: true });
  expect(world.messagesTo(path).map(({ body }) => body.type)).toEqual(['incident.opened', 'incident.resolved']);
  expect(world.messagesTo(path)[1]?.body.data.text.vi).toContain('đã vào mạng được');
});
