import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentState } from '#apps/poller';
import { CameraServer, SimulatedCamera, type SimulatedCameraOptions } from '#apps/simulator';
import { type Config, loadConfig, VirtualClock } from '#libs/runtime';
import { freePort } from './free-port.ts';
import { cloneDatabase, type TestDatabase } from './postgres.ts';
import { MqttDevice, type MqttCredentials } from './mqtt-device.ts';
import { RestClient } from './rest-client.ts';
import { Role, type RoleName, ROLES } from './role.ts';
import { type ReceivedMessage, WebhookReceiver } from './webhook-receiver.ts';

const SECOND = 1_000;
/** A story is many rounds of real work; its limit is for one that hangs, not for a slow machine. */
export const STORY_LIMIT_MS = 300_000;

/** Virtual time moves in steps; a loop that is due runs once a step. Doors' leases last 10 s, so no step may be longer. */
const STEP = 2 * SECOND;
const LONG_STEP = 5 * SECOND;
const LONG = 15 * 60 * SECOND;

export interface Registered {
  readonly device: { readonly id: string; readonly code: string; readonly name: string };
  readonly mqtt?: MqttCredentials;
}

export interface RegisteredCamera extends Registered {
  readonly camera: SimulatedCamera;
}

const TRIES = 20;

async function connectPatiently(device: MqttDevice, tried = 1): Promise<void> {
  try {
    await device.connect();
  } catch (error) {
    if (tried === TRIES || !String(error).includes('Server unavailable')) throw error;
    await connectPatiently(device, tried + 1);
  }
}

/**
 * The whole product in this process on a virtual clock: real PostgreSQL, real MQTT sockets, real SOAP, real HTTP. Only
 * time is pretended, and only `advance` moves it.
 */
export class World {
  readonly clock: VirtualClock;
  readonly receiver = new WebhookReceiver();
  readonly cameras: CameraServer;
  admin: RestClient;
  rootUnitId: string;
  readonly #roles = new Map<string, Role>();
  readonly #devices: MqttDevice[] = [];
  #cameraCount = 0;
  #pathCount = 0;

  private constructor(
    readonly config: Config,
    private readonly database: TestDatabase,
    startAt: number,
  ) {
    this.clock = new VirtualClock(startAt);
    this.cameras = new CameraServer(this.clock);
  }

  /**
   * @param at ISO time at which the story begins
   * @param env further settings
   * @param pooler the address of a pooler before the database with this address
   */
  static async start({
    at = '2026-11-21T19:00:00+07:00',
    roles = ROLES,
    env = {},
    pooler,
  }: {
    readonly at?: string;
    readonly roles?: readonly RoleName[];
    readonly env?: Record<string, string>;
    readonly pooler?: (databaseUrl: string) => string;
  } = {}): Promise<World> {
    const [database, http, mqtt] = await Promise.all([cloneDatabase(), freePort(), freePort()]);
    const config = loadConfig({
      HTTP_PORT: String(http),
      HTTP_HOST: '127.0.0.1',
      MQTT_PORT: String(mqtt),
      PUBLIC_URL: `http://127.0.0.1:${http}`,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'canh-world-')),
      DATABASE_URL: database.url,
      ...(pooler && { DATABASE_POOL_URL: pooler(database.url) }),
      OUTBOUND_ALLOW: '127.0.0.0/8',
      CAMERA_NETWORKS: '127.0.0.0/8',
      SECRET_KEY: randomBytes(32).toString('base64'),
      ADMIN_PASSWORD: 'mat-khau-quan-tri-2026',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      ...env,
    });
    const world = new World(config, database, Date.parse(at));
    await world.receiver.start();
    for (const role of roles) await world.startRole(role);
    world.admin = await RestClient.signIn(world.httpUrl, 'admin@canhthon.local', 'mat-khau-quan-tri-2026');
    const units = await world.admin.get<{ items: { id: string; parentId: string | null }[] }>('/units');
    world.rootUnitId = units.items.find((unit) => unit.parentId === null)?.id ?? '';
    await world.advance(SECOND);
    return world;
  }

  get httpUrl(): string {
    return `http://127.0.0.1:${this.config.http.port}`;
  }

  /** @param instance a second one of the same role gets another name */
  async startRole(name: RoleName, instance: string = name): Promise<void> {
    this.#roles.set(instance, await Role.start(name, this.config, this.clock));
  }

  /** An edge agent as another process would run it. `folder`: where it keeps what it learns. */
  async startAgent(agent: AgentState, folder: string, instance = 'edge'): Promise<void> {
    this.#roles.set(instance, await Role.startAgent(agent, folder, this.config, this.clock));
  }

  async stopRole(instance: string): Promise<void> {
    await this.#roles.get(instance)?.stop();
    this.#roles.delete(instance);
  }

  async stop(): Promise<void> {
    for (const device of this.#devices) device.cut();
    for (const instance of [...this.#roles.keys()].reverse()) await this.stopRole(instance);
    await this.cameras.stop();
    await this.receiver.stop();
    await this.database.drop();
    rmSync(this.config.dataDir, { recursive: true, force: true });
  }

  /** Moves time; every loop of every role that falls due on the way runs to its end. */
  async advance(ms: number): Promise<void> {
    const step = ms > LONG ? LONG_STEP : STEP;
    const until = this.clock.now() + ms;
    while (this.clock.now() < until) {
      this.clock.set(Math.min(this.clock.now() + step, until));
      for (const role of this.#roles.values()) await role.loops.advanceTo(this.clock, this.clock.now());
    }
  }

  /** Waits for real I/O that needs loops to run: lets a millisecond pass for sockets, five for the loops, until done. */
  async settle<Result>(work: Promise<Result>): Promise<Result> {
    let done = false;
    const finished = work.finally(() => (done = true));
    finished.catch(() => undefined);
    while (!done) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      await this.advance(5);
    }
    return finished;
  }

  /** Connects as a controller in the field does: refused because the door is not ready yet, it tries again. */
  async connect(devices: readonly MqttDevice[]): Promise<void> {
    await this.settle(Promise.all(devices.map((device) => connectPatiently(device))));
  }

  async unit(name: string, kind = 'group', parentId = this.rootUnitId): Promise<string> {
    return (await this.admin.post<{ id: string }>('/units', { kind, name, parentId })).id;
  }

  /** A webhook target of a unit; returns its path at the receiver. */
  async webhookTarget(unitId: string, more: Record<string, unknown> = {}): Promise<string> {
    const path = `/target-${(this.#pathCount += 1)}`;
    const url = this.receiver.urlOf(path);
    const target = await this.admin.post<{ secret: string }>('/targets', {
      unitId,
      channel: 'webhook',
      name: `Kênh ${path}`,
      address: { url },
      ...more,
    });
    this.receiver.expectSecret(path, target.secret);
    return path;
  }

  async registerLight(unitId: string, more: Record<string, unknown> = {}): Promise<[Registered, MqttDevice]> {
    const registered = await this.admin.post<Registered>('/devices', {
      kind: 'solar_light',
      unitId,
      name: 'Đèn cổng làng',
      landmark: 'cổng làng, cạnh giếng',
      latitude: 21.0785,
      longitude: 105.6535,
      separatePlace: true,
      intervalSeconds: 60,
      ...more,
    });
    if (!registered.mqtt) throw new Error('no MQTT credentials were returned');
    const device = new MqttDevice(`mqtt://127.0.0.1:${this.config.mqtt.port}`, registered.device.id, registered.mqtt);
    this.#devices.push(device);
    return [registered, device];
  }

  /** @param simulated what the camera is like; `more`: what it is registered with */
  async registerCamera(
    unitId: string,
    more: Record<string, unknown> = {},
    simulated: Omit<SimulatedCameraOptions, 'address'> = {},
  ): Promise<RegisteredCamera> {
    this.#cameraCount += 1;
    const camera = new SimulatedCamera({
      ...simulated,
      address: `127.77.${this.#cameraCount >> 8}.${(this.#cameraCount & 255) + 1}`,
    });
    await this.cameras.add(camera);
    const registered = await this.admin.post<Registered>('/devices', {
      kind: 'camera',
      unitId,
      name: 'Camera ngã ba',
      landmark: 'ngã ba đầu thôn',
      latitude: 21.0786,
      longitude: 105.6536,
      separatePlace: true,
      onvif: { url: this.cameras.urlOf(camera), username: camera.username, password: camera.password },
      ...more,
    });
    return { ...registered, camera };
  }

  async healthOf(registered: Registered): Promise<string> {
    return (await this.admin.get<{ health: string }>(`/devices/${registered.device.id}`)).health;
  }

  /** Lets these devices report every `everySeconds` while `ms` of time pass. */
  async live(devices: readonly MqttDevice[], ms: number, everySeconds = 60): Promise<void> {
    const until = this.clock.now() + ms;
    while (this.clock.now() < until) {
      await this.settle(Promise.all(devices.map((device) => device.heartbeat())));
      await this.advance(Math.max(0, Math.min(everySeconds * SECOND, until - this.clock.now())));
    }
  }

  messagesTo(path: string): readonly ReceivedMessage[] {
    return this.receiver.messages.filter((message) => message.path === path);
  }
}
