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
    ...{ kind: 'wifi_hotspot', name: 'Wifi nhà văn hóa', landmark: 'nhà văn hóa', intervalSeconds: 900 },
  });
  const says = (facts: object) =>
    world.settle(router.heartbeat({ clients: 3, wanUp: true, dnsOk: true, temperature: 45, ...facts }));
  /** Two reports a quarter of an hour apart, and time for what follows. */
  const goesOn = async (facts: object) => {
    await says(facts);
    await world.advance(16 * MINUTE);
    await says(facts);
    await world.advance(4 * MINUTE);
  };
  await world.settle(router.connect());
  await says({ internetOk: true });
  await goesOn({ internetOk: false, dnsOk: false });
  const [opened, ...more] = world.messagesTo(path);
  expect(more).toEqual([]);
  expect(opened?.body.data.text.vi).toMatch(/Wifi nhà văn hóa .*bắt được wifi nhưng không vào được mạng từ 19h/);
  expect(opened?.body.data.text.vi).toContain('hỏi nhà mạng');
  const { faults } = await world.admin.get<{ faults: object[] }>(`/devices/${hotspot.device.id}/health`);
  expect(faults).toMatchObject([{ code: 'no_internet', evidence: { wanUp: true, internetOk: false, clients: 3 } }]);

  await goesOn({ internetOk: true });
  expect(world.messagesTo(path).map(({ body }) => body.type)).toEqual(['incident.opened', 'incident.resolved']);
  expect(world.messagesTo(path)[1]?.body.data.text.vi).toContain('đã vào mạng được');
});
