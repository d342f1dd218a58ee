import type { Blame, Cause, DeviceKind, FaultCode, Sheet, UnitKind } from '#libs/domain';
import { Allow, IsIn, IsUUID, Matches } from 'class-validator';
import type { DownTime } from './history.dto.ts';

export const REPORT_FORMATS = ['json', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export const PACK_FORMATS = ['pdf', 'xlsx'] as const;
export type PackFormat = (typeof PACK_FORMATS)[number];

/** Everything wrong with it is told at once, so it is checked as a whole (apps/api/reports). */
export class ReportQuery {
  /** `YYYY-MM`, by the clocks of the unit. Default: the present month. */
  @Allow()
  month?: string;

  /** `json` (default), `pdf` or `xlsx`. */
  @Allow()
  format?: ReportFormat;
}

export class EvidenceQuery extends ReportQuery {
  /** Key of a set of criteria (`GET /reports/templates`). Default: the first. */
  @Allow()
  template?: string;
}

export class PackRequest {
  @IsUUID()
  unitId: string;

  /** `YYYY-MM`, by the clocks of the unit. */
  @Matches(/^20\d{2}-(0[1-9]|1[0-2])$/)
  month: string;

  @IsIn(PACK_FORMATS)
  format: PackFormat;
}

/** Milliseconds; `upMs` + all of `downMs` + `unknownMs` + `decommissionedMs` = `devices` × `to` − `from`, exactly. */
export class FaredFigures {
  devices: number;
  /** Up at the end of the period. */
  working: number;
  upMs: number;
  /** The part of `upMs` in which nobody of ours listened. */
  unwatchedMs: number;
  downMs: DownTime;
  unknownMs: number;
  decommissionedMs: number;
  /** `upMs` of the time that was up or down, 0 to 1; null when there was none. */
  availability: number | null;
}

export class FaredKind extends FaredFigures {
  kind: DeviceKind;
}

export class FaredPart extends FaredFigures {
  unitId: string;
  unitKind: UnitKind;
  name: string;
}

export class ReportedIncidents {
  cause: Cause;
  faultCode: FaultCode | null;
  kind: DeviceKind | null;
  opened: number;
  openAtEnd: number;
}

/** Milliseconds; null without any. */
export class ReportedTimes {
  count: number;
  medianMs: number | null;
  worstMs: number | null;
}

/** `carriedIn` + `opened` = `closed` + `openAtEnd`. */
export class IncidentFigures {
  carriedIn: number;
  opened: number;
  closed: number;
  openAtEnd: number;
  /** Silences that an incident counted here explains; not in the other counts. */
  explained: number;
  /** Opened this month, and nobody said that he goes to check. */
  untaken: number;
  counts: ReportedIncidents[];
  /** From knowing to the first who goes to check. */
  taking: ReportedTimes;
  /** From breaking to working again, of single devices. */
  repair: ReportedTimes;
  takers: { name: string; count: number }[];
}

export class WorstSiteView {
  siteId: string;
  siteCode: string;
  landmark: string | null;
  outages: number;
  /** Without planned work and our own gaps. */
  downMs: number;
  mostly: Blame;
}

/** Money in whole đồng. */
export class GiftFigures {
  /** Of the month. */
  entries: number;
  /** Of them, gifts in kind. */
  inKind: number;
  dong: number;
  /** Up to the end of the month. */
  totalDong: number;
}

/** Repairs that are in the ledger. Money in whole đồng, whoever paid. */
export class RepairFigures {
  /** Of the month. */
  entries: number;
  dong: number;
  /** Up to the end of the month. */
  totalDong: number;
}

/** What every report says of its unit and month. */
export class ReportHead {
  unitId: string;
  unitName: string;
  month: string;
  timeZone: string;
  from: string;
  to: string;
  /** False: the month is still running, `to` is now. */
  isOver: boolean;
  /** The same in words, as it is printed, in the language of `Accept-Language`. */
  sheet: Sheet;
}

export class MonthlyReportAnswer extends ReportHead {
  total: FaredFigures;
  kinds: FaredKind[];
  /** The units just below with all below them; the unit itself for devices that belong to none of them. */
  parts: FaredPart[];
  incidents: IncidentFigures;
  worstSites: WorstSiteView[];
  /** Who paid for how many devices; null: nobody wrote anything. */
  payers: { payer: string | null; devices: number }[];
  /** What residents gave, as it is in the ledger of the poles. */
  gifts: GiftFigures;
  repairs: RepairFigures;
}

export class EvidenceFigureView {
  key: string;
  /** A count or a share from 0 to 1; null: there is nothing to take it of. */
  value: number | null;
  part: { some: number; all: number } | null;
  atLeast: number | null;
  isReached: boolean | null;
}

export class EvidenceAnswer extends ReportHead {
  template: string;
  criteria: EvidenceFigureView[];
}

export class EvidenceTemplateView {
  key: string;
  title: string;
}

/** What a finished pack (an operation of the kind `report_pack`) has made. */
export interface PackResult {
  readonly files: number;
  /** Until when it can be fetched from `/reports/packs/{operationId}/file`. */
  readonly keptUntil: string;
}

export type { Sheet } from '#libs/domain';
