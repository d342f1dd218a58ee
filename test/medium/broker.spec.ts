import { Broker, BrokerModule } from '#apps/broker';
import { writeHeartbeatProtobuf } from '#libs/contracts';
import { DatabaseModule } from '#libs/database';
import type { DeviceNo } from '#libs/domain';
import {
  createLogger,
  loadConfig,
  LoopRegistry,
  Readiness,
  RuntimeModule,
  SecretBox,
  VirtualClock,
} from '#libs/runtime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { randomBytes } from 'node:crypto';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const SECRET_KEY = randomBytes(32).toString('base64');

let clock: VirtualClock;
let fleet: ObservedFleet;
let app: INestApplicationContext;
let light: { no: DeviceNo; id: string; secret: string };
let clients: MqttClient[];

beforeAll(async () => {
  clock = new VirtualClock(T0);
  fleet = await ObservedFleet.start(T0);
  await start();
});
afterAll(async () => {
  await app.close();
  await fleet.stop();
});
// Each test has a device of its own.
beforeEach(async () => {
  clients = [];
  light = await register();
  await advance(1_000);
});
afterEach(() => Promise.all(clients.map((client) => client.endAsync(true))));

/** The broker as its process runs it, but on a clock that only moves when told. */
async function start(): Promise<void> {
  const config = loadConfig({ MQTT_PORT: '0', MQTT_HOST: '127.0.0.1', SECRET_KEY, LOG_LEVEL: 'silent' });
  const module = await Test.createTestingModule({
    imports: [
      RuntimeModule.forRoot({ config, clock, logger: createLogger(config), drive: 'by-hand' }),
      DatabaseModule.forRoot({ url: fleet.url, poolSize: 5 }),
      BrokerModule,
    ],
  }).compile();
  app = await module.init();
  await advance(1_000);
}

const advance = (ms: number) => app.get(LoopRegistry).advanceTo(clock, clock.now() + ms);

async function register(): Promise<typeof light> {
  const no = await fleet.device('solar_light', clock.now());
  const secret = randomBytes(24).toString('base64url');
  await storeSecret(no, secret);
  const [row] = await fleet.database.query<{ id: string }>('SELECT id FROM device WHERE device_no = $1', [no]);
  return { no, id: String(row?.id), secret };
}

async function storeSecret(no: DeviceNo, secret: string): Promise<void> {
  const { hash, keyId } = app.get(SecretBox).hashToStore(secret);
  await fleet.database.query('UPDATE device SET secret_hash = $2, secret_key_id = $3 WHERE device_no = $1', [
    no,
    hash,
    keyId,
  ]);
}

async function connect(options: IClientOptions = {}): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${app.get(Broker).port}`, {
    clientId: light.id,
    username: light.id,
    password: light.secret,
    reconnectPeriod: 0,
    ...options,
  });
  clients.push(client);
  return client;
}

const publish = (client: MqttClient, leaf: string, payload: object | string | Buffer, qos: 0 | 1 = 1) =>
  client.publishAsync(
    `v1/devices/${light.id}/${leaf}`,
    typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    { qos },
  );

const one = async (text: string): Promise<Record<string, unknown> | undefined> =>
  (await fleet.database.query<Record<string, unknown>>(text, [light.no]))[0];
const latest = () => one('SELECT * FROM device_latest WHERE device_no = $1');
const health = () => one('SELECT connectivity, announced_interval_seconds FROM device_health WHERE device_no = $1');
const rejection = () => one('SELECT topic, reason, path, count FROM mqtt_rejection WHERE device_no = $1');
const fault = () => one('SELECT code, evidence FROM device_fault WHERE device_no = $1');
const candidate = () => one('SELECT device_no FROM silence_candidate WHERE device_no = $1');

describe('the broker', () => {
  it('[MQTT-13] has stored a QoS 1 heartbeat when it acknowledges it', async () => {
    const client = await connect();
    clock.advance(500);
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 1, batteryVoltage: 12.61 });
    expect(await latest()).toMatchObject({
      boot_id: 'b1',
      seq: '1',
      last_contact_at: new Date(clock.now()),
      facts: { batteryVoltage: 12.61 },
    });
    expect(await health()).toMatchObject({ connectivity: 'online' });
  });

  it('[MQTT-13] counts a repeated heartbeat once', async () => {
    const client = await connect();
    for (const seq of [1, 2, 2, 1]) await publish(client, 'heartbeat', { bootId: 'b1', seq });
    expect(await one('SELECT count(*)::int AS rows FROM telemetry WHERE device_no = $1')).toEqual({ rows: 2 });
  });

  it('[MQTT-20] wants bootId and a counter in a heartbeat, which may be the uptime', async () => {
    const client = await connect();
    await publish(client, 'heartbeat', { bootId: 'b1', batteryLevel: 50 });
    expect(await rejection()).toMatchObject({ reason: 'missing', path: '/seq' });
    await publish(client, 'heartbeat', { bootId: 'b1', uptimeSeconds: 77 });
    expect(await latest()).toMatchObject({ seq: '77' });
  });

  it.each<[string, string | Buffer, string, string]>([
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'not_utf8', ''],
    ['what is not JSON', '{"bootId":', 'not_json', ''],
    ['wrong types', '{"bootId":"b","seq":"1"}', 'wrong_type', '/seq'],
    ['numbers out of range', '{"bootId":"b","seq":1,"batteryVoltage":12610}', 'out_of_range', '/batteryVoltage'],
    ['more than 8 KiB', `{"bootId":"b","seq":1,"x":"${'x'.repeat(8_200)}"}`, 'too_large', ''],
    ['deep nesting', '{"bootId":"b","seq":1,"x":{"y":{"z":{"w":{}}}}}', 'too_deep', '/x/y/z/w'],
  ])(
    '[MQTT-21] acknowledges and keeps %s, counts it as contact and raises bad_payload',
    async (_name, payload, reason, path) => {
      const client = await connect();
      clock.advance(500);
      await publish(client, 'heartbeat', payload);
      expect(await rejection()).toMatchObject({ topic: 'heartbeat', reason, path, count: '1' });
      expect(await fault()).toEqual({ code: 'bad_payload', evidence: { reason, path } });
      expect(await latest()).toMatchObject({ last_contact_at: new Date(clock.now()), facts: {}, boot_id: null });
      await publish(client, 'heartbeat', { bootId: 'b1', seq: 1 });
      expect(await fault()).toBeUndefined();
    },
  );

  it('[MQTT-22] keeps small unknown fields apart and leaves large ones out', async () => {
    const client = await connect();
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 1, vendorMode: 'đêm' });
    expect(await latest()).toMatchObject({ extra: { vendorMode: 'đêm' }, facts: {} });
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 2, batteryLevel: 5, blob: 'x'.repeat(1_100) });
    expect(await latest()).toMatchObject({ extra: { vendorMode: 'đêm' }, facts: { batteryLevel: 5 } });
  });

  it('[MQTT-33] reads a heartbeat as protobuf like one as JSON', async () => {
    const client = await connect();
    const facts = { batteryVoltage: 12.61, errorCode: -3, rxBytes: 5_000_000_000, lampOn: true, carrier: 'viettel' };
    const message = { bootId: 'b1', seq: 8, sentAt: T0, late: false, facts };
    const payload = Buffer.from(writeHeartbeatProtobuf(message));
    for (const qos of [1, 1, 0] as const) await publish(client, 'heartbeat/pb', payload, qos);
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 9, batteryVoltage: 12.5 });
    expect(await latest()).toMatchObject({ boot_id: 'b1', seq: '9', facts: { ...facts, batteryVoltage: 12.5 } });
    expect(
      await fleet.database.query(
        'SELECT seq, sent_at, battery_voltage, error_code, rx_bytes, lamp_on FROM telemetry WHERE device_no = $1 ORDER BY seq LIMIT 1',
        [light.no],
      ),
    ).toEqual([
      {
        ...{ seq: '8', sent_at: new Date(T0), battery_voltage: 12.61, error_code: -3 },
        ...{ rx_bytes: '5000000000', lamp_on: true },
      },
    ]);
    await publish(client, 'heartbeat/pb', payload.subarray(0, 20));
    expect(await rejection()).toMatchObject({ topic: 'heartbeat/pb', reason: 'not_protobuf', path: '', count: '1' });
    expect(await fault()).toMatchObject({ code: 'bad_payload' });
  });

  it.each([
    ['nonsense', 'unknown_topic'],
    ['observations', 'not_accepted'],
    ['answers', 'not_accepted'],
  ])('[MQTT-23] takes a message to %s as a bad payload', async (leaf, reason) => {
    const client = await connect();
    await publish(client, leaf, '{}');
    expect(await rejection()).toMatchObject({ topic: leaf, reason });
    expect(client.connected).toBe(true);
  });

  it('[MQTT-24] takes firmware and interval from a birth, the interval within limits', async () => {
    const client = await connect();
    await publish(client, 'birth', {
      ...{ bootId: 'b1', firmware: '1.2', configVersion: 'c7', model: 'Đèn 30W', intervalSeconds: 1 },
    });
    const facts = { firmware: '1.2', configVersion: 'c7', model: 'Đèn 30W' };
    expect(await latest()).toMatchObject({ boot_id: 'b1', facts });
    expect(await health()).toMatchObject({ announced_interval_seconds: 5 });
    await advance(2_000);
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 1 });
    await advance(7_000);
    expect(await candidate()).toBeUndefined();
    await advance(1_000);
    expect(await candidate()).toEqual({ device_no: light.no });
  });

  it('[MQTT-24] records a reboot when the boot id changes', async () => {
    const client = await connect();
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 9 });
    await publish(client, 'heartbeat', { bootId: 'b2', seq: 1 });
    expect(await one(`SELECT from_value, to_value FROM transition WHERE device_no = $1 AND kind = 'boot'`)).toEqual({
      from_value: 'b1',
      to_value: 'b2',
    });
  });

  it('[MQTT-25] takes online:false as a hint that is looked at, and a later word as its end', async () => {
    const client = await connect();
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 1 });
    expect(await candidate()).toBeUndefined();
    await publish(client, 'status', { online: false, bootId: 'b1' });
    expect(await candidate()).toEqual({ device_no: light.no });
    clock.advance(1_000);
    await publish(client, 'status', { online: true, bootId: 'b1' });
    expect(await latest()).toMatchObject({ hinted_at: null });
  });

  it('[MQTT-6] makes a broken connection with a will a hint', async () => {
    const will = {
      topic: `v1/devices/${light.id}/status`,
      payload: Buffer.from('{"online":false,"bootId":"b1"}'),
      qos: 1 as const,
    };
    const client = await connect({ will });
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 1 });
    client.stream.destroy();
    await untilAsync(async () => (await candidate()) !== undefined);
    expect((await latest())?.['hinted_at']).not.toBeNull();
  });

  it('[MQTT-26] ends the connection within 5 s when the secret is rotated or the device retired', async () => {
    const first = await connect();
    light = { ...light, secret: randomBytes(24).toString('base64url') };
    const firstClosed = closeOf(first);
    await storeSecret(light.no, light.secret);
    await advance(5_000);
    await firstClosed;
    const second = await connect();
    await publish(second, 'heartbeat', { bootId: 'b1', seq: 1 });
    await fleet.database.query(`UPDATE device SET name = 'Another name' WHERE device_no = $1`, [light.no]);
    await advance(5_000);
    expect(second.connected).toBe(true);
    const secondClosed = closeOf(second);
    await fleet.database.query(`UPDATE device SET lifecycle = 'decommissioned' WHERE device_no = $1`, [light.no]);
    await advance(5_000);
    await secondClosed;
    await expect(connect()).rejects.toThrow('Bad username or password');
  });

  it('[MQTT-29] keeps late data in history only', async () => {
    const client = await connect();
    await publish(client, 'heartbeat', { bootId: 'b2', seq: 1, batteryLevel: 80 });
    await publish(client, 'heartbeat', {
      bootId: 'b1',
      seq: 900,
      batteryLevel: 10,
      late: true,
      sentAt: '2026-11-21T09:00:00Z',
    });
    expect(await latest()).toMatchObject({ boot_id: 'b2', seq: '1', facts: { batteryLevel: 80 } });
    expect(await one('SELECT battery_level, sent_at FROM telemetry WHERE device_no = $1 AND late')).toEqual({
      battery_level: 10,
      sent_at: new Date('2026-11-21T09:00:00Z'),
    });
    expect(await one(`SELECT 1 FROM transition WHERE device_no = $1 AND kind = 'boot'`)).toBeUndefined();
  });

  it('proposes a silent device at 1.5 intervals and again at its deadline', async () => {
    await fleet.database.query(
      'UPDATE device SET interval_seconds = 8, offline_after_seconds = 20 WHERE device_no = $1',
      [light.no],
    );
    const client = await connect();
    await advance(1_000);
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 1 });
    await advance(11_000);
    expect(await candidate()).toBeUndefined();
    await advance(1_000);
    expect(await candidate()).toEqual({ device_no: light.no });
    await fleet.database.query(`UPDATE device_health SET connectivity = 'suspect' WHERE device_no = $1`, [light.no]);
    // Within three seconds the door has read that row, whenever it read the one before; then the engine takes the proposal.
    await advance(3_000);
    await fleet.database.query('DELETE FROM silence_candidate WHERE device_no = $1', [light.no]);
    await advance(4_000);
    expect(await candidate()).toBeUndefined();
    await advance(1_000);
    expect(await candidate()).toEqual({ device_no: light.no });
  });

  it('is ready while it is open', async () => {
    expect((await app.get(Readiness).report()).checks).toEqual({ mqtt: 'ok' });
  });

  it('stores what it has taken before it stops, and closes its lease', async () => {
    const client = await connect();
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 5 }, 0);
    await publish(client, 'heartbeat', { bootId: 'b1', seq: 6 }, 1);
    await app.close();
    expect(await latest()).toMatchObject({ seq: '6' });
    expect(await fleet.database.query('SELECT accepting_since FROM door')).toEqual([{ accepting_since: null }]);
    await start();
    expect(
      await fleet.database.query('SELECT count(*)::int AS doors FROM door WHERE accepting_since IS NOT NULL'),
    ).toEqual([{ doors: 1 }]);
  });
});

const closeOf = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()));

async function untilAsync(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
