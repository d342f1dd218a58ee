import type {
  AvailabilityCorrection,
  AvailabilityFigures,
  DeviceAvailabilityAnswer,
  TelemetryAnswer,
  TelemetryItem,
  UnitAvailabilityAnswer,
} from '#libs/contracts';
import { HISTORY_UNITS } from '#libs/contracts';
import type { CorrectionRow, DeviceAvailability, HourReading, PageOf, Reading, UnitAvailability } from '#libs/database';
import { type Availability, BLAMES, type Span } from '#libs/domain';
import { iso, pageOf } from '../http/page.ts';
import type { TelemetryRequest } from './history-query.ts';

export const readingItem = (reading: Reading): TelemetryItem => ({
  at: iso(reading.at),
  receivedAt: iso(reading.receivedAt),
  late: reading.late,
  values: reading.values,
});

export const hourItem = (hour: HourReading): TelemetryItem => ({ ...hour, at: iso(hour.at), values: hour.values });

export function telemetryAnswer<Row>(
  deviceId: string,
  { period, resolution, fields }: TelemetryRequest,
  page: PageOf<Row>,
  view: (row: Row) => TelemetryItem,
): TelemetryAnswer {
  const units = Object.entries(HISTORY_UNITS).filter(([name]) => fields === null || fields.includes(name));
  const span = { from: iso(period.from), to: iso(period.until) };
  return { deviceId, ...span, resolution, units: Object.fromEntries(units), ...pageOf(page, view) };
}

export function figures(sums: Availability, { from, until }: Span): AvailabilityFigures {
  const { upMs, unwatchedMs, downMs, recordedDownMs, unknownMs, decommissionedMs } = sums;
  const down = BLAMES.reduce((sum, blame) => sum + downMs[blame], 0);
  return {
    from: iso(from),
    to: iso(until),
    // What the parts add up to: of a unit, the length of the period for each of its devices.
    periodMs: upMs + down + unknownMs + decommissionedMs,
    ...{ upMs, unwatchedMs, downMs, recordedDownMs, unknownMs, decommissionedMs },
    availability: upMs + down === 0 ? null : upMs / (upMs + down),
  };
}

const correction = (row: CorrectionRow): AvailabilityCorrection => ({
  from: iso(row.from),
  to: iso(row.until),
  oldBlame: row.oldBlame,
  newBlame: row.blame,
  reason: row.reason,
  rule: row.rule,
  knownAt: iso(row.knownAt),
  evidence: row.evidence,
});

export const deviceAvailability = (
  deviceId: string,
  sums: DeviceAvailability,
  period: Span,
): DeviceAvailabilityAnswer => ({
  deviceId,
  ...figures(sums, period),
  corrections: sums.corrections.map(correction),
  hardwareChanges: sums.hardwareChanges.map((change) => ({ ...change, at: iso(change.at) })),
});

export const unitAvailability = (unitId: string, sums: UnitAvailability, period: Span): UnitAvailabilityAnswer => ({
  unitId,
  devices: sums.devices,
  ...figures(sums, period),
});
