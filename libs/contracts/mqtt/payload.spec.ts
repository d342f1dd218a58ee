import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  deviceTopic,
  parseTopic,
  readBirth,
  readCommandAck,
  readHeartbeat,
  readStatus,
  TELEMETRY_FIELDS,
  TELEMETRY_FLAGS,
} from './index.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const heartbeat = (fields: object) => readHeartbeat(bytes(JSON.stringify({ bootId: 'b1', seq: 1, ...fields })));
const nested = (levels: number): unknown => (levels === 0 ? 1 : { x: nested(levels - 1) });

describe('reading a heartbeat', () => {
  it('accepts the contract example and separates facts from the header', () => {
    const result = heartbeat({
      sentAt: '2026-11-21T12:00:00Z',
      batteryVoltage: 12.61,
      batteryCurrent: -0.8,
      lampOn: true,
      chargerState: 'off',
      carrier: 'viettel',
      late: true,
    });
    expect(result).toEqual({
      ok: true,
      unknown: null,
      unknownDropped: false,
      value: {
        bootId: 'b1',
        seq: 1,
        late: true,
        sentAt: Date.UTC(2026, 10, 21, 12),
        facts: { batteryVoltage: 12.61, batteryCurrent: -0.8, lampOn: true, chargerState: 'off', carrier: 'viettel' },
      },
    });
  });

  it('takes uptime seconds as the counter when there is none', () => {
    const result = readHeartbeat(bytes('{"bootId":"b","uptimeSeconds":77}'));
    expect(result).toMatchObject({ ok: true, value: { seq: 77, facts: { uptimeSeconds: 77 } } });
  });

  it.each([
    ['not_utf8', '', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ['not_json', '', bytes('{"bootId":')],
    ['not_json', '', bytes('')],
    ['not_json', '', bytes('\uFEFF{"bootId":"b","seq":1}')],
    ['not_object', '', bytes('[1,2]')],
    ['not_object', '', bytes('null')],
    ['too_large', '', bytes(`{"bootId":"b","seq":1,"note":"${'x'.repeat(8200)}"}`)],
    ['too_deep', '/x/x/x/x', bytes(JSON.stringify(nested(5)))],
    ['not_json', '', bytes('['.repeat(8000))],
    ['bad_text', '/note', bytes('{"bootId":"b","seq":1,"note":"a\\u0000b"}')],
    ['bad_text', '/note', bytes('{"bootId":"b","seq":1,"note":"\\ud800"}')],
    ['bad_text', '', bytes('{"bootId":"b","seq":1,"\\udc00":1}')],
    ['missing', '/bootId', bytes('{"seq":1}')],
    ['missing', '/seq', bytes('{"bootId":"b"}')],
    ['bad_format', '/bootId', bytes('{"bootId":"a b","seq":1}')],
    ['out_of_range', '/bootId', bytes('{"bootId":"","seq":1}')],
    ['out_of_range', '/seq', bytes('{"bootId":"b","seq":-1}')],
    ['wrong_type', '/seq', bytes('{"bootId":"b","seq":1.5}')],
    ['wrong_type', '/batteryVoltage', bytes('{"bootId":"b","seq":1,"batteryVoltage":"12"}')],
    ['wrong_type', '/batteryVoltage', bytes('{"bootId":"b","seq":1,"batteryVoltage":null}')],
    ['wrong_type', '/lampOn', bytes('{"bootId":"b","seq":1,"lampOn":1}')],
    ['out_of_range', '/batteryVoltage', bytes('{"bootId":"b","seq":1,"batteryVoltage":12610}')],
    ['wrong_type', '/batteryVoltage', bytes('{"bootId":"b","seq":1,"batteryVoltage":1e999}')],
    ['out_of_range', '/errorCode', bytes('{"bootId":"b","seq":1,"errorCode":2147483648}')],
    ['out_of_range', '/carrier', bytes(`{"bootId":"b","seq":1,"carrier":"${'c'.repeat(65)}"}`)],
    ['bad_format', '/sentAt', bytes('{"bootId":"b","seq":1,"sentAt":"yesterday"}')],
    ['bad_format', '/sentAt', bytes('{"bootId":"b","seq":1,"sentAt":"2026-13-45T12:00:00Z"}')],
  ])('refuses with %s at "%s"', (reason, path, payload) => {
    expect(readHeartbeat(payload)).toEqual({ ok: false, reason, path });
  });

  it.each(TELEMETRY_FIELDS.map((field) => [field.name, field] as const))('holds %s to its range', (name, field) => {
    expect(heartbeat({ [name]: field.minimum }).ok).toBe(true);
    expect(heartbeat({ [name]: field.maximum }).ok).toBe(true);
    const low = heartbeat({ [name]: field.minimum - 1 });
    const high = heartbeat({ [name]: field.maximum + (field.maximum === Number.MAX_SAFE_INTEGER ? 2 : 1) });
    expect(low).toEqual({ ok: false, reason: 'out_of_range', path: `/${name}` });
    expect(high).toMatchObject({ ok: false, path: `/${name}` });
  });

  it('keeps small unknown fields apart and drops large ones without refusing', () => {
    const small = heartbeat({ batteryVoltage: 12, vendorMode: { night: [1, 2] }, constructor: 5 });
    expect(small).toMatchObject({
      ok: true,
      unknown: { vendorMode: { night: [1, 2] }, constructor: 5 },
      value: { facts: { batteryVoltage: 12 } },
    });
    const large = heartbeat({ batteryVoltage: 12, blob: 'x'.repeat(1100) });
    expect(large).toMatchObject({
      ok: true,
      unknown: null,
      unknownDropped: true,
      value: { facts: { batteryVoltage: 12 } },
    });
  });

  it('is total: any bytes give a value or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.json().map(bytes)), (payload) => {
        expect(typeof readHeartbeat(payload).ok).toBe('boolean');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the other payloads', () => {
  it('reads birth, status and command acknowledgements', () => {
    const birth = { bootId: 'b', firmware: '1.2', hardware: 'rev C', model: 'Đèn 30W', intervalSeconds: 60 };
    expect(readBirth(bytes(JSON.stringify(birth)))).toMatchObject({ ok: true, value: birth });
    expect(readBirth(bytes('{"bootId":"b","intervalSeconds":0}'))).toMatchObject({ reason: 'out_of_range' });
    expect(readStatus(bytes('{"online":false,"bootId":"b"}'))).toMatchObject({ ok: true, value: { online: false } });
    expect(readStatus(bytes('{"online":"no","bootId":"b"}'))).toMatchObject({ reason: 'wrong_type', path: '/online' });
    const ack = { commandId: '01890000-0000-7000-8000-000000000001', result: 'done' };
    expect(readCommandAck(bytes(JSON.stringify(ack)))).toMatchObject({ ok: true, value: ack });
    expect(readCommandAck(bytes(JSON.stringify({ ...ack, result: 'maybe' })))).toMatchObject({ ok: false });
  });
});

describe('topics', () => {
  const id = '01890abc-0000-7000-8000-000000000001';
  it('builds and reads back every topic of a device', () => {
    for (const leaf of [
      'heartbeat',
      'heartbeat/pb',
      'birth',
      'status',
      'commands',
      'commands/ack',
      'observations',
      'answers',
      'config',
    ] as const) {
      expect(parseTopic(deviceTopic(id, leaf))).toEqual({ deviceId: id, leaf });
    }
  });
  it.each([
    'v1/devices/+/heartbeat',
    `v1/devices/${id.toUpperCase()}/status`,
    `v1/devices/${id}/x`,
    `v1/devices/${id}`,
  ])('does not know %s', (topic) => expect(parseTopic(topic)).toBeNull());
});

it('numbers and flags have distinct history columns', () => {
  const columns = TELEMETRY_FIELDS.map((field) => field.column);
  expect(new Set([...columns, ...TELEMETRY_FLAGS]).size).toBe(columns.length + TELEMETRY_FLAGS.length);
  expect(columns).toContain('battery_voltage_min_today');
});
