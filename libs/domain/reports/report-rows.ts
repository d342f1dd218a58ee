import { type Availability, availability, type DeviceHistory, outagesOf } from '../availability.ts';
import type { DeviceKind } from '../device.ts';
import type { FaultCode } from '../fault.ts';
import type { DeviceNo, SiteId, UnitId } from '../ids.ts';
import type { Cause } from '../incident.ts';
import type { Span } from '../span.ts';
import type { EpochMs } from '../time.ts';
import type { UnitKind } from '../unit.ts';

export interface ReportUnit {
  readonly id: UnitId;
  readonly parentId: UnitId | null;
  readonly kind: UnitKind;
  readonly name: string;
}

/** A device that was in service at any time of the period, as it belongs today. */
export interface ReportDevice {
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly unitId: UnitId;
  readonly siteId: SiteId;
  readonly code: string;
  readonly name: string;
  readonly siteCode: string;
  readonly landmark: string | null;
  readonly payer: string | null;
  readonly sums: Availability;
  /** That lie in the period, wholly or in part. */
  readonly outages: number;
  /** Was it known to be up when the period ended? */
  readonly worksAtEnd: boolean;
}

/** An incident that was open at any time of the period. */
export interface ReportIncident {
  readonly cause: Cause;
  /** Null: silence, or a cause. */
  readonly faultCode: FaultCode | null;
  /** Of the device it is about; null for a cause. */
  readonly kind: DeviceKind | null;
  readonly unitId: UnitId;
  /** Unit of the incident that explained it to its end, or explains it still. */
  readonly explainedIn: UnitId | null;
  readonly startedAt: EpochMs;
  readonly openedAt: EpochMs;
  /** When the trouble itself was over. */
  readonly endedAt: EpochMs | null;
  /** When the incident was closed. */
  readonly closedAt: EpochMs | null;
  /** When somebody first said that he goes to check, and who. */
  readonly takenAt: EpochMs | null;
  readonly takenBy: string | null;
}

/** What people gave for the places of one unit: money in whole đồng, and gifts in kind. */
export interface ReportGifts {
  readonly unitId: UnitId;
  /** Entries of the month, those in kind among them, and their money. */
  readonly entries: number;
  readonly inKind: number;
  readonly dong: number;
  /** Money of all entries up to the end of the month. */
  readonly totalDong: number;
}

/** What was mended at the places of one unit, as it is in the ledger: whole đồng, whoever paid. */
export interface ReportRepairs {
  readonly unitId: UnitId;
  /** Of the month. */
  readonly entries: number;
  readonly dong: number;
  /** Up to the end of the month. */
  readonly totalDong: number;
}

/** Everything that reports about one unit, or any unit below it, are made of. */
export interface ReportRows {
  readonly units: readonly ReportUnit[];
  readonly devices: readonly ReportDevice[];
  readonly incidents: readonly ReportIncident[];
  readonly gifts: readonly ReportGifts[];
  readonly repairs: readonly ReportRepairs[];
}

/** What of a device's history goes into a report; null: it was out of service before the period began. */
export function figuresInPeriod(
  history: DeviceHistory,
  period: Span,
): Pick<ReportDevice, 'sums' | 'outages' | 'worksAtEnd'> | null {
  if (history.decommissionedAt !== null && history.decommissionedAt <= period.from) return null;
  const outages = outagesOf(history).filter(
    ({ from, until }) => from < period.until && (until ?? Infinity) > period.from,
  );
  return {
    sums: availability(history, period),
    outages: outages.length,
    worksAtEnd: availability(history, { from: period.until - 1, until: period.until }).upMs > 0,
  };
}
