import { CameraServer, SimulatedCamera } from '../cameras/index.ts';
import { MqttDevice } from './mqtt-device.ts';
import type { RegisteredDevice } from './registered-device.ts';
import { Tally } from './tally.ts';

export interface FleetSettings {
  readonly brokerUrl: string;
  /** The same port on every camera's address. */
  readonly cameraPort: number;
  readonly clock: { now(): number };
}

/** New connections a second: a street coming back after a power cut, not a flood. */
const CONNECTIONS_PER_SECOND = 200;
const TICK_MS = 250;
export const CAMERA_USER = 'canhthon';

export interface FleetReport {
  readonly mqttDevices: number;
  readonly connected: number;
  readonly connections: number;
  readonly heartbeats: number;
  readonly acknowledged: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly cameras: number;
  /** Times a camera was asked for its clock: one a probe. */
  readonly probes: number;
}

/** All simulated devices of one installation: MQTT clients and cameras, driven by one timer. */
export class Fleet {
  readonly devices: readonly RegisteredDevice[];
  readonly #settings: FleetSettings;
  readonly #tally = new Tally();
  readonly #mqtt = new Map<string, MqttDevice>();
  readonly #cameras = new Map<string, SimulatedCamera>();
  readonly #server: CameraServer;
  #timer: NodeJS.Timeout | undefined;

  constructor(devices: readonly RegisteredDevice[], settings: FleetSettings) {
    this.devices = devices;
    this.#settings = settings;
    this.#server = new CameraServer(settings.clock, settings.cameraPort);
    for (const device of devices) this.#build(device);
  }

  async start(): Promise<void> {
    for (const camera of this.#cameras.values()) await this.#server.add(camera);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Everybody says goodbye; nothing is left open. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#mqtt.values()].map((device) => device.stop()));
    await this.#server.stop();
  }

  mqttDevice(code: string): MqttDevice | undefined {
    return this.#mqtt.get(code);
  }

  camera(code: string): SimulatedCamera | undefined {
    return this.#cameras.get(code);
  }

  /** The device answers and speaks, or it does not. `keepsBoot`: only its line was cut. */
  async setReachable(code: string, isReachable: boolean, keepsBoot: boolean): Promise<void> {
    const camera = this.#cameras.get(code);
    if (camera !== undefined) return this.#server.setWire(camera, isReachable ? 'normal' : 'refuse');
    const device = this.#mqtt.get(code);
    if (isReachable) device?.relink(this.#settings.clock.now());
    else if (keepsBoot) device?.unlink();
    else device?.powerOff();
  }

  report(): FleetReport {
    const { connected, connections, heartbeats, acknowledged, failures } = this.#tally;
    const probes = [...this.#cameras.values()].reduce(
      (sum, camera) => sum + (camera.asked.get('GetSystemDateAndTime') ?? 0),
      0,
    );
    return {
      ...{ mqttDevices: this.#mqtt.size, connected, connections, heartbeats, acknowledged },
      ...{ failures: Object.fromEntries(failures), cameras: this.#cameras.size, probes },
    };
  }

  #build(device: RegisteredDevice): void {
    const { code, kind, password } = device;
    if (kind !== 'camera') {
      this.#mqtt.set(code, new MqttDevice({ ...device, kind }, this.#tally));
      return;
    }
    const identity = { serial: `SIM-${code}`, name: code };
    const address = device.address ?? '';
    this.#cameras.set(code, new SimulatedCamera({ address, username: CAMERA_USER, password, identity }));
  }

  #tick(): void {
    const { brokerUrl, clock } = this.#settings;
    const now = clock.now();
    let connections = (CONNECTIONS_PER_SECOND * TICK_MS) / 1_000;
    for (const device of this.#mqtt.values()) {
      device.tick(now);
      if (connections > 0 && device.wantsConnection(now)) {
        connections -= 1;
        device.connect(brokerUrl, clock);
      }
    }
  }
}
