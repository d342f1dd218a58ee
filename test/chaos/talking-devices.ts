import mqtt, { type MqttClient } from 'mqtt';
import type { Product, RegisteredDevice } from './product.ts';

interface Talker {
  readonly device: RegisteredDevice;
  readonly client: MqttClient;
}

/** Devices that send QoS 1 heartbeats and remember exactly which of them were acknowledged. */
export class TalkingDevices {
  /** `deviceId seq` of every heartbeat that was acknowledged. */
  readonly acknowledged = new Set<string>();
  sent = 0;
  #talkers: readonly Talker[] = [];
  readonly #devices: readonly RegisteredDevice[];
  readonly #product: Product;

  constructor(product: Product, devices: readonly RegisteredDevice[]) {
    this.#product = product;
    this.#devices = devices;
  }

  async connect(): Promise<void> {
    const connecting = this.#devices.map(async (device) => {
      const { clientId, username, password } = device.mqtt;
      const options = { clientId, username, password, clean: true, reconnectPeriod: 0, keepalive: 240 };
      const client = await mqtt.connectAsync(this.#product.mqttUrl, options);
      client.on('error', () => undefined); // What was not acknowledged is not counted.
      return { device, client };
    });
    this.#talkers = await Promise.all(connecting);
  }

  /** Each device sends `count` more, without waiting. */
  send(count: number): void {
    for (let index = 0; index < count; index += 1) {
      for (const { device, client } of this.#talkers) {
        const seq = (this.sent += 1);
        const payload = JSON.stringify({ bootId: 'boot-1', seq, batteryVoltage: 12.6, lampOn: true });
        client.publish(`${device.mqtt.topicPrefix}heartbeat`, payload, { qos: 1 }, (error) => {
          if (!error) this.acknowledged.add(`${device.id} ${seq}`);
        });
      }
    }
  }

  cut(): void {
    for (const { client } of this.#talkers) {
      client.stream.destroy();
      client.end(true);
    }
    this.#talkers = [];
  }

  /** Acknowledged, and not in the database. */
  async lost(): Promise<string[]> {
    const rows = await this.#product.query<{ key: string }>(
      `SELECT d.id || ' ' || t.seq AS key FROM telemetry t JOIN device d USING (device_no)`,
    );
    const stored = new Set(rows.map(({ key }) => key));
    return [...this.acknowledged].filter((key) => !stored.has(key));
  }
}
