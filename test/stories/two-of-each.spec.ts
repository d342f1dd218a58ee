import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.stop());

it('two engines and two pollers change nothing in what is told', async () => {
  await world.startRole('alerting', 'alerting-2');
  await world.startRole('poller', 'poller-2');
  const unitId = await world.unit('Tổ tự quản số 2', 'group');
  const path = await world.webhookTarget(unitId);
  const camera = await world.registerCamera(unitId);
  const [light, controller] = await world.registerLight(unitId, { latitude: 21.09 });
  await world.settle(controller.connect());
  await world.live([controller], 3 * MINUTE);
  expect([await world.healthOf(light), await world.healthOf(camera)]).toEqual(['online', 'online']);

  controller.cut();
  await world.cameras.setWire(camera.camera, 'refuse');
  await world.advance(10 * MINUTE);
  const told = world
    .messagesTo(path)
    .flatMap((message) => message.body.data.incident?.devices.map(({ id }) => id) ?? []);
  expect(told.sort()).toEqual([light.device.id, camera.device.id].sort());

  await world.cameras.setWire(camera.camera, 'normal');
  await world.settle(controller.connect());
  await world.live([controller], 5 * MINUTE);
  const types = world.messagesTo(path).map((message) => message.body.type);
  expect(types.filter((type) => type === 'incident.resolved').length).toBeGreaterThan(0);
  const recovered = world
    .messagesTo(path)
    .filter((message) => message.body.type === 'incident.resolved')
    .flatMap((message) => message.body.data.incident?.devices.map(({ id }) => id) ?? []);
  expect(recovered.sort()).toEqual([light.device.id, camera.device.id].sort());
  expect(new Set(world.receiver.messages.map((message) => message.webhookId)).size).toBe(
    world.receiver.messages.length,
  );
});
