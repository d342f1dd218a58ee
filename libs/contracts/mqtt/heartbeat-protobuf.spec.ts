import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { PbfWriter } from 'pbf';
import {
  readHeartbeat,
  readHeartbeatProtobuf,
  TELEMETRY_FIELDS,
  TELEMETRY_FLAGS,
  TELEMETRY_WORDS,
  toColumn,
  writeHeartbeatProtobuf,
  type HeartbeatMessage,
} from './index.ts';

type Facts = HeartbeatMessage['facts'];
const HEADER = { bootId: 'b1', seq: 1, sentAt: null, late: false };
const fromJson = (message: object) => readHeartbeat(Buffer.from(JSON.stringify(message)));
const fromProtobuf = (facts: Facts) => readHeartbeatProtobuf(writeHeartbeatProtobuf({ ...HEADER, facts }));

/** A message by hand: whatever a device might write. */
function bytesOf(write: (pbf: PbfWriter) => void, header = true): Uint8Array {
  const pbf = new PbfWriter();
  if (header) {
    pbf.writeStringField(1, 'b1');
    pbf.writeVarintField(2, 1);
  }
  write(pbf);
  return pbf.finish();
}
const raw = (...bytes: number[]) => bytesOf((pbf) => bytes.forEach((byte) => pbf.writeVarint(byte)));

/** One heartbeat with everything in it. */
const FULL: HeartbeatMessage = {
  ...{ bootId: 'a1b2c3', seq: 1_042, sentAt: Date.UTC(2026, 10, 21, 12), late: true },
  facts: {
    ...{ uptimeSeconds: 86_400, batteryVoltage: 12.61, batteryCurrent: -0.8, batteryLevel: 74, pvVoltage: 0.3 },
    ...{ pvPower: 0, energyTodayWh: 212.5, lampOn: true, isNight: false, errorCode: -7, rssi: -84, clients: 17 },
    ...{ rxBytes: 5_368_709_120_123, txBytes: Number.MAX_SAFE_INTEGER, chargerState: 'nạp nhanh', carrier: 'viettel' },
  },
};

describe('a heartbeat as protobuf', () => {
  it('says the same as JSON', () => {
    const { sentAt, facts, ...header } = FULL;
    const json = fromJson({ ...header, ...facts, sentAt: new Date(sentAt!).toISOString() });
    expect(readHeartbeatProtobuf(writeHeartbeatProtobuf(FULL))).toEqual(json);
    expect(json).toMatchObject({ ok: true, value: { seq: 1_042, facts } });
  });

  it.each(
    TELEMETRY_FIELDS.flatMap(({ name, minimum, maximum, storage }) => {
      const between = storage === 'real' ? (minimum + maximum) / 3 : Math.round((minimum + maximum) / 3);
      return [minimum, maximum, Number(between.toPrecision(6)), 0].map((value) => [name, value] as const);
    }),
  )('takes %s = %d as JSON does', (name, value) => {
    const expected = fromJson({ bootId: 'b1', seq: 1, [name]: value });
    expect(expected.ok).toBe(true);
    expect(fromProtobuf({ [name]: value })).toEqual(expected);
  });

  it.each(
    TELEMETRY_FIELDS.flatMap(({ name, minimum, maximum, storage }) => {
      const above = storage === 'real' ? maximum * 1.01 : maximum + (maximum === Number.MAX_SAFE_INTEGER ? 3 : 1);
      const below = minimum < 0 || storage === 'real' ? [minimum - 1] : [];
      return [above, ...below].map((value) => [name, value] as const);
    }),
  )('refuses %s = %d as JSON does', (name, value) => {
    expect(fromProtobuf({ [name]: value })).toEqual({ ok: false, reason: 'out_of_range', path: `/${name}` });
    expect(fromJson({ bootId: 'b1', seq: 1, [name]: value })).toMatchObject({ ok: false, path: `/${name}` });
  });

  it.each([...TELEMETRY_FLAGS])('takes %s, yes and no', (name) => {
    for (const value of [true, false]) {
      expect(fromProtobuf({ [name]: value })).toEqual(fromJson({ bootId: 'b1', seq: 1, [name]: value }));
    }
  });

  it.each(TELEMETRY_WORDS.flatMap((name) => ['off', 'đang sạc', '', 'x'.repeat(64)].map((word) => [name, word])))(
    'takes %s = "%s"',
    (name, word) => expect(fromProtobuf({ [name]: word })).toEqual(fromJson({ bootId: 'b1', seq: 1, [name]: word })),
  );

  it('takes uptime seconds as the counter when there is none, and a counter of 0', () => {
    const without = bytesOf((pbf) => {
      pbf.writeStringField(1, 'b');
      pbf.writeVarintField(16, 77);
    }, false);
    expect(readHeartbeatProtobuf(without)).toMatchObject({
      ok: true,
      value: { seq: 77, facts: { uptimeSeconds: 77 } },
    });
    const zero = writeHeartbeatProtobuf({ ...HEADER, seq: 0, facts: {} });
    expect(readHeartbeatProtobuf(zero)).toMatchObject({ ok: true, value: { seq: 0 } });
  });

  it.each<[string, Uint8Array, string, string]>([
    ['nothing at all', new Uint8Array(), 'missing', '/bootId'],
    ['no counter', bytesOf((pbf) => pbf.writeStringField(1, 'b'), false), 'missing', '/seq'],
    ['a boot id with a space', bytesOf((pbf) => pbf.writeStringField(1, 'a b')), 'bad_format', '/bootId'],
    ['an empty boot id', bytesOf((pbf) => pbf.writeStringField(1, '')), 'out_of_range', '/bootId'],
    ['a word of 65 letters', bytesOf((pbf) => pbf.writeStringField(98, 'c'.repeat(65))), 'out_of_range', '/carrier'],
    [
      'a word of 8,000 letters',
      bytesOf((pbf) => pbf.writeStringField(98, 'c'.repeat(8_000))),
      'out_of_range',
      '/carrier',
    ],
    ['a control character', bytesOf((pbf) => pbf.writeStringField(96, 'a\0b')), 'bad_format', '/chargerState'],
    ['a word that is not UTF-8', bytesOf((pbf) => pbf.writeBytesField(98, Buffer.of(0xff))), 'not_utf8', '/carrier'],
    ['NaN', bytesOf((pbf) => pbf.writeFloatField(17, NaN)), 'wrong_type', '/batteryVoltage'],
    ['infinity', bytesOf((pbf) => pbf.writeFloatField(17, Infinity)), 'wrong_type', '/batteryVoltage'],
    ['a double for a float', bytesOf((pbf) => pbf.writeDoubleField(17, 12)), 'wrong_type', '/batteryVoltage'],
    ['a varint for a float', bytesOf((pbf) => pbf.writeVarintField(17, 12)), 'wrong_type', '/batteryVoltage'],
    ['a text for a flag', bytesOf((pbf) => pbf.writeStringField(80, 'on')), 'wrong_type', '/lampOn'],
    ['a number for a word', bytesOf((pbf) => pbf.writeVarintField(98, 1)), 'wrong_type', '/carrier'],
    ['a text for the counter', bytesOf((pbf) => pbf.writeStringField(2, '1')), 'wrong_type', '/seq'],
    ['a counter beyond 2^53', bytesOf((pbf) => pbf.writeVarintField(2, 2 ** 60)), 'out_of_range', '/seq'],
    ['a negative counter', bytesOf((pbf) => pbf.writeVarintField(2, -1)), 'out_of_range', '/seq'],
    [
      'a clock of the year 12000',
      bytesOf((pbf) => pbf.writeVarintField(3, 316_516_204_800_000)),
      'out_of_range',
      '/sentAt',
    ],
    ['a group', raw((5 << 3) | 3), 'not_protobuf', ''],
    ['a group where a float belongs', raw((17 << 3) | 3), 'wrong_type', '/batteryVoltage'],
    ['wire type 7', raw((5 << 3) | 7), 'not_protobuf', ''],
    ['field number 0', raw(0), 'not_protobuf', ''],
    ['a length beyond the end', raw((96 << 3) | 2, 10, 65), 'not_protobuf', ''],
    ['a length of 2^63', raw((96 << 3) | 2, 2 ** 63), 'not_protobuf', ''],
    ['a float cut off', raw((17 << 3) | 5, 1, 2), 'not_protobuf', ''],
    ['a varint cut off', Uint8Array.of(...raw((16 << 3) | 0), 0x80), 'not_protobuf', ''],
    [
      'a varint of eleven bytes',
      Uint8Array.of(...raw(16 << 3), ...Array<number>(10).fill(0xff), 1),
      'not_protobuf',
      '',
    ],
    ['JSON', Buffer.from('{"bootId":"b1","seq":1}'), 'not_protobuf', ''],
    ['more than 8 KiB', new Uint8Array(8_193), 'too_large', ''],
  ])('refuses %s', (_, bytes, reason, path) => {
    expect(readHeartbeatProtobuf(bytes)).toEqual({ ok: false, reason, path });
  });

  it('keeps fields it does not know by their number, small ones only, and takes the last of a repeated one', () => {
    const own = bytesOf((pbf) => {
      pbf.writeVarintField(1_000, 5);
      pbf.writeBytesField(1_001, Buffer.from('0aff', 'hex'));
      pbf.writeFixed32Field(1_002, 1);
      pbf.writeDoubleField(1_003, 0);
      pbf.writeVarintField(1_004, 2 ** 63);
      pbf.writeFloatField(19, 40);
      pbf.writeFloatField(19, 50);
    });
    expect(readHeartbeatProtobuf(own)).toEqual({
      ...{ ok: true, unknownDropped: false, value: { ...HEADER, facts: { batteryLevel: 50 } } },
      unknown: { 1000: 5, 1001: '0aff', 1002: '01000000', 1003: '0000000000000000', 1004: String(2n ** 63n) },
    });
    const large = bytesOf((pbf) => pbf.writeBytesField(1_000, new Uint8Array(600)));
    expect(readHeartbeatProtobuf(large)).toMatchObject({ ok: true, unknown: null, unknownDropped: true });
  });

  it('is total: 20,000 damaged messages give a value within the limits or a reason', () => {
    const good = writeHeartbeatProtobuf(FULL);
    let state = 20_261_123;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let refusedOnes = 0;
    const wrong: unknown[] = [];
    for (let round = 0; round < 20_000; round += 1) {
      const damaged = Array.from(good.subarray(0, random(4) === 0 ? random(good.length) : good.length));
      for (let change = random(4); change >= 0; change -= 1) damaged[random(damaged.length)] = random(256);
      const read = readHeartbeatProtobuf(Uint8Array.from(damaged));
      if (!read.ok) {
        refusedOnes += 1;
        if (!/^[a-z_0-9]+$/.test(read.reason)) wrong.push(read);
        continue;
      }
      for (const { name, minimum, maximum } of TELEMETRY_FIELDS) {
        const value = read.value.facts[name] as number | undefined;
        if (value !== undefined && !(value >= minimum && value <= maximum)) wrong.push(read);
      }
    }
    expect(wrong).toEqual([]);
    expect(refusedOnes).toBeGreaterThan(5_000);
  });
});

describe('proto/heartbeat.proto', () => {
  const published = readFileSync(new URL('../../../proto/heartbeat.proto', import.meta.url), 'utf8');
  const fields = [...published.matchAll(/^ {2}(?:optional )?(\w+) (\w+) = (\d+);/gm)].map(
    ([, type, name, number]) => `${number} ${type} ${name}`,
  );
  const typeOf = ({ storage, maximum, minimum }: (typeof TELEMETRY_FIELDS)[number]): string => {
    if (storage === 'real') return 'float';
    if (minimum < 0) return 'sint32';
    return maximum > 2 ** 32 ? 'uint64' : 'uint32';
  };

  it('publishes every field with the number and type that is read', () => {
    expect(fields).toEqual([
      ...['1 string boot_id', '2 uint64 seq', '3 int64 sent_at_ms', '4 bool late'],
      ...TELEMETRY_FIELDS.map((field, index) => `${16 + index} ${typeOf(field)} ${field.column}`),
      ...TELEMETRY_FLAGS.map((name, index) => `${80 + index} bool ${toColumn(name)}`),
      ...TELEMETRY_WORDS.map((name, index) => `${96 + index} string ${toColumn(name)}`),
    ]);
  });
});
