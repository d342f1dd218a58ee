import { Inject, Injectable } from '@nestjs/common';
import { isIP } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';
import { deviceTopic, type PublishLeaf } from '#libs/contracts';
import { type Logger, LOGGER } from '#libs/runtime';
import { onDeadline } from '../onvif/deadline.ts';
import type { AgentState } from './agent-state.ts';
import { trusted } from './enrol.ts';
import { AGENT } from './edge-watch.ts';

const CONNECT_WITHIN_MS = 10_000;
/** Real time; a message that is not acknowledged by then means that nothing gets through. */
const ACKNOWLEDGED_WITHIN_MS = 15_000;
const KEEP_ALIVE_SECONDS = 60;

export interface UplinkListener {
  readonly config: (text: string) => void;
  readonly command: (text: string) => void;
}

/**
 * The one connection outwards. Each is a new client: nothing that was not acknowledged is sent again by itself, because
 * its moments would be dated wrongly. Who publishes keeps what did not get through.
 */
@Injectable()
export class EdgeUplink {
  #client: MqttClient | null = null;

  constructor(
    @Inject(AGENT) private readonly agent: AgentState,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get connected(): boolean {
    return this.#client !== null;
  }

  /** True: connected, and listening. */
  async connect(bootId: string, listener: UplinkListener): Promise<boolean> {
    const { deviceId, password, door, authority } = this.agent;
    const secure = door.tlsPort !== null;
    const client = mqtt.connect({
      ...{ protocol: secure ? 'mqtts' : 'mqtt', host: door.host, port: door.tlsPort ?? door.port },
      ...(secure && { servername: isIP(door.host) === 0 ? door.host : '', ...trusted(authority) }),
      ...{ clientId: deviceId, username: deviceId, password, clean: true, reconnectPeriod: 0 },
      ...{ keepalive: KEEP_ALIVE_SECONDS, connectTimeout: CONNECT_WITHIN_MS },
      will: {
        ...{ topic: deviceTopic(deviceId, 'status'), qos: 1, retain: false },
        payload: Buffer.from(JSON.stringify({ online: false, bootId })),
      },
    });
    this.#follow(client, listener);
    const topics = [deviceTopic(deviceId, 'config'), deviceTopic(deviceId, 'commands')];
    const ready = await untilLost(client, CONNECT_WITHIN_MS, (done) => {
      client.once('connect', () => client.subscribe(topics, { qos: 1 }, (error) => done(!error)));
    });
    if (!ready) {
      client.end(true);
      this.logger.warn({ host: door.host }, 'The server cannot be reached, or does not let us in');
      return false;
    }
    this.#client = client;
    this.logger.info({ host: door.host, secure }, 'Connected to the server');
    return true;
  }

  #follow(client: MqttClient, listener: UplinkListener): void {
    const { deviceId } = this.agent;
    client.on('message', (topic, payload) => {
      if (topic === deviceTopic(deviceId, 'config')) listener.config(payload.toString('utf8'));
      else if (topic === deviceTopic(deviceId, 'commands')) listener.command(payload.toString('utf8'));
    });
    client.on('error', (error) => this.logger.warn({ reason: error.message }, 'The connection to the server failed'));
    client.on('close', () => this.#drop(client));
  }

  /** True: the server has it on record. False: nobody knows; the connection is gone. */
  async publish(leaf: PublishLeaf, payload: string | Uint8Array): Promise<boolean> {
    const client = this.#client;
    if (client === null) return false;
    const topic = deviceTopic(this.agent.deviceId, leaf);
    const told = await untilLost(client, ACKNOWLEDGED_WITHIN_MS, (done) => {
      client.publish(topic, Buffer.from(payload), { qos: 1 }, (error) => done(!error));
    });
    if (!told) this.#drop(client);
    return told;
  }

  #drop(client: MqttClient): void {
    if (this.#client === client) {
      this.#client = null;
      this.logger.warn('The connection to the server is lost; what is found meanwhile is kept');
    }
    client.end(true);
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.endAsync();
  }
}

/** What `work` says, or false when the connection ends or takes too long: the library tells neither to everybody. */
function untilLost(client: MqttClient, ms: number, work: (done: (well: boolean) => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const lost = (): void => done(false);
    const cancel = onDeadline(ms, lost);
    const done = (well: boolean): void => {
      cancel();
      client.off('close', lost);
      resolve(well);
    };
    client.once('close', lost);
    work(done);
  });
}
