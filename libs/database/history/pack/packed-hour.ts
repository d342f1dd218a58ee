import { ByteSink, ByteSource } from './byte-sink.ts';
import { packColumn, unpackColumn, type Value } from './column.ts';
import { deflated, inflated } from './deflated.ts';
import { PACKED_FIELDS } from './packed-fields.ts';

/** What one device said in one hour, a column for each field; all columns are equally long. */
export interface HourColumns {
  /** Microseconds since 1970. */
  readonly receivedAt: readonly number[];
  readonly seq: readonly (number | null)[];
  /** Microseconds since 1970, by the device's clock. */
  readonly sentAt: readonly (number | null)[];
  readonly late: readonly boolean[];
  /** By the name in a heartbeat; a field that the device never said is not there. */
  readonly fields: ReadonlyMap<string, readonly Value[]>;
}

const MICROS_PER_MS = 1_000;

/** `hour`: its begin, epoch ms; moments are written as their distance from it. */
export function packHour(hour: number, columns: HourColumns): Buffer {
  const begin = hour * MICROS_PER_MS;
  const from = (at: number | null) => (at === null ? null : at - begin);
  const sink = new ByteSink().count(columns.receivedAt.length);
  for (const header of [columns.receivedAt.map(from), columns.seq, columns.sentAt.map(from), columns.late]) {
    sink.part(packColumn(header));
  }
  for (const [field, values] of columns.fields) {
    const place = PACKED_FIELDS.indexOf(field);
    if (place < 0) throw new Error(`history has no field ${field}`);
    sink.count(place).part(packColumn(values));
  }
  return deflated(sink.view());
}

/** `wanted`: names of fields, or null for all; others are passed over unread. Throws for bytes that are no packed hour. */
export function unpackHour(hour: number, packed: Uint8Array, wanted: readonly string[] | null = null): HourColumns {
  const source = new ByteSource(inflated(packed));
  const rows = source.count();
  const begin = hour * MICROS_PER_MS;
  const column = () => unpackColumn(source.part(), rows);
  const moments = () => column().map((at) => (at === null ? null : (at as number) + begin));
  const receivedAt = moments() as number[];
  const seq = column() as (number | null)[];
  const sentAt = moments();
  const late = column() as boolean[];
  const fields = new Map<string, readonly Value[]>();
  while (!source.isAtEnd) {
    const field = PACKED_FIELDS[source.count()];
    if (field === undefined) throw new Error('a packed hour has a field nobody knows');
    const bytes = source.part();
    if (wanted === null || wanted.includes(field)) fields.set(field, unpackColumn(bytes, rows));
  }
  return { receivedAt, seq, sentAt, late, fields };
}
