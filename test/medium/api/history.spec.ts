import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ApiServer, type Call, START } from './api-server.ts';
import { create, light } from './two-communes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let server: ApiServer;
let admin: Call;
let unitId: string;
let deviceId: string;
let sql: Client;

beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  unitId = await create(admin, '/units', { kind: 'group', name: 'Tổ 5' });
  deviceId = (await admin('POST', '/devices', light(unitId))).body.device.id as string;
  sql = new Client(server.database.url);
  await sql.connect();
  for (const [minutes, voltage] of [
    [30, 12.61],
    [20, 13],
    [10, null],
  ] as const) {
    await sql.query(
      `INSERT INTO telemetry (device_no, received_at, seq, battery_voltage, lamp_on, rx_bytes)
       SELECT device_no, $2, $3::int, $4::real, true, 9007199254740991 FROM device WHERE id = $1`,
      [deviceId, new Date(START - minutes * MINUTE), minutes, voltage],
    );
  }
  await change('online', START - 3 * HOUR);
  await change('offline', START - 2 * HOUR);
  await change('online', START - HOUR);
  await sql.query(
    `INSERT INTO availability_correction (id, device_no, from_at, until_at, old_blame, new_blame, reason, rule, known_at)
     SELECT gen_random_uuid(), device_no, $2, $3, 'device', 'uplink', 'lived_behind_dead_uplink', 'late-report/1', $4
     FROM device WHERE id = $1`,
    [deviceId, ...[2 * HOUR, 2 * HOUR - 20 * MINUTE, 0].map((ago) => new Date(START - ago))],
  );
});
afterAll(async () => {
  await sql.end();
  await server.stop();
});

const change = (to: string, at: number) =>
  sql.query(
    `INSERT INTO transition (id, device_no, unit_id, site_id, kind, to_value, reason, rule, occurred_at, known_at)
     SELECT gen_random_uuid(), device_no, unit_id, site_id, 'connectivity', $2, 'test', 'test/1', $3, $3
     FROM device WHERE id = $1`,
    [deviceId, to, new Date(at)],
  );
const iso = (at: number) => new Date(at).toISOString();
const telemetry = (query: string) => admin('GET', `/devices/${deviceId}/telemetry?${query}`);
const problems = async (path: string) => {
  const { status, body } = await admin('GET', path);
  const { fields } = body.details as { fields: { path: string; code: string; message: string }[] };
  expect(fields.every(({ message }) => message.length > 5)).toBe(true);
  return [status, ...fields.map(({ path: field, code }) => `${field} ${code}`)];
};

describe('telemetry', () => {
  it('is every reading of a near day, with units, and only what was asked for', async () => {
    const { status, body } = await telemetry('fields=batteryVoltage,rxBytes');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ deviceId, resolution: 'raw', from: iso(START - DAY), to: iso(START), nextCursor: null },
      units: { batteryVoltage: 'V', rxBytes: 'bytes' },
    });
    const rxBytes = 9_007_199_254_740_991;
    expect(body.items.map(({ values }: { values: object }) => values)).toEqual([
      { batteryVoltage: 12.61, rxBytes },
      { batteryVoltage: 13, rxBytes },
      { rxBytes },
    ]);
  });

  it('is hours of a longer or older time, and of what is asked for so', async () => {
    const { body } = await telemetry('resolution=hour&fields=batteryVoltage,lampOn');
    expect(body).toMatchObject({ resolution: 'hour' });
    expect(body.items).toMatchObject([
      { at: iso(START - HOUR), samples: 3, values: { batteryVoltage: { max: 13, count: 2 }, lampOn: { avg: 1 } } },
    ]);
    expect((await telemetry(`from=${iso(START - 5 * DAY)}`)).body).toMatchObject({ resolution: 'hour' });
    const old = `from=${iso(START - 60 * DAY)}&to=${iso(START - 59 * DAY)}`;
    expect((await telemetry(old)).body).toMatchObject({ resolution: 'hour', items: [], nextCursor: null });
  });

  it('pages', async () => {
    const first = (await telemetry('limit=2')).body;
    expect(first.items).toHaveLength(2);
    const second = (await telemetry(`limit=2&cursor=${first.nextCursor}`)).body;
    expect([second.items.length, second.nextCursor]).toEqual([1, null]);
    expect((await telemetry('cursor=x')).body).toMatchObject({ errorCode: 'invalid_cursor' });
  });

  it('takes a zone, and a plus that nobody encoded', async () => {
    const { body } = await telemetry('from=2026-11-21T11:00:00+07:00&to=2026-11-21T12:00:00%2B07:00');
    expect([body.from, body.to]).toEqual(['2026-11-21T04:00:00.000Z', '2026-11-21T05:00:00.000Z']);
  });

  it('names everything that is wrong at once', async () => {
    const path = `/devices/${deviceId}/telemetry`;
    expect(
      await problems(`${path}?from=yesterday&to=2026-13-01T00:00:00Z&fields=volts&resolution=day&limit=0`),
    ).toEqual([400, 'to instant', 'from instant', 'resolution not_one_of', 'fields not_one_of', 'limit range']);
    expect(await problems(`${path}?from=${iso(START + DAY)}`)).toEqual([400, 'from not_before_end']);
    expect(await problems(`${path}?from=${iso(START - 32 * DAY)}&resolution=raw`)).toEqual([
      400,
      'from period_too_long',
    ]);
    expect(await problems(`${path}?from=a&from=b&fields=a&fields=b`)).toEqual([
      ...[400, 'from instant', 'fields not_one_of'],
    ]);
  });
});

describe('availability', () => {
  const day = `from=${iso(START - DAY)}&to=${iso(START + DAY)}`;

  it('reconciles with its period, and shows what was corrected', async () => {
    const { body } = await admin('GET', `/devices/${deviceId}/availability?${day}`);
    expect(body).toEqual({
      ...{ deviceId, from: iso(START - DAY), to: iso(START), periodMs: DAY },
      ...{ upMs: 2 * HOUR, unwatchedMs: 0, unknownMs: 21 * HOUR, decommissionedMs: 0, availability: 2 / 3 },
      downMs: { device: 40 * MINUTE, grid: 0, uplink: 20 * MINUTE, planned: 0, ours: 0 },
      hardwareChanges: [],
      recordedDownMs: { device: HOUR, grid: 0, uplink: 0, planned: 0, ours: 0 },
      corrections: [
        {
          ...{ from: iso(START - 2 * HOUR), to: iso(START - 100 * MINUTE), oldBlame: 'device', newBlame: 'uplink' },
          ...{ reason: 'lived_behind_dead_uplink', rule: 'late-report/1', knownAt: iso(START), evidence: {} },
        },
      ],
    });
  });

  it('of a unit is the sum over its devices; of none there is none', async () => {
    const { body } = await admin('GET', `/units/${unitId}/availability?${day}`);
    expect(body).toMatchObject({ unitId, devices: 1, periodMs: DAY, upMs: 2 * HOUR });
    const empty = await create(admin, '/units', { kind: 'group', name: 'Tổ 6' });
    const nothing = (await admin('GET', `/units/${empty}/availability?${day}`)).body;
    expect(nothing).toMatchObject({ devices: 0, periodMs: 0, availability: null });
  });

  it('names everything that is wrong at once', async () => {
    expect(await problems(`/devices/${deviceId}/availability?from=2026&to=1999-01-01T00:00:00Z`)).toEqual([
      ...[400, 'to instant', 'from instant'],
    ]);
    expect(await problems(`/units/${unitId}/availability?from=2015-01-01T00:00:00Z`)).toEqual([
      ...[400, 'from period_too_long'],
    ]);
  });
});
