import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import mqtt, { type MqttClient } from 'mqtt';
import { Client } from 'pg';
import { CameraServer, SimulatedCamera } from '#apps/simulator';
import { RoleProcess } from '../harness/compose.ts';
import { freePort } from '../harness/free-port.ts';
import type { MqttCredentials } from '../harness/mqtt-device.ts';
import { RestClient } from '../harness/rest-client.ts';
import { WebhookReceiver } from '../harness/webhook-receiver.ts';

const ROLES = ['broker', 'poller', 'alerting', 'api'] as const;
type RoleName = (typeof ROLES)[number];

const PASSWORD = 'mat-khau-quan-tri-2026';
/** A group of villagers has a lamp at each door and a camera, and is told for itself. */
const GROUPS = 12;
const HEARTBEAT_EVERY_MS = 2_000;
const PATIENCE_SECONDS = 15;

interface Light {
  readonly id: string;
  readonly credentials: MqttCredentials;
  readonly client: MqttClient;
  isTalking: boolean;
}

interface Group {
  readonly lights: readonly [Light, Light];
  readonly cameraId: string;
  readonly camera: SimulatedCamera;
}

/** Two processes of every role on one database, with lamps that talk, cameras that answer, and groups that are told. */
export class TwoOfEach {
  readonly roles: Record<RoleName, RoleProcess[]> = { broker: [], poller: [], alerting: [], api: [] };
  readonly groups: Group[] = [];
  /** `deviceId seq` of every heartbeat that was acknowledged. */
  readonly acknowledged = new Set<string>();
  readonly receiver = new WebhookReceiver();
  readonly #cameras = new CameraServer({ now: () => Date.now() });
  readonly #ports: number[] = [];
  readonly #env: Readonly<Record<string, string>>;
  #seq = 0;
  #talking: NodeJS.Timeout | undefined;

  constructor(private readonly databaseUrl: string) {
    this.#env = {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: randomBytes(32).toString('base64'),
      ADMIN_PASSWORD: PASSWORD,
      OUTBOUND_ALLOW: '127.0.0.0/8',
      CAMERA_NETWORKS: '127.0.0.0/8',
      LOG_LEVEL: 'info',
    };
  }

  async start(): Promise<void> {
    await this.receiver.start();
    this.#ports.push(await freePort(), await freePort());
    for (const role of ROLES) for (const place of [0, 1]) await this.run(role, place);
    const admin = await RestClient.signIn(this.roles.api[0]?.httpUrl ?? '', 'admin@canhthon.local', PASSWORD);
    const { items } = await admin.get<{ items: { id: string; parentId: string | null }[] }>('/units');
    const rootId = items.find(({ parentId }) => parentId === null)?.id;
    await admin.put(`/units/${rootId}/policy`, { groupWaitSeconds: 0 });
    for (let index = 0; index < GROUPS; index += 1) this.groups.push(await this.#found(admin, rootId, index));
    this.#talking = setInterval(() => this.#talk(), HEARTBEAT_EVERY_MS);
    this.#talk();
  }

  /** What a service manager does: the same program at the same place. */
  async run(role: RoleName, place: number): Promise<void> {
    const port = role === 'broker' ? { MQTT_PORT: String(this.#ports[place]) } : {};
    this.roles[role][place] = await RoleProcess.start(role, { ...this.#env, ...port });
  }

  /** At once, without a word; what was connected to it goes on at the other one. */
  async kill(role: RoleName, place: number): Promise<void> {
    const child = this.roles[role][place]?.child;
    if (child === undefined) throw new Error(`there is no ${role} ${place}`);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  silenceLight(group: number, place: 0 | 1): string {
    const light = this.#group(group).lights[place];
    light.isTalking = false;
    light.client.options.reconnectPeriod = 0;
    light.client.stream.destroy();
    return light.id;
  }

  async silenceCamera(group: number): Promise<string> {
    await this.#cameras.setWire(this.#group(group).camera, 'refuse');
    return this.#group(group).cameraId;
  }

  async reviveAll(): Promise<void> {
    for (const { lights, camera } of this.groups) {
      await this.#cameras.setWire(camera, 'normal');
      for (const light of lights) {
        if (light.isTalking) continue;
        light.isTalking = true;
        light.client.options.reconnectPeriod = 500;
        light.client.reconnect();
      }
    }
  }

  /** Messages of this type that name the device; the same message sent again counts once. */
  told(type: 'incident.opened' | 'incident.resolved', deviceId: string): number {
    const ids = this.receiver.messages
      .filter(({ body }) => body.type === type && body.data.incident?.devices.some(({ id }) => id === deviceId))
      .map(({ webhookId }) => webhookId);
    return new Set(ids).size;
  }

  /** Acknowledged, and not in the database. */
  async lost(): Promise<string[]> {
    const rows = await this.rows<{ key: string }>(
      `SELECT d.id || ' ' || t.seq AS key FROM telemetry t JOIN device d USING (device_no)`,
    );
    const stored = new Set(rows.map(({ key }) => key));
    return [...this.acknowledged].filter((key) => !stored.has(key));
  }

  async rows<Row>(text: string): Promise<Row[]> {
    const client = new Client(this.databaseUrl);
    await client.connect();
    try {
      return (await client.query(text)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#talking);
    for (const { lights } of this.groups) for (const { client } of lights) client.end(true);
    for (const role of Object.values(this.roles)) for (const { child } of role) child.kill('SIGKILL');
    await this.#cameras.stop();
    await this.receiver.stop();
  }

  async #found(admin: RestClient, rootId: string | undefined, index: number): Promise<Group> {
    const village = await admin.post<{ id: string }>('/units', {
      ...{ kind: 'village', name: `Thôn ${index + 1}`, parentId: rootId },
    });
    const group = await admin.post<{ id: string }>('/units', {
      ...{ kind: 'group', name: `Tổ tự quản số ${index + 1}`, parentId: village.id },
    });
    const address = { url: this.receiver.urlOf(`/${index}`) };
    await admin.post('/targets', { unitId: group.id, channel: 'webhook', address });
    const place = { unitId: group.id, latitude: 21 + index / 50, longitude: 105.6, separatePlace: true };
    const patience = { intervalSeconds: 5, offlineAfterSeconds: PATIENCE_SECONDS };
    const light = async (door: 0 | 1): Promise<Light> => {
      const { device, mqtt: credentials } = await admin.post<{ device: { id: string }; mqtt: MqttCredentials }>(
        '/devices',
        { kind: 'solar_light', name: `Đèn ${index}.${door}`, ...place, ...patience },
      );
      return { id: device.id, credentials, client: this.#connect(credentials, door), isTalking: true };
    };
    const camera = new SimulatedCamera({ address: `127.30.0.${index + 1}`, username: 'admin', password: 'Thon-2026' });
    await this.#cameras.add(camera);
    const onvif = { url: this.#cameras.urlOf(camera), username: 'admin', password: 'Thon-2026' };
    const body = { kind: 'camera', name: `Camera ${index}`, ...place, ...patience, onvif };
    const registered = await admin.post<{ device: { id: string } }>('/devices', body);
    return { lights: [await light(0), await light(1)], cameraId: registered.device.id, camera };
  }

  /** Knows both doors, and begins with this one. */
  #connect({ clientId, username, password }: MqttCredentials, door: 0 | 1): MqttClient {
    const ports = door === 0 ? this.#ports : this.#ports.toReversed();
    const servers = ports.map((port) => ({ host: '127.0.0.1', port, protocol: 'mqtt' as const }));
    const client = mqtt.connect({ servers, clientId, username, password, reconnectPeriod: 500, keepalive: 60 });
    client.on('error', () => undefined); // A killed door; what was not acknowledged is not counted.
    return client;
  }

  #talk(): void {
    for (const { lights } of this.groups)
      for (const { id, client, credentials, isTalking } of lights) {
        if (!isTalking || !client.connected) continue;
        const seq = (this.#seq += 1);
        const payload = JSON.stringify({ bootId: 'boot-1', seq, batteryVoltage: 12.6, lampOn: true });
        client.publish(`${credentials.topicPrefix}heartbeat`, payload, { qos: 1 }, (error) => {
          if (!error) this.acknowledged.add(`${id} ${seq}`);
        });
      }
  }

  #group(index: number): Group {
    const group = this.groups[index];
    if (group === undefined) throw new Error(`there is no group ${index}`);
    return group;
  }
}
