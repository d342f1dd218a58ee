import { randomBytes } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { PollerModule, PROBE_DEADLINE } from '#apps/poller';
import { CameraServer, SimulatedCamera, type SimulatedCameraOptions } from '#apps/simulator';
import { Database, DatabaseModule, newId, recordSilences } from '#libs/database';
import { cameraPasswordScope, type DeviceId, type DeviceNo, operationPasswordScope, type UnitId } from '#libs/domain';
import { createLogger, loadConfig, LoopRegistry, RuntimeModule, SecretBox, VirtualClock } from '#libs/runtime';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { Registry, type RegistryDevice } from '../harness/registry.ts';

/** Pollers take turns, and the engine looks, once in this many virtual milliseconds. */
const STEP_MS = 1_000;

export interface Registered extends RegistryDevice {
  readonly camera: SimulatedCamera;
}

interface Health {
  readonly connectivity: string;
  readonly faults: readonly string[];
}

/** Pollers on a virtual clock, real PostgreSQL, simulated cameras over real HTTP; the engine's look is played here. */
export class PolledVillage {
  readonly clock = new VirtualClock(Date.UTC(2026, 10, 21, 12));
  readonly server = new CameraServer(this.clock);
  readonly box = new SecretBox([randomBytes(32)]);
  readonly #pollers = new Map<string, TestingModule>();
  #hosts = 0;

  private constructor(
    private readonly testDatabase: TestDatabase,
    private readonly stores: TestingModule,
    private readonly registry: Registry,
    private readonly unitId: UnitId,
  ) {}

  static async start(): Promise<PolledVillage> {
    const testDatabase = await cloneDatabase();
    const stores = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ url: testDatabase.url, poolSize: 2 })],
    }).compile();
    const registry = await Registry.on(stores, 0);
    return new PolledVillage(testDatabase, stores, registry, await registry.unit('group', 'Tổ 1', 0));
  }

  get database(): Database {
    return this.stores.get(Database);
  }

  /** @param probeDeadlineMs real time; short ones keep stories with hanging cameras short */
  async startPoller(name = 'poller', probeDeadlineMs = 4_500): Promise<void> {
    const config = loadConfig({ CAMERA_NETWORKS: '127.0.0.0/8', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' });
    const module = await Test.createTestingModule({
      imports: [
        RuntimeModule.forRoot({
          config,
          clock: this.clock,
          logger: createLogger(config),
          drive: 'by-hand',
          secretBox: this.box,
        }),
        DatabaseModule.forRoot({ url: this.testDatabase.url, poolSize: 4 }),
        PollerModule,
      ],
    })
      .overrideProvider(PROBE_DEADLINE)
      .useValue(probeDeadlineMs)
      .compile();
    await module.init();
    this.#pollers.set(name, module);
  }

  async stopPoller(name = 'poller'): Promise<void> {
    await this.#pollers.get(name)?.close();
    this.#pollers.delete(name);
  }

  /** The process is gone without a word: it neither polls nor gives its blocks back. */
  forgetPoller(name: string): TestingModule | undefined {
    const module = this.#pollers.get(name);
    this.#pollers.delete(name);
    return module;
  }

  /** A camera that stands there and is registered with the password it has. */
  async install(options: Partial<SimulatedCameraOptions> = {}): Promise<Registered> {
    this.#hosts += 1;
    const lockout = { kind: 'silent', tries: 5, lockMinutes: 30 } as const;
    const camera = new SimulatedCamera({ address: `127.23.0.${this.#hosts}`, lockout, ...options });
    await this.server.add(camera);
    return { camera, ...(await this.#register(camera)) };
  }

  /** One more device at the same machine, as a further channel of a recorder. */
  async registerAgain({ camera }: Registered): Promise<Registered> {
    return { camera, ...(await this.#register(camera)) };
  }

  async #register(camera: SimulatedCamera): Promise<RegistryDevice> {
    const id = newId<DeviceId>(this.clock.now());
    const { address: host, username } = camera;
    const door = camera.onvif
      ? ({ scheme: 'http', path: '/onvif/device_service' } as const)
      : ({ scheme: 'rtsp', path: '/stream/main' } as const);
    const at = { ...door, host, port: this.server.port };
    const endpoint = { ...at, username, password: this.#sealed(camera, id) };
    return this.registry.device({ id, kind: 'camera', unitId: this.unitId, endpoint }, this.clock.now());
  }

  #sealed(camera: SimulatedCamera, id: DeviceId) {
    return this.box.seal(camera.password, cameraPasswordScope(id));
  }

  /** The installer types the password that the camera has now. */
  async correctPassword({ camera, deviceId }: Registered): Promise<void> {
    const endpoint = { password: this.#sealed(camera, deviceId) };
    await this.registry.change(deviceId, { endpoint }, this.clock.now());
  }

  /** The installer asks what stands there, with this password; a poller answers within seconds. Returns the operation. */
  async identify({ camera }: Registered, password: string): Promise<string> {
    const id = newId(this.clock.now());
    const sealed = this.box.seal(password, operationPasswordScope(id));
    const request = {
      url: this.server.urlOf(camera),
      username: camera.username,
      password: { keyId: sealed.keyId, ciphertext: sealed.ciphertext.toString('base64') },
    };
    await this.database.query(
      `INSERT INTO operation (id, kind, unit_id, request, created_at, updated_at)
       SELECT $1, 'camera_identify', id, $2, $3, $3 FROM unit WHERE kind = 'group'`,
      [id, request, new Date(this.clock.now())],
    );
    return id;
  }

  /** Moves time; every loop of every poller that falls due runs to its end, and proposals are looked at. */
  async advance(seconds: number): Promise<void> {
    const until = this.clock.now() + seconds * 1000;
    while (this.clock.now() < until) {
      const next = this.clock.now() + STEP_MS;
      for (const module of this.#pollers.values()) await module.get(LoopRegistry).advanceTo(this.clock, next);
      this.clock.set(next);
      await this.#engineLooks();
    }
  }

  async #engineLooks(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const rows = await tx.query<{ device_no: DeviceNo }>('DELETE FROM silence_candidate RETURNING device_no');
      const deviceNos = rows.map((row) => row.device_no);
      if (deviceNos.length > 0) await recordSilences(tx, deviceNos, null, this.clock.now());
    });
  }

  /** How often a loop of any poller failed. */
  failures(): number {
    const loops = [
      'poller-lease',
      'poller-changes',
      'poller-visits',
      'poller-silence',
      'poller-deep',
      'poller-operations',
    ];
    return [...this.#pollers.values()]
      .flatMap((module) => loops.map((name) => module.get(LoopRegistry).failuresOf(name)))
      .reduce((sum, count) => sum + count, 0);
  }

  async health({ deviceNo }: Registered): Promise<Health> {
    const [row] = await this.database.query<Health>(
      `SELECT connectivity, ARRAY(SELECT code FROM device_fault f WHERE f.device_no = h.device_no ORDER BY code) AS faults
       FROM device_health h WHERE device_no = $1`,
      [deviceNo],
    );
    if (!row) throw new Error('the camera has no health');
    return row;
  }

  /** Every change of what is held true, oldest first: `online`, `suspect`, `auth_failed on` … */
  async story({ deviceNo }: Registered): Promise<string[]> {
    const rows = await this.database.query<{ kind: string; to_value: string | null; fault_code: string | null }>(
      'SELECT kind, to_value, fault_code FROM transition WHERE device_no = $1 ORDER BY known_at, kind, id',
      [deviceNo],
    );
    return rows.map((row) =>
      row.kind === 'connectivity' ? `${row.to_value}` : `${row.fault_code} ${row.kind === 'fault_on' ? 'on' : 'off'}`,
    );
  }

  async stop(): Promise<void> {
    for (const name of [...this.#pollers.keys()]) await this.stopPoller(name);
    await this.server.stop();
    await this.stores.close();
    await this.testDatabase.drop();
  }
}
