import type { EpochMs } from '#libs/domain';
import { HOUR_FIELDS } from './hour-fields.ts';

export interface HourValue {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  /** Measured last in the hour. */
  readonly last: number;
  readonly count: number;
}

/** An hour of a device. */
export interface HourReading {
  /** Begin of the hour. */
  readonly at: EpochMs;
  readonly samples: number;
  /** By the name in a heartbeat; what the device did not say is not there. */
  readonly values: Readonly<Record<string, HourValue>>;
}

/** The same as a row; its arrays follow HOUR_FIELDS. */
export interface HourRow {
  readonly at: EpochMs;
  readonly samples: number;
  readonly minimum: readonly (number | null)[];
  readonly average: readonly (number | null)[];
  readonly maximum: readonly (number | null)[];
  readonly last: readonly (number | null)[];
  readonly counts: readonly (number | null)[];
}

/** `fields`: names of those that are wanted; null: all. */
export function hourReading({ at, samples, ...row }: HourRow, fields: readonly string[] | null = null): HourReading {
  const values: Record<string, HourValue> = {};
  HOUR_FIELDS.forEach((field, place) => {
    const [min, avg, max, last] = [row.minimum[place], row.average[place], row.maximum[place], row.last[place]];
    if (min == null || avg == null || max == null || last == null) return;
    if (fields === null || fields.includes(field)) {
      values[field] = { min, avg, max, last, count: row.counts[place] ?? 0 };
    }
  });
  return { at, samples, values };
}
