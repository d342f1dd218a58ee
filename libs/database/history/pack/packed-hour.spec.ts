import { describe, expect, it } from '@jest/globals';
import { HOUR_FIELDS } from '../hour-fields.ts';
import { packColumn, unpackColumn, type Value } from './column.ts';
import { PACKED_FIELDS } from './packed-fields.ts';
import { type HourColumns, packHour, unpackHour } from './packed-hour.ts';

const HOUR = Date.parse('2026-11-21T12:00:00Z');
const MINUTE_US = 60_000_000;

describe('a packed column', () => {
  it.each<[string, Value[]]>([
    ['nothing but nulls', [null, null, null]],
    ['one value', [12.61]],
    ['voltages', [12.61, 12.6, 12.6, 12.59, null, 12.58]],
    ['a constant', Array<number>(60).fill(-70)],
    ['a counter', [100, 160, 220, 280, 341]],
    ['a counter that began anew', [9_007_199_254_740_991, 0, 60]],
    ['the least and the greatest of 32 bits', [-2_147_483_648, 2_147_483_647]],
    ['readings without decimal places that end', [0.1 + 0.2, Math.PI, 1e300, -5e-324]],
    ['yes and no', [true, false, null, true, true, false, true, true, false, true]],
    ['words', ['mppt', 'mppt', null, 'off', 'sạc nổi', '']],
  ])('comes back as it was: %s', (_, values) => {
    expect(unpackColumn(packColumn(values), values.length)).toEqual(values);
  });

  it('comes back as it was, whatever the numbers', () => {
    let state = 20261121;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let round = 0; round < 300; round++) {
      const places = Math.floor(random() * 6);
      const size = 10 ** Math.floor(random() * 12);
      const values = Array.from({ length: Math.floor(random() * 70) }, () =>
        random() < 0.1 ? null : Number(((random() - 0.5) * size).toFixed(places)) + 0,
      );
      expect(unpackColumn(packColumn(values), values.length)).toEqual(values);
    }
  });
});

const columns = (rows: number): HourColumns => ({
  receivedAt: Array.from({ length: rows }, (_, at) => HOUR * 1_000 + at * MINUTE_US + ((at * 7_919) % 400_000)),
  seq: Array.from({ length: rows }, (_, at) => (at === 3 ? null : 1_000 + at)),
  sentAt: Array.from({ length: rows }, (_, at) => (at === 5 ? null : HOUR * 1_000 + at * MINUTE_US)),
  late: Array.from({ length: rows }, (_, at) => at === 9),
  fields: new Map<string, readonly Value[]>([
    ['batteryVoltage', Array.from({ length: rows }, (_, at) => 12.6 - Math.floor(at / 4) / 100)],
    ['lampOn', Array.from({ length: rows }, (_, at) => at > 40)],
    ['chargerState', Array.from({ length: rows }, (_, at) => (at < 40 ? 'mppt' : 'off'))],
  ]),
});

describe('a packed hour', () => {
  it('comes back as it was, also when only one field is asked for', () => {
    for (const rows of [1, 60, 3_600]) {
      const packed = packHour(HOUR, columns(rows));
      expect(unpackHour(HOUR, packed)).toEqual(columns(rows));
      expect([...unpackHour(HOUR, packed, ['lampOn']).fields.keys()]).toEqual(['lampOn']);
    }
  });

  it('is refused when it is damaged', () => {
    const packed = packHour(HOUR, columns(60));
    expect(() => unpackHour(HOUR, packed.subarray(0, packed.length - 9))).toThrow();
    expect(() => unpackHour(HOUR, Buffer.concat([Buffer.of(9), packed.subarray(1)]))).toThrow('unknown format: 9');
  });

  it('knows every field that hours have, each at its place for ever', () => {
    expect(PACKED_FIELDS.slice(0, 33)).toEqual([...HOUR_FIELDS.slice(0, 32), 'chargerState']);
    expect(new Set(PACKED_FIELDS)).toEqual(new Set([...HOUR_FIELDS, 'chargerState']));
  });
});
