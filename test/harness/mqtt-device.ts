import mqtt, { type MqttClient } from 'mqtt';

export interface MqttCredentials {
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  readonly topicPrefix: string;
}

/** A solar light's or hotspot's controller: a real MQTT client with its will, as docs/device-guide.md asks. */
export class MqttDevice {
  #client: MqttClient | undefined;
  #seq = 0;
  readonly #bootId = 'boot-1';

  constructor(
    private readonly url: string,
    readonly deviceId: string,
    private readonly credentials: MqttCredentials,
  ) {}

  async connect(): Promise<void> {
    const { clientId, username, password, topicPrefix } = this.credentials;
    this.#client = await mqtt.connectAsync(this.url, {
      clientId,
      username,
      password,
      clean: true,
      reconnectPeriod: 0,
      keepalive: 60,
      will: {
        topic: `${topicPrefix}status`,
        payload: Buffer.from(JSON.stringify({ online: false, bootId: this.#bootId })),
        qos: 1,
        retain: false,
      },
    });
  }

  /** Resolves when the product has acknowledged, which means: stored. */
  async heartbeat(facts: Record<string, unknown> = { batteryVoltage: 12.6, lampOn: true }): Promise<void> {
    this.#seq += 1;
    const payload = JSON.stringify({ bootId: this.#bootId, seq: this.#seq, ...facts });
    await this.#connected.publishAsync(`${this.credentials.topicPrefix}heartbeat`, payload, { qos: 1 });
  }

  async publishRaw(subTopic: string, payload: string | Buffer): Promise<void> {
    await this.#connected.publishAsync(`${this.credentials.topicPrefix}${subTopic}`, payload, { qos: 1 });
  }

  /** Power lost: the connection breaks, no DISCONNECT is sent. */
  cut(): void {
    this.#client?.stream.destroy();
    this.#client?.end(true);
    this.#client = undefined;
  }

  async disconnect(): Promise<void> {
    await this.#client?.endAsync();
    this.#client = undefined;
  }

  get #connected(): MqttClient {
    if (!this.#client) throw new Error('the device is not connected');
    return this.#client;
  }
}
