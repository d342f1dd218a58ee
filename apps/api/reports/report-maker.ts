import { Injectable } from '@nestjs/common';
import type { PackFormat } from '#libs/contracts';
import { type ReportedUnit, ReportStore, type Scope } from '#libs/database';
import {
  deviceTable,
  type EpochMs,
  type Evidence,
  evidenceOf,
  evidenceSheet,
  type EvidenceTemplate,
  type Language,
  type Month,
  monthAt,
  monthlyReport,
  type MonthlyReport,
  type ReportedMonth,
  reportPeriod,
  type ReportRows,
  reportSheet,
  type Saying,
  type Sheet,
  type UnitId,
  type UnitKind,
} from '#libs/domain';
import { refuseField } from '../http/api-error.ts';
import { sheetPdf } from './sheet-pdf.ts';
import { sheetXlsx } from './sheet-xlsx.ts';
import { XLSX_TYPE } from '../http/xlsx-type.ts';

/** Devices of a report that somebody waits for; more take a pack, which nobody waits for. */
const MOST_AT_ONCE = 8_000;

/** Writing a cell takes some 30 µs in which nothing else is done: of larger units each village has its own table. */
const MOST_TABLE_ROWS = 1_000;

export interface Asked {
  readonly unitId: string;
  /** Undefined: the present one. */
  readonly month: Month | undefined;
  readonly language: Language;
  readonly now: EpochMs;
}

export interface Made {
  readonly report: MonthlyReport;
  readonly sheet: Sheet;
  readonly rows: ReportRows;
}

const PAGES = {
  vi: { report: 'Báo cáo', evidence: 'Phiếu số liệu', table: 'Từng thiết bị' },
  en: { report: 'Report', evidence: 'Evidence', table: 'Every device' },
} as const;

export const TYPES: Readonly<Record<PackFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: XLSX_TYPE,
};

/** Puts rows, figures, words and paper together. */
@Injectable()
export class ReportMaker {
  constructor(private readonly store: ReportStore) {}

  /** Throws what a client did wrong: a unit outside, a month that has not begun. */
  async find(scope: Scope, { unitId, month, now }: Asked): Promise<{ unit: ReportedUnit; time: ReportedMonth }> {
    const unit = await this.store.unit(scope, unitId);
    const wanted = month ?? monthAt(now, unit.timeZone);
    const { period, reason } = reportPeriod(wanted, unit.timeZone, now);
    if (period === null) throw refuseField('month', 'month_not_begun');
    return { unit, time: { month: wanted, period, isOver: reason === 'over', timeZone: unit.timeZone } };
  }

  async monthly(scope: Scope, asked: Asked): Promise<Made> {
    const { report, rows, saying } = await this.#figures(scope, asked);
    return { report, sheet: reportSheet(report, saying), rows };
  }

  async evidence(
    scope: Scope,
    asked: Asked,
    template: EvidenceTemplate,
  ): Promise<Made & { readonly evidence: readonly Evidence[] }> {
    const { report, rows, saying } = await this.#figures(scope, asked);
    const evidence = evidenceOf(template, report, rows);
    return { report, sheet: evidenceSheet(template, evidence, report, saying), rows, evidence };
  }

  async #figures(
    scope: Scope,
    asked: Asked,
  ): Promise<{ readonly report: MonthlyReport; readonly rows: ReportRows; readonly saying: Saying }> {
    const { unit, time } = await this.find(scope, asked);
    const rows = await this.store.rows(unit.id, time, MOST_AT_ONCE);
    const saying = { language: asked.language, place: unit.place, madeAt: asked.now };
    return { report: monthlyReport(rows, unit.id, time), rows, saying };
  }

  /** The file of a report; a workbook has a page with every device. */
  print(
    format: PackFormat,
    { report, sheet, rows }: Made,
    language: Language,
    page: 'report' | 'evidence',
  ): Promise<Buffer> {
    if (format === 'pdf') return sheetPdf(sheet);
    const unitNames = new Map(rows.units.map(({ id, name }) => [id as string, name]));
    const isShort = report.devices <= MOST_TABLE_ROWS;
    const table = page === 'report' && isShort ? deviceTable(report, unitNames, language) : null;
    return sheetXlsx(sheet, table, { sheet: PAGES[language][page], table: PAGES[language].table });
  }

  /** One file of a pack, from rows that were read once for all of them. */
  async file(
    rows: ReportRows,
    unitId: UnitId,
    { time, language, madeAt, format, place, partsAt }: PackPart,
  ): Promise<Buffer> {
    const report = monthlyReport(rows, unitId, time, partsAt);
    const sheet = reportSheet(report, { language, place, madeAt });
    return this.print(format, { report, sheet, rows }, language, 'report');
  }
}

export interface PackPart {
  readonly time: ReportedMonth;
  readonly language: Language;
  readonly madeAt: EpochMs;
  readonly format: PackFormat;
  readonly place: string;
  readonly partsAt: UnitKind | null;
}
