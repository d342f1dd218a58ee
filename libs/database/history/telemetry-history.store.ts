import { Injectable } from '@nestjs/common';
import { type DeviceNo, type EpochMs, HOUR, hourOf, type Span } from '#libs/domain';
import type { Scope } from '../access.ts';
import { TELEMETRY_COLUMNS } from '../ingest/telemetry-copy.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { type HourReading, hourReading, type HourRow } from './hour-reading.ts';
import type { Value } from './pack/column.ts';
import { readPacking } from './pack-hours.ts';
import { packedReadings } from './packed-readings.ts';
import { DATABLE, measuredIn } from './readings.ts';
import { HOUR_VALUES, nextHour } from './roll-up.ts';
import { rolledUpHours } from './rolled-up-hours.ts';
import { deviceNoOf } from './device-no.ts';

export interface Reading {
  /** When it was measured, as far as we know. */
  readonly at: EpochMs;
  readonly receivedAt: EpochMs;
  /** Buffered by the device and sent later. */
  readonly late: boolean;
  readonly values: Readonly<Record<string, number | boolean | string>>;
}

interface Asked extends PageRequest {
  readonly period: Span;
  /** Names of heartbeat fields; null: all. */
  readonly fields: readonly string[] | null;
}

/** What a device measured: every reading while it is kept, hours of it for years. */
@Injectable()
export class TelemetryHistory {
  constructor(private readonly database: Database) {}

  /**
   * By the moment of measuring; a buffered reading whose moment nobody knows stands where it was received. Read from
   * packed hours and from raw rows alike.
   */
  async readings(scope: Scope, id: string, { period, fields, limit, cursor }: Asked): Promise<PageOf<Reading>> {
    const deviceNo = await deviceNoOf(this.database, scope, id);
    const columns = TELEMETRY_COLUMNS.filter(({ fact }) => fields === null || fields.includes(fact));
    const after = readCursor(cursor, ['number', 'number', 'number']) as readonly [EpochMs, EpochMs, number] | null;
    const span = { from: Math.max(period.from, after?.[0] ?? period.from), until: period.until };
    const { packedUntil } = await readPacking(this.database);
    const raw = await this.#raw(deviceNo, columns, { ...span, packedUntil }, after, limit + 1);
    const packed = await packedReadings(this.database, deviceNo, {
      ...{ ...span, packedUntil, fields: columns.map(({ fact }) => fact) },
      isWanted: (reading) => after === null || inOrder(placeOf(reading), after) > 0,
      enough: limit + 1,
    });
    const rows = onceEach([...raw, ...packed]).sort((a, b) => inOrder(placeOf(a), placeOf(b)));
    const page = toPage(rows, limit, placeOf);
    return {
      items: page.items.map(({ at, receivedAt, late, value }) => {
        const values: Record<string, NonNullable<Value>> = {};
        for (const { fact, column } of columns) {
          const said = value(fact, column);
          if (said !== null) values[fact] = said;
        }
        return { at, receivedAt, late, values };
      }),
      nextCursor: page.nextCursor,
    };
  }

  async #raw(
    deviceNo: DeviceNo,
    columns: typeof TELEMETRY_COLUMNS,
    { from, until, packedUntil }: Span & { readonly packedUntil: EpochMs },
    after: readonly [EpochMs, EpochMs, number] | null,
    limit: number,
  ): Promise<PlacedReading[]> {
    const own = 'AND device_no = $3 AND received_at >= $8';
    const rows = await this.database.query<Record<string, Value> & Omit<PlacedReading, 'value'>>(
      `SELECT ${epoch('at')} AS at, ${epoch('received_at')} AS "receivedAt", ${epoch('sent_at')} AS "sentAt", late,
         coalesce(seq, -1)::float8 AS seq
         ${columns.map(({ column, type }) => `, ${type === 'bigint' ? `${column}::float8` : column}`).join('')}
       FROM (
         ${measuredIn('$1::timestamptz', '$2::timestamptz', own)}
         UNION ALL
         SELECT received_at AS at, telemetry.* FROM telemetry
         WHERE late AND (${DATABLE}) IS NOT TRUE AND received_at >= $1 AND received_at < $2 ${own}) AS reading
       WHERE $4::float8 IS NULL OR (${epoch('at')}, ${epoch('received_at')}, coalesce(seq, -1)) > ($4, $5, $6)
       ORDER BY reading.at, received_at, coalesce(reading.seq, -1) LIMIT $7`,
      [
        ...[new Date(from), new Date(until), deviceNo],
        ...[after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
        Number.isFinite(packedUntil) ? new Date(packedUntil) : '-infinity',
      ],
    );
    return rows.map((row) => ({ ...row, value: (_, column) => row[column] ?? null }));
  }

  /** Hours that have been rolled up, and those that have not been yet from the readings themselves. */
  async hours(scope: Scope, id: string, { period, fields, limit, cursor }: Asked): Promise<PageOf<HourReading>> {
    const deviceNo = await deviceNoOf(this.database, scope, id);
    const after = readCursor(cursor, ['number'])?.[0];
    const from = after === undefined ? hourOf(period.from) : Number(after) + HOUR;
    const next = (await nextHour(this.database)) ?? -Infinity;
    const until = Math.min(period.until, next);
    const rows = await rolledUpHours(this.database, deviceNo, { from, until }, fields, limit + 1);
    const missing = limit + 1 - rows.length;
    if (missing > 0) {
      const fresh = await this.#fresh(deviceNo, { ...period, from: Math.max(from, next) }, missing);
      rows.push(...fresh.map((row) => hourReading(row, fields)));
    }
    const page = toPage(rows, limit, ({ at }) => [at]);
    return { items: page.items, nextCursor: page.nextCursor };
  }

  async #fresh(deviceNo: number, { from, until }: Span, limit: number): Promise<HourRow[]> {
    if (from >= until) return [];
    return this.database.query<HourRow>(
      `SELECT ${epoch('hour')} AS at, ${HOUR_VALUES}
       FROM (SELECT date_trunc('hour', at) AS hour, measured.*
         FROM (${measuredIn('$1::timestamptz', '$2::timestamptz', 'AND device_no = $3')}) AS measured
         ORDER BY 1, at, seq) AS reading
       GROUP BY hour ORDER BY hour LIMIT $4`,
      [new Date(from), new Date(until), deviceNo, limit],
    );
  }
}

interface PlacedReading {
  readonly at: EpochMs;
  readonly receivedAt: EpochMs;
  readonly sentAt: EpochMs | null;
  /** -1: none. */
  readonly seq: number;
  readonly late: boolean;
  /** By the name in a heartbeat and the column of a raw row; null: not said. */
  readonly value: (field: string, column: string) => Value;
}

type Place = readonly [at: EpochMs, receivedAt: EpochMs, seq: number];

const placeOf = ({ at, receivedAt, seq }: Pick<PlacedReading, 'at' | 'receivedAt' | 'seq'>): Place => [
  at,
  receivedAt,
  seq,
];
const inOrder = (a: Place, b: Place): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** A buffered reading that a device sent twice is one, the one received first. */
function onceEach(readings: readonly PlacedReading[]): PlacedReading[] {
  const first = new Map<string, PlacedReading>();
  for (const reading of readings) {
    const { at, receivedAt, sentAt, seq, late } = reading;
    const key = late && at !== receivedAt ? `${sentAt} ${seq}` : `${at} ${receivedAt} ${seq} ${sentAt}`;
    const known = first.get(key);
    if (known === undefined || receivedAt < known.receivedAt) first.set(key, reading);
  }
  return [...first.values()];
}
