import { randomBytes } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CameraLoginStore, Database, DatabaseModule, EdgeStore, newId } from '#libs/database';
import { cameraPasswordScope, type DeviceId, type DeviceNo, LOGIN_CLAIM, type UnitId } from '#libs/domain';
import { newOpeningKey, SecretBox } from '#libs/runtime';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { Registry, type RegistryDevice } from '../harness/registry.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;

/** A camera that goes from hand to hand: at no moment may two have the right to try its password. */
describe('the right to try a camera’s password, while it moves between our pollers and an agent', () => {
  const box = new SecretBox([randomBytes(32)]);
  let database: TestDatabase;
  let app: TestingModule;
  let registry: Registry;
  let unitId: UnitId;
  let agent: RegistryDevice;
  let hosts = 0;

  beforeAll(async () => {
    database = await cloneDatabase();
    app = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: database.url, poolSize: 4 })],
    }).compile();
    registry = await Registry.on(app, NOW);
    unitId = await registry.unit('group', 'Tổ 1', NOW);
    agent = await installAgent();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  async function installAgent(): Promise<RegistryDevice> {
    const made = await registry.device({ kind: 'edge_agent', unitId }, NOW);
    const key = Buffer.from(newOpeningKey().publicKey, 'base64');
    await app.get(Database).query('INSERT INTO edge_key VALUES ($1, $2)', [made.deviceNo, key]);
    return made;
  }
  async function install(uplinkDeviceId: DeviceId | null): Promise<RegistryDevice> {
    const id = newId<DeviceId>(NOW);
    const password = box.seal('mat-khau', cameraPasswordScope(id));
    const at = { scheme: 'http', host: `192.168.1.${(hosts += 1)}`, port: 80, path: '/onvif' } as const;
    return registry.device(
      { id, kind: 'camera', unitId, uplinkDeviceId, endpoint: { ...at, username: 'admin', password } },
      NOW,
    );
  }
  const moveTo = (camera: RegistryDevice, to: RegistryDevice | null, now: number) =>
    registry.change(camera.deviceId, { uplinkDeviceId: to?.deviceId ?? null }, now);
  const pollerTakes = async ({ deviceId }: RegistryDevice, now: number): Promise<boolean> =>
    (await app.get(CameraLoginStore).claim(deviceId, 1, now)).ours;
  const agentTakes = async ({ deviceNo }: RegistryDevice, now: number): Promise<boolean> => {
    const { cameras } = await app.get(EdgeStore).camerasFor(agent.deviceNo, now);
    return cameras.find((one) => one.deviceNo === deviceNo)?.granted != null;
  };
  const spent = async ({ deviceNo }: RegistryDevice): Promise<number[]> => {
    const rows = await app.get(Database).query<{ spent: number; network: DeviceNo }>(
      `SELECT t.spent FROM camera_tries t JOIN camera_endpoint e ON e.host = t.host JOIN device d ON d.id = e.device_id
       WHERE d.device_no = $1 ORDER BY t.network`,
      [deviceNo],
    );
    return rows.map((row) => row.spent);
  };

  it('is never with both, whoever asks in whichever moment of the move', async () => {
    const cameras: RegistryDevice[] = [];
    for (let index = 0; index < 12; index += 1) cameras.push(await install(index % 2 ? agent.deviceId : null));
    const holders: number[] = [];
    for (const [index, camera] of cameras.entries()) {
      const [, byPoller, byAgent] = await Promise.all([
        moveTo(camera, index % 2 ? null : agent, NOW),
        pollerTakes(camera, NOW),
        agentTakes(camera, NOW),
      ]);
      holders.push(Number(byPoller) + Number(byAgent));
    }
    expect(holders.filter((count) => count > 1)).toEqual([]);
    // Whoever had none before has none while the other's lasts.
    for (const camera of cameras) {
      const [poller, theAgent] = [await pollerTakes(camera, NOW), await agentTakes(camera, NOW)];
      expect(poller && theAgent).toBe(false);
    }
  });

  it('is only with whom the camera is registered, and passes on when it is over', async () => {
    const camera = await install(agent.deviceId);
    expect([await pollerTakes(camera, NOW), await agentTakes(camera, NOW)]).toEqual([false, true]);
    await moveTo(camera, null, NOW);
    // The agent's minute runs: its try may be under way.
    expect(await pollerTakes(camera, NOW + LOGIN_CLAIM - 1)).toBe(false);
    expect([await agentTakes(camera, NOW + LOGIN_CLAIM), await pollerTakes(camera, NOW + LOGIN_CLAIM)]).toEqual([
      false,
      true,
    ]);
  });

  it('is counted on by the next one: three at once, whoever made them', async () => {
    const camera = await install(null);
    expect(await pollerTakes(camera, NOW)).toBe(true);
    await moveTo(camera, agent, NOW + 2 * MINUTE);
    expect(await agentTakes(camera, NOW + 2 * MINUTE)).toBe(true);
    await moveTo(camera, null, NOW + 4 * MINUTE);
    expect(await pollerTakes(camera, NOW + 4 * MINUTE)).toBe(true);
    await moveTo(camera, agent, NOW + 6 * MINUTE);
    expect([await spent(camera), await agentTakes(camera, NOW + 6 * MINUTE)]).toEqual([[3, 3], false]);
    expect(await agentTakes(camera, NOW + 35 * MINUTE)).toBe(true);
    await moveTo(camera, null, NOW + 40 * MINUTE);
    expect(await pollerTakes(camera, NOW + 50 * MINUTE)).toBe(false);
  });
});
