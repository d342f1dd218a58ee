import type { DeviceNo, EpochMs } from '#libs/domain';
import { TELEMETRY_COLUMNS } from '../ingest/telemetry-copy.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { type HourColumns, packHour, unpackHour } from './pack/packed-hour.ts';
import type { Value } from './pack/column.ts';
import { DATABLE } from './readings.ts';

/** One device's hour of raw rows, a column for each field, as PostgreSQL gathers it. */
export interface GatheredHour {
  readonly deviceNo: DeviceNo;
  /** Epoch ms of the earliest moment that a buffered reading speaks of. */
  readonly lateFrom: EpochMs | null;
  readonly receivedAt: readonly number[];
  readonly seq: readonly (number | null)[];
  readonly sentAt: readonly (number | null)[];
  readonly late: readonly boolean[];
  readonly [field: string]: unknown;
}

/** Exact: microseconds since 1970 stay below 2^53. */
const micros = (column: string): string => `(extract(epoch FROM ${column}) * 1000000)::float8`;

/** Statement that gathers the raw rows received in [from, until), a row a device; the bounds stand in it as text. */
export const gather = (from: EpochMs, until: EpochMs, more = ''): string => `
  SELECT device_no AS "deviceNo", ${epoch(`min(sent_at) FILTER (WHERE ${DATABLE})`)} AS "lateFrom",
    array_agg(${micros('received_at')}) AS "receivedAt", array_agg(seq::float8) AS seq,
    array_agg(${micros('sent_at')}) AS "sentAt", array_agg(late) AS late,
    ${TELEMETRY_COLUMNS.map(({ fact, column, type }) => {
      const value = type === 'bigint' ? `${column}::float8` : column;
      return `CASE WHEN count(${column}) > 0 THEN array_agg(${value}) END AS "${fact}"`;
    }).join(', ')}
  FROM (SELECT * FROM telemetry WHERE received_at >= '${iso(from)}' AND received_at < '${iso(until)}' ${more}
    ORDER BY device_no, received_at, seq) AS reading
  GROUP BY device_no ORDER BY device_no`;

function iso(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** Without the columns that the device said nothing in. */
export function columnsOf(gathered: GatheredHour): HourColumns {
  const { receivedAt, seq, sentAt, late } = gathered;
  const fields = new Map<string, readonly Value[]>();
  for (const { fact } of TELEMETRY_COLUMNS) {
    const values = gathered[fact] as readonly Value[] | null;
    if (values !== null) fields.set(fact, values);
  }
  return { receivedAt, seq, sentAt, late, fields };
}

export interface PackedRow {
  readonly deviceNo: DeviceNo;
  readonly lateFrom: EpochMs | null;
  readonly columns: HourColumns;
}

/** Writes these hours, in place of what was packed of them before. */
export async function writePacked(sql: Sql, hour: EpochMs, rows: readonly PackedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO telemetry_packed (device_no, hour, samples, late_from, packed)
     SELECT device_no, $1, samples, late_from, packed
     FROM unnest($2::int[], $3::int[], $4::timestamptz[], $5::bytea[]) AS p (device_no, samples, late_from, packed)
     ON CONFLICT (device_no, hour) DO UPDATE SET samples = excluded.samples, late_from = excluded.late_from,
       packed = excluded.packed`,
    [
      ...[new Date(hour), rows.map(({ deviceNo }) => deviceNo), rows.map(({ columns }) => columns.receivedAt.length)],
      ...[rows.map(({ lateFrom }) => (lateFrom === null ? null : new Date(lateFrom)))],
      rows.map(({ columns }) => packHour(hour, columns)),
    ],
  );
}

/** One reading out of a packed hour. */
export interface UnpackedRow {
  /** Microseconds since 1970. */
  readonly receivedAt: number;
  readonly seq: number | null;
  readonly sentAt: number | null;
  readonly late: boolean;
  /** By the name in a heartbeat; null: not said. */
  readonly value: (field: string) => Value;
}

export function rowsOf(hour: EpochMs, packed: Uint8Array, wanted: readonly string[] | null = null): UnpackedRow[] {
  const { receivedAt, seq, sentAt, late, fields } = unpackHour(hour, packed, wanted);
  return receivedAt.map((at, row) => ({
    receivedAt: at,
    seq: seq[row] ?? null,
    sentAt: sentAt[row] ?? null,
    late: late[row] ?? false,
    value: (field: string) => fields.get(field)?.[row] ?? null,
  }));
}

/** Both, each reading once, by when it was received. */
export function merged(one: HourColumns, other: HourColumns): HourColumns {
  const all = [one, other].flatMap((columns) => columns.receivedAt.map((at, row) => ({ columns, at, row })));
  const seen = new Set<string>();
  const kept = all
    .filter(({ columns, at, row }) => {
      const key = `${at} ${columns.seq[row] ?? ''} ${columns.sentAt[row] ?? ''}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.at - b.at || (a.columns.seq[a.row] ?? -1) - (b.columns.seq[b.row] ?? -1));
  const column = <Kind>(pick: (columns: HourColumns) => readonly Kind[] | undefined) =>
    kept.map(({ columns, row }) => pick(columns)?.[row] ?? null);
  const names = new Set([...one.fields.keys(), ...other.fields.keys()]);
  return {
    receivedAt: kept.map(({ at }) => at),
    seq: column(({ seq }) => seq),
    sentAt: column(({ sentAt }) => sentAt),
    late: kept.map(({ columns, row }) => columns.late[row] ?? false),
    fields: new Map([...names].map((name) => [name, column<Value>(({ fields }) => fields.get(name))])),
  };
}
