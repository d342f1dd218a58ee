import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MqttDevice } from '../harness/mqtt-device.ts';
import { type Registered, type RegisteredCamera, STORY_LIMIT_MS, World } from '../harness/world.ts';

jest.setTimeout(STORY_LIMIT_MS);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Incident {
  readonly deviceIds: readonly string[];
  readonly openedAt: string;
}

describe('our own time goes wrong', () => {
  let world: World;
  let unitId: string;
  let path: string;
  let lights: [Registered, MqttDevice][];
  let cameras: RegisteredCamera[];

  beforeEach(async () => {
    world = await World.start();
    unitId = await world.unit('Thôn Tháp Thượng', 'village');
    await world.admin.put(`/units/${unitId}/policy`, { groupWaitSeconds: 0 });
    path = await world.webhookTarget(unitId);
    lights = [];
    cameras = [];
    for (let index = 0; index < 4; index += 1) {
      lights.push(await world.registerLight(unitId, { name: `Đèn ${index}`, latitude: 21.07 + index * 1e-3 }));
      cameras.push(await world.registerCamera(unitId, { name: `Camera ${index}`, latitude: 21.09 + index * 1e-3 }));
    }
    await world.connect(lights.map(([, controller]) => controller));
    await live(3 * MINUTE);
    expect(await healths()).toEqual(Array(8).fill('online'));
  });
  afterEach(() => world.stop());

  const live = (ms: number, from = 0) =>
    world.live(
      lights.slice(from).map(([, controller]) => controller),
      ms,
      30,
    );
  const healths = () => Promise.all([...lights.map(([light]) => light), ...cameras].map((one) => world.healthOf(one)));
  const told = () =>
    world
      .messagesTo(path)
      .flatMap(({ body }) => body.data.incident?.devices.map((device) => `${body.type} ${device.name}`) ?? [])
      .sort();

  /** The first light and the first camera fail at this very moment. */
  async function fail(): Promise<Set<string>> {
    lights[0]?.[1].cut();
    await world.cameras.setWire(cameras[0]!.camera, 'refuse');
    return new Set([lights[0]![0].device.id, cameras[0]!.device.id]);
  }

  it.each([
    { name: 'is set back three hours', by: -3 * HOUR },
    { name: 'jumps ahead three hours', by: 3 * HOUR },
  ])('the clock $name: nobody living is called dead, whoever died is found by its deadline', async ({ by }) => {
    world.clock.advance(by);
    const dead = await fail();
    const steppedAt = world.clock.now();
    await live(5 * MINUTE, 1);
    const { items } = await world.admin.get<{ items: Incident[] }>(`/incidents?unitId=${unitId}`);
    expect(new Set(items.flatMap((incident) => incident.deviceIds))).toEqual(dead);
    for (const incident of items) {
      const late = Date.parse(incident.openedAt) - steppedAt;
      // Three missed reports from the moment we listen again, and half a minute.
      expect(late).toBeLessThanOrEqual(3 * MINUTE + 30 * SECOND);
    }
    expect(told()).toEqual(['incident.opened Camera 0', 'incident.opened Đèn 0']);
    await world.cameras.setWire(cameras[0]!.camera, 'normal');
    await world.connect([lights[0]![1]]);
    await live(2 * MINUTE);
    expect(await healths()).toEqual(Array(8).fill('online'));
    expect(told().slice(2)).toEqual(['incident.resolved Camera 0', 'incident.resolved Đèn 0']);
  });

  it('we stand still for ninety seconds: nobody living is called dead, whoever died is found', async () => {
    const dead = await fail();
    world.clock.advance(90 * SECOND);
    await live(5 * MINUTE, 1);
    const { items } = await world.admin.get<{ items: Incident[] }>(`/incidents?unitId=${unitId}`);
    expect(new Set(items.flatMap((incident) => incident.deviceIds))).toEqual(dead);
    expect(told()).toEqual(['incident.opened Camera 0', 'incident.opened Đèn 0']);
  });
});
