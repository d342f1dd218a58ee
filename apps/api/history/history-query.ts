import { type AvailabilityQuery, HISTORY_UNITS, READINGS, RESOLUTIONS, type TelemetryQuery } from '#libs/contracts';
import { DAY, type EpochMs, type Span } from '#libs/domain';
import { instant, Problems } from '../http/problems.ts';

const AVAILABILITY_DAYS = { standard: 30, longest: 1_830 } as const;
const TELEMETRY_DAYS = { standard: 1, longest: { raw: 31, hour: 800 } } as const;
/** `auto` shows every reading of a period up to this long. */
const RAW_UP_TO = 2 * DAY;

/** A wrong end still leaves a period to go on with: `settle` refuses it in the end. */
function period(query: AvailabilityQuery, now: EpochMs, standardDays: number, problems: Problems): Span {
  const until = Math.min(instant('to', query.to, problems) ?? now, now);
  const from = instant('from', query.from, problems) ?? until - standardDays * DAY;
  if (from >= until) problems.add('from', 'not_before_end');
  return { from, until };
}

function checkLength({ from, until }: Span, longestDays: number, problems: Problems): void {
  if (until - from > longestDays * DAY) problems.add('from', 'period_too_long', { days: longestDays });
}

export function availabilityPeriod(query: AvailabilityQuery, now: EpochMs): Span {
  const problems = new Problems();
  const span = period(query, now, AVAILABILITY_DAYS.standard, problems);
  checkLength(span, AVAILABILITY_DAYS.longest, problems);
  problems.settle();
  return span;
}

export interface TelemetryRequest {
  readonly period: Span;
  readonly resolution: 'raw' | 'hour';
  /** Null: all. */
  readonly fields: readonly string[] | null;
  readonly limit: number;
  readonly cursor: string | null;
}

export function telemetryRequest(query: TelemetryQuery, now: EpochMs, rawDays: number): TelemetryRequest {
  const problems = new Problems();
  const span = period(query, now, TELEMETRY_DAYS.standard, problems);
  const isNear = span.until - span.from <= RAW_UP_TO && span.from >= now - rawDays * DAY;
  const asked = query.resolution ?? 'auto';
  if (!RESOLUTIONS.includes(asked)) problems.add('resolution', 'not_one_of', { values: RESOLUTIONS.join(', ') });
  const resolution = asked === 'raw' || (asked === 'auto' && isNear) ? 'raw' : 'hour';
  checkLength(span, TELEMETRY_DAYS.longest[resolution], problems);
  const fields = fieldsOf(query.fields, problems);
  const limit = query.limit ?? READINGS.standard;
  if (!Number.isInteger(limit) || limit < 1 || limit > READINGS.longest) {
    problems.add('limit', 'range', { min: 1, max: READINGS.longest });
  }
  if (query.cursor !== undefined && typeof query.cursor !== 'string') problems.add('cursor', 'not_text');
  problems.settle();
  return { period: span, resolution, fields, limit, cursor: query.cursor ?? null };
}

function fieldsOf(value: unknown, problems: Problems): string[] | null {
  if (value === undefined || value === '') return null;
  const names = typeof value === 'string' ? value.split(',').map((name) => name.trim()) : [];
  const known = names.length > 0 && names.every((name) => Object.hasOwn(HISTORY_UNITS, name));
  if (!known) problems.add('fields', 'not_one_of', { values: Object.keys(HISTORY_UNITS).join(', ') });
  return names;
}
