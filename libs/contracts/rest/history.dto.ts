import type { Blame } from '#libs/domain';
import { Type } from 'class-transformer';
import { Allow, IsInt, IsOptional, Max, Min } from 'class-validator';
import { TELEMETRY_FIELDS, TELEMETRY_FLAGS } from '../mqtt/telemetry.ts';

/** Units of the values in a history: of a yes/no `yes_no`, whose hourly average is the share of yes; of a word `word`. */
export const HISTORY_UNITS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(TELEMETRY_FIELDS.map(({ name, unit }) => [name, unit])),
  ...Object.fromEntries(TELEMETRY_FLAGS.map((name) => [name, 'yes_no'])),
  chargerState: 'word',
};

export const RESOLUTIONS = ['raw', 'hour', 'auto'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];
export const READINGS = { standard: 1_000, longest: 5_000 } as const;

/** Everything wrong with it is told at once, so it is checked as a whole (apps/api/history). */
export class AvailabilityQuery {
  /** ISO 8601 with a zone, inclusive. Default: 30 days before `to`. */
  @Allow()
  from?: string;

  /** ISO 8601 with a zone, exclusive. Default, and at most: now. */
  @Allow()
  to?: string;
}

export class TelemetryQuery {
  /** ISO 8601 with a zone, inclusive. Default: 24 hours before `to`. */
  @Allow()
  from?: string;

  /** ISO 8601 with a zone, exclusive. Default, and at most: now. */
  @Allow()
  to?: string;

  /** Names of heartbeat fields, separated by commas. Default: all. */
  @Allow()
  fields?: string;

  /** `auto` (default): every reading of up to two days that are still kept, hours of anything longer or older. */
  @Allow()
  resolution?: Resolution;

  /** Items a page, 1 to 5000. Default: 1000. */
  @Allow()
  @Type(() => Number)
  limit?: number;

  /** `nextCursor` of the page before. */
  @Allow()
  cursor?: string;
}

export class HourOfField {
  min: number;
  avg: number;
  max: number;
  /** Measured last in the hour. */
  last: number;
  /** Readings in the hour that carried the field. */
  count: number;
}

export class TelemetryItem {
  /** When it was measured as far as we know, or the begin of the hour. */
  at: string;
  /** Of a single reading. */
  receivedAt?: string;
  /** Of a single reading: buffered by the device and sent later. */
  late?: boolean;
  /** Of an hour: readings in it. */
  samples?: number;
  /** By field: the value of a reading, or min, avg, max, last and count of an hour. */
  values: Record<string, number | boolean | string | HourOfField>;
}

export class TelemetryAnswer {
  deviceId: string;
  from: string;
  to: string;
  resolution: 'raw' | 'hour';
  /** Unit of each field asked for. */
  units: Record<string, string>;
  /** Oldest first. */
  items: TelemetryItem[];
  /** Null: this was the last page. */
  nextCursor: string | null;
}

export class DownTime {
  /** Its own fault, as far as anybody knows. */
  device: number;
  /** The power grid's. */
  grid: number;
  /** Its way to us: uplink or carrier. */
  uplink: number;
  /** Planned work. */
  planned: number;
  /** Nobody of ours listened while it was down. */
  ours: number;
}

/** Milliseconds; `upMs` + all of `downMs` + `unknownMs` + `decommissionedMs` = `periodMs`, exactly. */
export class AvailabilityFigures {
  from: string;
  to: string;
  periodMs: number;
  upMs: number;
  /** The part of `upMs` in which nobody of ours listened. */
  unwatchedMs: number;
  downMs: DownTime;
  /** The same down time as it was blamed before corrections. */
  recordedDownMs: DownTime;
  /** Before the first contact, or older than history is kept. */
  unknownMs: number;
  decommissionedMs: number;
  /** `upMs` of the time that was up or down, 0 to 1; null when there was none. */
  availability: number | null;
}

export class AvailabilityCorrection {
  from: string;
  to: string;
  oldBlame: Blame;
  newBlame: Blame;
  reason: string;
  rule: string;
  /** When we learnt it. */
  knownAt: string;
  evidence: Record<string, unknown>;
}

/** Another thing in the same place. */
export class HardwareChange {
  at: string;
  /** As people call it, with its serial number or MAC; null: nothing is known of it. */
  from: string | null;
  to: string | null;
}

export class DeviceAvailabilityAnswer extends AvailabilityFigures {
  deviceId: string;
  /** Recorded down time that later evidence blames on something else; it stands already in `downMs`. */
  corrections: AvailabilityCorrection[];
  /** When another thing took its place within the period, oldest first; the figures run through. */
  hardwareChanges: HardwareChange[];
}

export class AvailabilityDaysQuery {
  /** How many local days, 1 to 400; standard 90. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(400)
  days?: number;
}

export class AvailabilityDay extends AvailabilityFigures {
  /** Local calendar day, `YYYY-MM-DD`; the last one is today so far. */
  day: string;
}

export class DeviceAvailabilityDays {
  deviceId: string;
  timeZone: string;
  /** Oldest first. */
  items: AvailabilityDay[];
}

export class UnitAvailabilityAnswer extends AvailabilityFigures {
  unitId: string;
  /** Of the unit and all units below it, as they belong today; figures are sums over all of them. */
  devices: number;
}
