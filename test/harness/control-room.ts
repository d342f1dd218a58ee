import { randomBytes } from 'node:crypto';
import { Broker } from '#apps/broker';
import { type Config, loadConfig, Metrics, VirtualClock } from '#libs/runtime';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { Client } from 'pg';
import type { MqttCredentials } from './mqtt-device.ts';
import { freePort } from './free-port.ts';
import { cloneDatabase, type TestDatabase } from './postgres.ts';
import { RestClient } from './rest-client.ts';
import { Role, type RoleName } from './role.ts';

const PASSWORD = 'mat-khau-quan-tri-2026';
const TRIES = 200;

export interface Told {
  readonly commandId: string;
  readonly name: string;
  readonly arguments: Record<string, unknown>;
  readonly expiresAt: string;
}

/** A device that listens for commands and remembers them; it answers only when told to. */
export interface ListeningDevice {
  readonly client: MqttClient;
  readonly told: Told[];
  readonly closed: Promise<void>;
}

export interface Registered {
  readonly id: string;
  readonly mqtt: MqttCredentials;
}

/** The API and any number of brokers as applications of their own on one database; time moves only when told. */
export class ControlRoom {
  readonly clock = new VirtualClock(Date.parse('2026-11-21T12:00:00Z'));
  admin: RestClient;
  readonly sql: Client;
  readonly #roles = new Map<string, Role>();
  readonly #clients: MqttClient[] = [];

  private constructor(
    readonly config: Config,
    private readonly database: TestDatabase,
  ) {
    this.sql = new Client(database.url);
  }

  static async start(...roles: readonly RoleName[]): Promise<ControlRoom> {
    const [database, http] = await Promise.all([cloneDatabase(), freePort()]);
    const config = loadConfig({
      HTTP_PORT: String(http),
      HTTP_HOST: '127.0.0.1',
      MQTT_PORT: '0',
      MQTT_HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      SECRET_KEY: randomBytes(32).toString('base64'),
      ADMIN_PASSWORD: PASSWORD,
      LOG_LEVEL: 'silent',
    });
    const room = new ControlRoom(config, database);
    await room.sql.connect();
    for (const role of ['api', ...roles] as const) await room.open(role);
    room.admin = await room.signIn('admin@canhthon.local', PASSWORD);
    return room;
  }

  /** @param instance a second one of the same role gets another name */
  async open(role: RoleName, instance: string = role): Promise<void> {
    this.#roles.set(instance, await Role.start(role, this.config, this.clock));
    await this.advance(1_000);
  }

  async close(instance: string): Promise<void> {
    await this.#roles.get(instance)?.stop();
    this.#roles.delete(instance);
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) await client.endAsync(true);
    for (const instance of [...this.#roles.keys()].reverse()) await this.close(instance);
    await this.sql.end();
    await this.database.drop();
  }

  signIn(email: string, password: string): Promise<RestClient> {
    return RestClient.signIn(`http://127.0.0.1:${this.config.http.port}`, email, password);
  }

  mqttPort(instance = 'broker'): number {
    const role = this.#roles.get(instance);
    if (role === undefined) throw new Error(`no ${instance} is open`);
    const { port } = role.app.get(Broker);
    if (port === null) throw new Error('the door is an external broker');
    return port;
  }

  /** A counter of one role by its one label. */
  async figure(instance: string, name: string): Promise<Record<string, number>> {
    const metrics = this.#roles.get(instance)?.app.get(Metrics);
    const lines = (await metrics?.text())?.split('\n').filter((line) => line.startsWith(name)) ?? [];
    return Object.fromEntries(
      lines.map((line) => [/="(.*)"/.exec(line)?.[1] ?? '', Number(line.slice(line.lastIndexOf(' ')))] as const),
    );
  }

  async advance(ms: number): Promise<void> {
    const until = this.clock.now() + ms;
    while (this.clock.now() < until) {
      this.clock.set(Math.min(this.clock.now() + 1_000, until));
      for (const role of this.#roles.values()) await role.loops.advanceTo(this.clock, this.clock.now());
    }
  }

  /** Lets loops run and sockets speak, a little at a time, until it is so. */
  async until(what: string, condition: () => boolean | Promise<boolean>, stepMs = 20): Promise<void> {
    for (let tried = 0; tried < TRIES; tried += 1) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
      await this.advance(stepMs);
    }
    throw new Error(`Waited in vain: ${what}`);
  }

  async register(kind = 'solar_light', more: object = {}): Promise<Registered> {
    const { items } = await this.admin.get<{ items: { id: string }[] }>('/units');
    const place = { unitId: items[0]?.id, latitude: 21.09, longitude: 105.66, separatePlace: true };
    const body = { kind, name: 'Đèn cổng đình', ...place, ...more };
    const made = await this.admin.post<{ device: { id: string }; mqtt: MqttCredentials }>('/devices', body);
    return { id: made.device.id, mqtt: made.mqtt };
  }

  async connect({ mqtt }: Registered, instance = 'broker', options: IClientOptions = {}): Promise<ListeningDevice> {
    const { clientId, username, password } = mqtt;
    const login = { clientId, username, password, reconnectPeriod: 0, ...options };
    const client = await connectAsync(`mqtt://127.0.0.1:${this.mqttPort(instance)}`, login);
    this.#clients.push(client);
    const told: Told[] = [];
    client.on('message', (_topic, payload) => told.push(JSON.parse(payload.toString()) as Told));
    return { client, told, closed: new Promise((resolve) => client.once('close', () => resolve())) };
  }

  async listen(device: Registered, instance = 'broker'): Promise<ListeningDevice> {
    const connected = await this.connect(device, instance);
    await connected.client.subscribeAsync(`${device.mqtt.topicPrefix}commands`, { qos: 1 });
    return connected;
  }
}
