import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CameraServer, SimulatedCamera } from '#apps/simulator';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildProduct, RoleProcess } from '../harness/compose.ts';
import { freePort } from '../harness/free-port.ts';
import { MqttDevice, type MqttCredentials } from '../harness/mqtt-device.ts';
import { treeOf } from '../bench/process-tree.ts';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { RestClient } from '../harness/rest-client.ts';
import { until } from '../harness/until.ts';
import { WebhookReceiver } from '../harness/webhook-receiver.ts';

const PASSWORD = 'mat-khau-quan-tri-2026';
/** Real seconds pass here: 15 s of silence, the engine's rounds, and a busy machine. */
const PATIENCE_MS = 90_000;

interface Registered {
  readonly device: { readonly id: string };
  readonly mqtt?: MqttCredentials;
}

describe('broker, poller, alerting and api as processes of their own', () => {
  const processes = new Map<string, RoleProcess>();
  const receiver = new WebhookReceiver();
  const cameras = new CameraServer({ now: () => Date.now() });
  let database: TestDatabase;
  let dataDir: string;
  let mqttPort: number;
  let admin: RestClient;
  let rootId: string;

  async function kill(name: string, signal: NodeJS.Signals): Promise<void> {
    await processes.get(name)?.stop(signal);
    processes.delete(name);
  }

  beforeAll(async () => {
    await buildProduct();
    database = await cloneDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'canh-processes-'));
    mqttPort = await freePort();
    const environment = {
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      SECRET_KEY: randomBytes(32).toString('base64'),
      OUTBOUND_ALLOW: '127.0.0.0/8',
      CAMERA_NETWORKS: '127.0.0.0/8',
      ADMIN_PASSWORD: PASSWORD,
    };
    const start = async (name: string, role: string, more: Record<string, string> = {}): Promise<RoleProcess> => {
      const started = await RoleProcess.start(role, { ...environment, ...more });
      processes.set(name, started);
      return started;
    };
    const [api] = await Promise.all([
      start('api', 'api'),
      start('broker', 'broker', { MQTT_PORT: String(mqttPort), MQTT_DOORS: '2' }),
      start('poller', 'poller'),
      start('poller-2', 'poller'),
      start('alerting', 'alerting'),
      start('alerting-2', 'alerting'),
    ]);
    admin = await RestClient.signIn(api.httpUrl, 'admin@canhthon.local', PASSWORD);
    await receiver.start();
    const { items } = await admin.get<{ items: { id: string }[] }>('/units');
    rootId = items[0]?.id ?? '';
  }, 2 * PATIENCE_MS);

  /** A group that is told at once, at a path of its own: each target has its own budget. */
  async function group(path: string): Promise<string> {
    const { id } = await admin.post<{ id: string }>('/units', { kind: 'group', name: 'Tổ tự quản', parentId: rootId });
    await admin.put(`/units/${id}/policy`, { groupWaitSeconds: 0 });
    const target = { unitId: id, channel: 'webhook', name: path, address: { url: receiver.urlOf(path) } };
    receiver.expectSecret(path, (await admin.post<{ secret: string }>('/targets', target)).secret);
    return id;
  }

  afterAll(async () => {
    await Promise.all([...processes.keys()].map((name) => kill(name, 'SIGTERM')));
    await cameras.stop();
    await receiver.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }, PATIENCE_MS);

  const place = {
    latitude: 21.0785,
    longitude: 105.6535,
    landmark: 'cổng làng',
    separatePlace: true,
    intervalSeconds: 5,
  };
  const healthOf = async ({ device }: Registered): Promise<string> =>
    (await admin.get<{ health: string }>(`/devices/${device.id}`)).health;
  const becomes = (registered: Registered, health: string): Promise<void> =>
    until(`the device is ${health}`, PATIENCE_MS, async () => (await healthOf(registered)) === health);
  const told = (registered: Registered): string[] =>
    receiver.messages
      .filter((message) => message.body.data.incident?.devices.some(({ id }) => id === registered.device.id))
      .map((message) => message.body.type);
  const isTold = (registered: Registered, ...types: string[]): Promise<void> =>
    until(`people are told ${types.join(', ')}`, 2 * PATIENCE_MS, () => told(registered).join() === types.join());

  it(
    'a light: online, suspect, offline, one signed message, and the recovery',
    async () => {
      const unitId = await group('/lights');
      const light = await admin.post<Registered>('/devices', { kind: 'solar_light', unitId, name: 'Đèn 1', ...place });
      if (!light.mqtt) throw new Error('no MQTT credentials were returned');
      const controller = new MqttDevice(`mqtt://127.0.0.1:${mqttPort}`, light.device.id, light.mqtt);
      await until('the broker takes the device', PATIENCE_MS, async () => {
        await controller.connect();
        return true;
      });
      await controller.heartbeat();
      await becomes(light, 'online');
      controller.cut();
      await becomes(light, 'offline');
      await isTold(light, 'incident.opened');
      await controller.connect();
      // It goes on speaking: its end is the second message within a minute, and waits for that to pass.
      await until('the recovery is told', 2 * PATIENCE_MS, async () => {
        await controller.heartbeat();
        return told(light).join() === 'incident.opened,incident.resolved';
      });
      expect(receiver.messages.every((message) => message.signatureValid)).toBe(true);
      controller.cut();
      await becomes(light, 'offline');
    },
    5 * PATIENCE_MS,
  );

  it(
    'a camera: stops answering and answers again; two pollers and two engines tell it once, also when one is killed',
    async () => {
      const unitId = await group('/cameras');
      const simulated = new SimulatedCamera({ address: '127.78.0.1' });
      await cameras.add(simulated);
      const { username, password } = simulated;
      const onvif = { url: cameras.urlOf(simulated), username, password };
      const camera = await admin.post<Registered>('/devices', {
        kind: 'camera',
        unitId,
        name: 'Cam 1',
        ...place,
        onvif,
      });
      await becomes(camera, 'online');
      await Promise.all([kill('poller', 'SIGKILL'), kill('alerting', 'SIGKILL')]);
      await cameras.setWire(simulated, 'refuse');
      await becomes(camera, 'offline');
      await isTold(camera, 'incident.opened');
      await cameras.setWire(simulated, 'normal');
      await isTold(camera, 'incident.opened', 'incident.resolved');
      expect(new Set(receiver.messages.map((message) => message.webhookId)).size).toBe(receiver.messages.length);
    },
    6 * PATIENCE_MS,
  );

  it(
    'two doors behind one port: one is killed, another is opened, and its devices are heard as before',
    async () => {
      const broker = processes.get('broker')?.child.pid ?? 0;
      const doors = () => treeOf([broker]).flatMap(({ pid, parent }) => (parent === broker ? pid : []));
      const before = doors();
      expect(before).toHaveLength(2);
      const unitId = await group('/doors');
      const controllers: MqttDevice[] = [];
      for (const name of ['Đèn 2', 'Đèn 3']) {
        const { device, mqtt } = await admin.post<Registered>('/devices', {
          kind: 'solar_light',
          unitId,
          name,
          ...place,
        });
        if (!mqtt) throw new Error('no MQTT credentials were returned');
        controllers.push(new MqttDevice(`mqtt://127.0.0.1:${mqttPort}`, device.id, mqtt));
      }
      const heard = async () => {
        for (const controller of controllers) {
          await until('a door takes the device', PATIENCE_MS, async () => {
            await controller.connect();
            return true;
          });
          await controller.heartbeat();
          controller.cut();
        }
      };
      await heard();
      process.kill(before[0] ?? 0, 'SIGKILL');
      await heard();
      await until('another door is opened', PATIENCE_MS, () => {
        const now = doors();
        return now.length === 2 && !now.includes(before[0] ?? 0);
      });
      await heard();
    },
    2 * PATIENCE_MS,
  );
});
