import { Broker, BrokerModule } from '#apps/broker';
import { CommandStore, DatabaseModule } from '#libs/database';
import type { DeviceNo } from '#libs/domain';
import { createLogger, loadConfig, LoopRegistry, Readiness, RuntimeModule, VirtualClock } from '#libs/runtime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { randomBytes } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';
import { Mosquitto } from '../harness/mosquitto.ts';
import { until } from '../harness/until.ts';
import { ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const SECRET_KEY = randomBytes(32).toString('base64');
const OURS = 'canhthon';
const PATIENCE_MS = 20_000;
const LIGHTS = 6;

interface Light {
  readonly no: DeviceNo;
  readonly id: string;
  readonly secret: string;
}

let clock: VirtualClock;
let fleet: ObservedFleet;
let mosquitto: Mosquitto;
const doors: INestApplicationContext[] = [];
const lights: Light[] = [];
const clients: MqttClient[] = [];

beforeAll(async () => {
  clock = new VirtualClock(T0);
  fleet = await ObservedFleet.start(T0);
  for (let index = 0; index < LIGHTS; index += 1) {
    const no = await fleet.device('solar_light', T0);
    lights.push({ no, id: await fleet.idOf(no), secret: randomBytes(24).toString('base64url') });
  }
  const users = new Map(lights.map(({ id, secret }) => [id, secret]));
  mosquitto = await Mosquitto.start(users.set(OURS, 'mat-khau'));
  await fleet.database.query(`UPDATE device SET secret_hash = '\\x00', secret_key_id = 'outside'`);
  for (const name of ['one', 'two']) await open(name);
  await untilHeard();
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.endAsync(true))));
afterAll(async () => {
  for (const door of doors) await door.close();
  await mosquitto.stop();
  await fleet.stop();
});

/** The broker role as its process runs it, on a clock that moves only when told, beside mosquitto. */
async function open(name: string): Promise<void> {
  const config = loadConfig({
    ...{ MQTT_URL: mosquitto.urlFor(OURS, 'mat-khau'), MQTT_CLIENT_ID: `canhthon-${name}` },
    ...{ SECRET_KEY, LOG_LEVEL: 'silent' },
  });
  const module = await Test.createTestingModule({
    imports: [
      RuntimeModule.forRoot({ config, clock, logger: createLogger(config), drive: 'by-hand' }),
      DatabaseModule.forRoot({ url: fleet.url, poolSize: 5 }),
      BrokerModule,
    ],
  }).compile();
  doors.push(await module.init());
}

async function advance(ms: number): Promise<void> {
  const until = clock.now() + ms;
  for (const door of doors.slice(1)) await door.get(LoopRegistry).advanceTo(clock, until - ms);
  await doors[0]?.get(LoopRegistry).advanceTo(clock, until);
  for (const door of doors.slice(1)) await door.get(LoopRegistry).advanceTo(clock, until);
}

const ready = async () => {
  const checks = await Promise.all(doors.map((door) => door.get(Readiness).report()));
  return checks.every(({ ready: isReady }) => isReady);
};

/** Both doors are connected and open. */
const untilHeard = () =>
  until('both doors hear mosquitto', PATIENCE_MS, async () => {
    await advance(1_000);
    return ready();
  });

async function connect({ id, secret }: Light): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`, {
    ...{ clientId: id, username: id, password: secret, reconnectPeriod: 0 },
    will: { topic: `v1/devices/${id}/status`, payload: Buffer.from('{"online":false,"bootId":"b1"}'), qos: 1 },
  });
  clients.push(client);
  return client;
}

const say = (client: MqttClient, light: Light, leaf: string, body: object) =>
  client.publishAsync(`v1/devices/${light.id}/${leaf}`, JSON.stringify(body), { qos: 1 });
const row = async <Row>(text: string, ...parameters: unknown[]) =>
  (await fleet.database.query<Row>(text, parameters))[0];
const connectivity = async ({ no }: Light) =>
  (await row<{ connectivity: string }>('SELECT connectivity FROM device_health WHERE device_no = $1', no))
    ?.connectivity;

describe('an external broker', () => {
  it('shares what devices say between two of our processes: each message is stored once, in one of them', async () => {
    expect(doors.map((door) => door.get(Broker).port)).toEqual([null, null]);
    const before = await row('SELECT count(*)::int AS n FROM telemetry');
    for (const light of lights) {
      const client = await connect(light);
      await say(client, light, 'birth', { bootId: 'b1', firmware: '1.2' });
      for (let seq = 1; seq <= 20; seq += 1)
        await say(client, light, 'heartbeat', { bootId: 'b1', seq, batteryVoltage: 12.6 });
    }
    const stored = () =>
      fleet.database.query('SELECT device_no, count(*)::int AS n FROM telemetry GROUP BY 1 ORDER BY 1');
    await until('all is stored', PATIENCE_MS, async () => {
      const sum = await row<{ n: number }>('SELECT count(*)::int AS n FROM telemetry');
      return (sum?.n ?? 0) >= LIGHTS * 20;
    });
    expect([before, await stored()]).toEqual([{ n: 0 }, lights.map(({ no }) => ({ device_no: no, n: 20 }))]);
    expect(await Promise.all(lights.map(connectivity))).toEqual(lights.map(() => 'online'));
  });

  it('brings commands to a device, and its answers back', async () => {
    const [light] = lights as [Light];
    const client = await connect(light);
    const heard: string[] = [];
    client.on('message', (_topic, payload) => heard.push(payload.toString()));
    await client.subscribeAsync(`v1/devices/${light.id}/commands`, { qos: 1 });
    await say(client, light, 'birth', { bootId: 'b2' });
    await until('the birth is known', PATIENCE_MS, async () => {
      const latest = await row<{ boot_id: string }>('SELECT boot_id FROM device_latest WHERE device_no = $1', light.no);
      return latest?.boot_id === 'b2';
    });
    const access = { actor: { kind: 'system', id: null }, scope: [fleet.unitId] } as const;
    const { id } = await fleet
      .store(CommandStore)
      .send(access, light.id, { name: 'reboot', arguments: {}, expiresAt: clock.now() + 3_600_000 }, clock.now());
    await until('the command arrives', PATIENCE_MS, async () => {
      await advance(1_000);
      return heard.length > 0;
    });
    expect(JSON.parse(heard[0] ?? '{}')).toMatchObject({ commandId: id, name: 'reboot' });
    await say(client, light, 'commands/ack', { commandId: id, result: 'done' });
    await until('the answer is recorded', PATIENCE_MS, async () => {
      const { state } = await fleet.store(CommandStore).get(access.scope, light.id, id, clock.now());
      return state === 'acknowledged';
    });
  });

  it('tells by its will that a connection broke, which is looked at', async () => {
    const light = lights[1] as Light;
    const client = await connect(light);
    await say(client, light, 'heartbeat', { bootId: 'b1', seq: 30 });
    client.stream.destroy();
    await until('it is suspected', PATIENCE_MS, async () => {
      await advance(500);
      const [hint] = await fleet.database.query('SELECT 1 FROM silence_candidate WHERE device_no = $1', [light.no]);
      return hint !== undefined || (await connectivity(light)) === 'suspect';
    });
  });

  it('that is gone makes nobody silent; when it is back, what devices say is heard again', async () => {
    const light = lights[2] as Light;
    await fleet.database.query('DELETE FROM silence_candidate');
    await mosquitto.kill();
    await until('our doors know', PATIENCE_MS, async () => {
      await advance(1_000);
      return !(await ready());
    });
    await advance(600_000);
    // Ten times the patience of every device; the first two had a will that may still be on its way.
    const others = lights.slice(2).map(({ no }) => no);
    const silent = 'SELECT device_no FROM silence_candidate WHERE device_no = ANY($1)';
    expect(await fleet.database.query(silent, [others])).toEqual([]);
    await mosquitto.run();
    await untilHeard();
    const client = await connect(light);
    await say(client, light, 'heartbeat', { bootId: 'b1', seq: 99, batteryVoltage: 12.1 });
    await until('it is stored', PATIENCE_MS, async () => {
      const latest = await row<{ seq: string }>('SELECT seq FROM device_latest WHERE device_no = $1', light.no);
      return latest?.seq === '99';
    });
  });

  it('passes nothing on to us of a device whose secret was revoked here', async () => {
    const light = lights[3] as Light;
    await fleet.database.query('UPDATE device SET secret_hash = NULL, secret_key_id = NULL WHERE device_no = $1', [
      light.no,
    ]);
    await fleet.database.query('SELECT pg_notify($1, $2)', ['device_changed', '']);
    await advance(5_000);
    const client = await connect(light);
    const before = await row('SELECT seq FROM device_latest WHERE device_no = $1', light.no);
    await say(client, light, 'heartbeat', { bootId: 'b1', seq: 500 });
    const other = lights[4] as Light;
    await say(await connect(other), other, 'heartbeat', { bootId: 'b1', seq: 500 });
    await until('the other one is stored', PATIENCE_MS, async () => {
      const latest = await row<{ seq: string }>('SELECT seq FROM device_latest WHERE device_no = $1', other.no);
      return latest?.seq === '500';
    });
    expect(await row('SELECT seq FROM device_latest WHERE device_no = $1', light.no)).toEqual(before);
  });
});
