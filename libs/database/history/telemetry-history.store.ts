import { Injectable } from '@nestjs/common';
import { type EpochMs, HOUR, hourOf, type Span } from '#libs/domain';
import type { Scope } from '../access.ts';
import { TELEMETRY_COLUMNS } from '../ingest/telemetry-copy.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { HOUR_FIELDS } from './hour-fields.ts';
import { DATABLE, measuredIn } from './readings.ts';
import { HOUR_VALUES, nextHour } from './roll-up.ts';
import { deviceNoOf } from './device-no.ts';

export interface Reading {
  /** When it was measured, as far as we know. */
  readonly at: EpochMs;
  readonly receivedAt: EpochMs;
  /** Buffered by the device and sent later. */
  readonly late: boolean;
  readonly values: Readonly<Record<string, number | boolean | string>>;
}

export interface HourValue {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  /** Measured last in the hour. */
  readonly last: number;
  readonly count: number;
}

export interface HourReading {
  /** Begin of the hour. */
  readonly at: EpochMs;
  readonly samples: number;
  readonly values: Readonly<Record<string, HourValue>>;
}

interface Asked extends PageRequest {
  readonly period: Span;
  /** Names of heartbeat fields; null: all. */
  readonly fields: readonly string[] | null;
}

interface HourRow {
  readonly at: EpochMs;
  readonly samples: number;
  readonly minimum: readonly (number | null)[];
  readonly average: readonly (number | null)[];
  readonly maximum: readonly (number | null)[];
  readonly last: readonly (number | null)[];
  readonly counts: readonly (number | null)[];
}

/** What a device measured: every reading while it is kept, hours of it for years. */
@Injectable()
export class TelemetryHistory {
  constructor(private readonly database: Database) {}

  /** By the moment of measuring; a buffered reading whose moment nobody knows stands where it was received. */
  async readings(scope: Scope, id: string, { period, fields, limit, cursor }: Asked): Promise<PageOf<Reading>> {
    const deviceNo = await deviceNoOf(this.database, scope, id);
    const columns = TELEMETRY_COLUMNS.filter(({ fact }) => fields === null || fields.includes(fact));
    const after = readCursor(cursor, ['number', 'number', 'number']);
    const own = 'AND device_no = $3';
    const rows = await this.database.query<Record<string, unknown> & { at: EpochMs; received: EpochMs; seq: number }>(
      `SELECT ${epoch('at')} AS at, ${epoch('received_at')} AS received, late, coalesce(seq, -1)::float8 AS seq
         ${columns.map(({ column }) => `, ${column}`).join('')}
       FROM (
         ${measuredIn('$1::timestamptz', '$2::timestamptz', own)}
         UNION ALL
         SELECT received_at AS at, telemetry.* FROM telemetry
         WHERE late AND (${DATABLE}) IS NOT TRUE AND received_at >= $1 AND received_at < $2 ${own}) AS reading
       WHERE $4::float8 IS NULL OR (${epoch('at')}, ${epoch('received_at')}, coalesce(seq, -1)) > ($4, $5, $6)
       ORDER BY reading.at, received_at, coalesce(reading.seq, -1) LIMIT $7`,
      [
        ...[new Date(Math.max(period.from, Number(after?.[0] ?? period.from))), new Date(period.until), deviceNo],
        ...[after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
      ],
    );
    const page = toPage(rows, limit, (row) => [row.at, row.received, row.seq]);
    return {
      items: page.items.map((row) => ({
        at: row.at,
        receivedAt: row.received,
        late: row['late'] === true,
        values: Object.fromEntries(
          columns.flatMap(({ fact, column, type }) => {
            const value = row[column] as number | boolean | string | null;
            if (value === null) return [];
            return [[fact, type === 'bigint' ? Number(value) : value]];
          }),
        ),
      })),
      nextCursor: page.nextCursor,
    };
  }

  /** Hours that have been rolled up, and those that have not been yet from the readings themselves. */
  async hours(scope: Scope, id: string, { period, fields, limit, cursor }: Asked): Promise<PageOf<HourReading>> {
    const deviceNo = await deviceNoOf(this.database, scope, id);
    const after = readCursor(cursor, ['number'])?.[0];
    const from = after === undefined ? hourOf(period.from) : Number(after) + HOUR;
    const next = (await nextHour(this.database)) ?? -Infinity;
    const rows = await this.#rolledUp(deviceNo, { from, until: Math.min(period.until, next) }, limit + 1);
    const missing = limit + 1 - rows.length;
    if (missing > 0) rows.push(...(await this.#fresh(deviceNo, { ...period, from: Math.max(from, next) }, missing)));
    const page = toPage(rows, limit, ({ at }) => [at]);
    return { items: page.items.map((row) => hourReading(row, fields)), nextCursor: page.nextCursor };
  }

  async #rolledUp(deviceNo: number, { from, until }: Span, limit: number): Promise<HourRow[]> {
    if (from >= until) return [];
    return this.database.query<HourRow>(
      `SELECT ${epoch('hour')} AS at, samples, minimum, average, maximum, last, counts FROM telemetry_hour
       WHERE device_no = $1 AND hour >= $2 AND hour < $3 ORDER BY hour LIMIT $4`,
      [deviceNo, new Date(from), new Date(until), limit],
    );
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

function hourReading({ at, samples, ...row }: HourRow, fields: readonly string[] | null): HourReading {
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
