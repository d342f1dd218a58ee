import { describe, expect, it } from '@jest/globals';
import type { HourReading } from '../hour-reading.ts';
import { packDay, unpackDay } from './packed-day.ts';

const DAY = Date.parse('2026-11-21T00:00:00Z');
const HOUR = 3_600_000;

/** One field that was measured in every hour, one in most, one yes or no. */
const hourOf = (hour: number): HourReading => ({
  ...{ at: DAY + hour * HOUR, samples: 60 - (hour % 5) },
  values: {
    // What PostgreSQL writes for a real: seven or eight digits.
    batteryVoltage: {
      min: 12.1,
      avg: Number(Math.fround(12 + hour / 7).toPrecision(8)),
      max: 14,
      last: 12.61,
      count: 60,
    },
    ...(hour % 3 > 0 && { rxBytes: { min: 0, avg: 1e15, max: 1e16, last: 9_007_199_254_740_991 - hour, count: 7 } }),
    lampOn: { min: 0, avg: 0.25, max: 1, last: 0, count: 60 },
  },
});

describe('a packed day', () => {
  it.each([[[0]], [[23]], [[0, 1, 2, 5, 6, 22]], [[...Array(24).keys()]]])(
    'comes back as it was: hours %j',
    (which) => {
      const hours = which.map(hourOf);
      expect(unpackDay(DAY, packDay(DAY, hours))).toEqual(hours);
    },
  );

  it('gives only the fields that were asked for', () => {
    const [hour] = unpackDay(DAY, packDay(DAY, [hourOf(1)]), ['lampOn']);
    expect(hour).toEqual({ ...hourOf(1), values: { lampOn: hourOf(1).values['lampOn'] } });
  });

  it('is refused when it is damaged', () => {
    const packed = packDay(DAY, [...Array(24).keys()].map(hourOf));
    expect(() => unpackDay(DAY, packed.subarray(0, packed.length - 9))).toThrow();
  });
});
