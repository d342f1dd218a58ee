import { type EpochMs, HOUR } from '#libs/domain';
import { HOUR_FIELDS } from '../hour-fields.ts';
import type { HourReading, HourValue } from '../hour-reading.ts';
import { ByteSink, ByteSource } from './byte-sink.ts';
import { packColumn, unpackColumn } from './column.ts';
import { deflated, inflated } from './deflated.ts';

/** In this order for ever: packed days hold a column for each. */
const FIGURES = ['min', 'avg', 'max', 'last', 'count'] as const;

/**
 * One device's hours of the day that begins at `day` (epoch ms, UTC), oldest first. A field that none of them measured
 * takes no byte; the others are named by their place in HOUR_FIELDS.
 */
export function packDay(day: EpochMs, hours: readonly HourReading[]): Buffer {
  const sink = new ByteSink().count(hours.length);
  sink.part(packColumn(hours.map(({ at }) => (at - day) / HOUR)));
  sink.part(packColumn(hours.map(({ samples }) => samples)));
  HOUR_FIELDS.forEach((field, place) => {
    const values = hours.map((hour) => hour.values[field]);
    if (values.every((value) => value === undefined)) return;
    const columns = new ByteSink();
    for (const figure of FIGURES) columns.part(packColumn(values.map((value) => value?.[figure] ?? null)));
    sink.count(place).part(columns.view());
  });
  return deflated(sink.view());
}

/** `wanted`: names of fields, or null for all; of others nothing is unpacked. Throws for bytes that are no packed day. */
export function unpackDay(day: EpochMs, packed: Uint8Array, wanted: readonly string[] | null = null): HourReading[] {
  const source = new ByteSource(inflated(packed));
  const rows = source.count();
  const columnOf = (bytes: ByteSource) => unpackColumn(bytes.part(), rows) as (number | null)[];
  const [hours, samples] = [columnOf(source), columnOf(source)];
  const values = hours.map((): Record<string, HourValue> => ({}));
  while (!source.isAtEnd) {
    const field = HOUR_FIELDS[source.count()];
    if (field === undefined) throw new Error('a packed day has a field nobody knows');
    const bytes = new ByteSource(source.part());
    if (wanted !== null && !wanted.includes(field)) continue;
    const [mins, avgs, maxs, lasts, counts] = [bytes, bytes, bytes, bytes, bytes].map(columnOf);
    values.forEach((hour, row) => {
      const [min, avg, max, last] = [mins?.[row], avgs?.[row], maxs?.[row], lasts?.[row]];
      if (min == null || avg == null || max == null || last == null) return;
      hour[field] = { min, avg, max, last, count: counts?.[row] ?? 0 };
    });
  }
  return values.map((value, row) => ({
    at: day + (hours[row] ?? 0) * HOUR,
    samples: samples[row] ?? 0,
    values: value,
  }));
}
