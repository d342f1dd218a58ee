import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MqttDevice } from '../harness/mqtt-device.ts';
import { type Registered, STORY_LIMIT_MS, World } from '../harness/world.ts';
import type { RoleName } from '../harness/role.ts';

jest.setTimeout(STORY_LIMIT_MS);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const FLEET = 500;
const DYING = 5;

interface Incident {
  readonly deviceIds: readonly string[];
  readonly startedAt: string;
}

describe('we were away', () => {
  let world: World;
  let unitId: string;
  let path: string;

  beforeEach(async () => {
    world = await World.start();
    unitId = await world.unit('Thôn Tháp Thượng', 'village');
    path = await world.webhookTarget(unitId);
  });
  afterEach(() => world.stop());

  async function lights(count: number): Promise<[Registered, MqttDevice][]> {
    const all: [Registered, MqttDevice][] = [];
    for (let index = 0; index < count; index += 1) {
      const place = { name: `Đèn ${index + 1}`, latitude: 21.07 + index * 1e-4, landmark: `cột ${index + 1}` };
      all.push(await world.registerLight(unitId, place));
    }
    await world.connect(controllersOf(all));
    await world.live(controllersOf(all), 2 * MINUTE);
    return all;
  }
  const controllersOf = (fleet: readonly [Registered, MqttDevice][]) => fleet.map(([, controller]) => controller);

  async function away(roles: readonly RoleName[], minutes: number): Promise<void> {
    for (const role of roles) await world.stopRole(role);
    await world.advance(minutes * MINUTE);
    for (const role of [...roles].reverse()) await world.startRole(role);
  }

  /** Exactly these devices have an incident, which began at their last contact, and were told once. */
  async function expectTold(died: readonly Registered[], lastContactAt: number): Promise<void> {
    const incidents = await world.admin.get<{ items: Incident[] }>(`/incidents?unitId=${unitId}&limit=200`);
    const told = incidents.items.flatMap((incident) => incident.deviceIds);
    expect(told.sort()).toEqual(died.map((registered) => registered.device.id).sort());
    for (const incident of incidents.items) {
      expect(Math.abs(Date.parse(incident.startedAt) - lastContactAt)).toBeLessThan(5 * SECOND);
    }
    const devices = world.messagesTo(path).flatMap((message) => message.body.data.incident?.devices ?? []);
    expect(devices.map((device) => device.id).sort()).toEqual(told);
    expect(new Set(world.receiver.messages.map((message) => message.body.type))).toEqual(new Set(['incident.opened']));
  }

  it.each([
    { roles: ['broker', 'poller', 'alerting', 'api'] as const, minutes: 5 },
    { roles: ['broker'] as const, minutes: 10 },
  ])(
    `with ${FLEET} lights alive, ${DYING} of which die in the gap: exactly those are told ($roles away for $minutes minutes)`,
    async ({ roles, minutes }) => {
      const fleet = await lights(FLEET);
      const lastContactAt = world.clock.now() - MINUTE;
      const [dying, alive] = [fleet.slice(0, DYING), fleet.slice(DYING)];
      for (const controller of controllersOf(fleet)) controller.cut();
      await away(roles, minutes);
      await world.connect(controllersOf(alive));
      await world.live(controllersOf(alive), 6 * MINUTE);
      await expectTold(
        dying.map(([registered]) => registered),
        lastContactAt,
      );
    },
  );

  it('only the poller away: cameras that die meanwhile are told, living ones are not', async () => {
    const cameras = [];
    for (let index = 0; index < 20; index += 1) {
      cameras.push(await world.registerCamera(unitId, { name: `Camera ${index}`, latitude: 21.08 + index * 1e-3 }));
    }
    await world.advance(3 * MINUTE);
    const leftAt = world.clock.now();
    await world.stopRole('poller');
    for (const camera of cameras.slice(0, 2)) await world.cameras.setWire(camera.camera, 'refuse');
    await world.advance(5 * MINUTE);
    await world.startRole('poller');
    await world.advance(6 * MINUTE);
    const incidents = await world.admin.get<{ items: Incident[] }>(`/incidents?unitId=${unitId}`);
    expect(incidents.items.flatMap((incident) => incident.deviceIds).sort()).toEqual(
      cameras
        .slice(0, 2)
        .map((camera) => camera.device.id)
        .sort(),
    );
    for (const incident of incidents.items) {
      const startedAt = Date.parse(incident.startedAt);
      expect(startedAt).toBeLessThanOrEqual(leftAt);
      expect(startedAt).toBeGreaterThan(leftAt - 70 * SECOND);
    }
  });
});
