import type {
  EvidenceAnswer,
  FaredFigures,
  MonthlyReportAnswer,
  ReportFormat,
  ReportHead,
  ReportQuery,
} from '#libs/contracts';
import { REPORT_FORMATS } from '#libs/contracts';
import { type Evidence, type Fared, isMonth, type Month, type MonthlyReport, type Sheet, upShare } from '#libs/domain';
import { iso } from '../http/page.ts';
import { Problems } from '../http/problems.ts';

export interface ReportRequest {
  readonly month: Month | undefined;
  readonly format: ReportFormat;
}

/** Throws everything that is wrong at once. */
export function reportRequest({ month, format = 'json' }: ReportQuery): ReportRequest {
  const problems = new Problems();
  if (month !== undefined && (typeof month !== 'string' || !isMonth(month))) problems.add('month', 'month');
  if (!REPORT_FORMATS.includes(format)) problems.add('format', 'not_one_of', { values: REPORT_FORMATS.join(', ') });
  problems.settle();
  return { month, format };
}

function head({ unit, time }: MonthlyReport, sheet: Sheet): ReportHead {
  const { period, ...rest } = time;
  return { unitId: unit.id, unitName: unit.name, ...rest, from: iso(period.from), to: iso(period.until), sheet };
}

function figures({ devices, working, sums }: Fared): FaredFigures {
  const { upMs, unwatchedMs, downMs, unknownMs, decommissionedMs } = sums;
  return {
    ...{ devices, working, upMs, unwatchedMs, downMs, unknownMs, decommissionedMs },
    availability: upShare(sums),
  };
}

export const monthlyAnswer = (report: MonthlyReport, sheet: Sheet): MonthlyReportAnswer => ({
  ...head(report, sheet),
  total: figures(report),
  kinds: report.kinds.map((kind) => ({ kind: kind.kind, ...figures(kind) })),
  parts: report.parts.map((part) => ({
    unitId: part.unit.id,
    unitKind: part.unit.kind,
    name: part.unit.name,
    ...figures(part),
  })),
  incidents: {
    ...report.incidents,
    counts: [...report.incidents.counts],
    takers: [...report.incidents.takers],
  },
  worstSites: [...report.worstSites],
  payers: [...report.payers],
  gifts: report.gifts,
  repairs: report.repairs,
});

export const evidenceAnswer = (
  template: string,
  evidence: readonly Evidence[],
  report: MonthlyReport,
  sheet: Sheet,
): EvidenceAnswer => ({ ...head(report, sheet), template, criteria: [...evidence] });
