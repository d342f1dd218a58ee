import type { DeviceKind } from '../device.ts';
import type { Language, UnitKind } from '../unit.ts';
import { Cells } from './cells.ts';
import { faredOf, type MonthlyReport, upShare } from './monthly-report.ts';
import type { Saying } from './report-sheet.ts';
import type { ReportRows } from './report-rows.ts';
import { ReportTree } from './report-tree.ts';
import { type Cell, end, type Sheet, start } from './sheet.ts';

/**
 * Which figure a criterion takes. `devices`: how many; `working`: the share of them that is up at the end of the period;
 * `coverage`: the share of units of the kind `of` that have at least one that is; `uptime`: the share of the month that
 * they were up; `funded`: the share of which somebody wrote down who paid; `given`: what residents gave so far, in đồng.
 */
export const EVIDENCE_FIGURES = ['devices', 'working', 'coverage', 'uptime', 'funded', 'given'] as const;
export type EvidenceFigure = (typeof EVIDENCE_FIGURES)[number];

export interface Criterion {
  readonly key: string;
  readonly text: Readonly<Record<Language, string>>;
  readonly figure: EvidenceFigure;
  /** Of which devices; all unless said. */
  readonly kinds?: readonly DeviceKind[] | undefined;
  /** Of `coverage`: which units are to have one. */
  readonly of?: UnitKind | undefined;
  /** What is wanted: a count, or a share from 0 to 1. */
  readonly atLeast?: number | undefined;
}

/** What one programme wants to see; a file in apps/api/reports/templates. */
export interface EvidenceTemplate {
  readonly key: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly criteria: readonly Criterion[];
}

export interface Evidence {
  readonly key: string;
  /** A count or a share, as the figure is; null: there is nothing to take it of. */
  readonly value: number | null;
  /** Of a share: what it is a share of, in devices or units; null for the share of time. */
  readonly part: { readonly some: number; readonly all: number } | null;
  readonly atLeast: number | null;
  /** Null: nothing is wanted, or there is no figure. */
  readonly isReached: boolean | null;
}

/** The figures a template asks for, from what the report is made of. */
export function evidenceOf(template: EvidenceTemplate, report: MonthlyReport, rows: ReportRows): Evidence[] {
  return template.criteria.map((criterion) => {
    const { value, part } = measure(criterion, report, rows);
    const atLeast = criterion.atLeast ?? null;
    return {
      key: criterion.key,
      ...{ value, part, atLeast },
      isReached: value === null || atLeast === null ? null : value >= atLeast,
    };
  });
}

function measure(
  { figure, kinds, of }: Criterion,
  report: MonthlyReport,
  rows: ReportRows,
): Pick<Evidence, 'value' | 'part'> {
  const devices = report.deviceRows.filter(({ kind }) => kinds?.includes(kind) ?? true);
  const share = (some: number, all: number): Pick<Evidence, 'value' | 'part'> => ({
    value: all === 0 ? null : some / all,
    part: { some, all },
  });
  switch (figure) {
    case 'devices':
      return { value: devices.length, part: null };
    case 'working':
      return share(devices.filter(({ worksAtEnd }) => worksAtEnd).length, devices.length);
    case 'uptime':
      return { value: upShare(faredOf(devices).sums), part: null };
    case 'given':
      return { value: report.gifts.totalDong, part: null };
    case 'funded':
      return share(devices.filter(({ payer }) => payer !== null).length, devices.length);
    case 'coverage': {
      const tree = new ReportTree(rows.units);
      const wanted = tree.all().filter(({ id, kind }) => kind === of && tree.isWithin(report.unit.id, id));
      const working = new Set(devices.filter(({ worksAtEnd }) => worksAtEnd).map(({ unitId }) => unitId));
      // A device stands for its own unit and for all above it.
      const withOne = new Set(
        [...working].flatMap((id) => [
          report.unit.id,
          ...(tree.wayDown(report.unit.id, id) ?? []).map((unit) => unit.id),
        ]),
      );
      const covered = wanted.filter(({ id }) => withOne.has(id));
      return share(covered.length, wanted.length);
    }
  }
}

/** The evidence sheet of a unit. */
export function evidenceSheet(
  template: EvidenceTemplate,
  evidence: readonly Evidence[],
  report: MonthlyReport,
  { language, place, madeAt }: Saying,
): Sheet {
  const cells = new Cells(language);
  const { words } = cells;
  const { time } = report;
  const [year, month] = time.month.split('-').map(Number);
  const found = new Map(evidence.map((one) => [one.key, one]));
  const rows = template.criteria.flatMap((criterion) => {
    const one = found.get(criterion.key);
    return one === undefined ? [] : [rowOf(criterion, one, cells, language)];
  });
  return {
    title: template.title[language],
    unitName: cells.name(report.unit.name),
    place: cells.name(place),
    notice: time.isOver ? null : words.notOver(cells.moment(time.period.until, time.timeZone)),
    lead: null,
    blocks: [
      {
        kind: 'table',
        title: words.evidence.atMonth(month ?? NaN, year ?? NaN),
        columns: [
          start(words.evidence.criterion, 7),
          end(words.evidence.figure, 2),
          start('', 3),
          end(words.evidence.wanted, 2),
          start(words.evidence.reached, 2),
        ],
        rows,
        total: null,
        empty: words.evidence.none,
        notes: [],
      },
    ],
    footer: [words.evidence.howMade, words.made(cells.moment(madeAt, time.timeZone))],
  };
}

function rowOf(
  criterion: Criterion,
  { value, part, atLeast, isReached }: Evidence,
  cells: Cells,
  language: Language,
): Cell[] {
  const { evidence } = cells.words;
  const asCell = (figure: number | null): Cell => {
    if (figure === null) return cells.text('–');
    if (criterion.figure === 'given') return cells.money(figure);
    return criterion.figure === 'devices' ? cells.count(figure) : cells.ratio(figure);
  };
  const what = criterion.of === undefined ? evidence.devices : evidence.unitsOf[criterion.of];
  const detail = part === null ? '' : evidence.of(cells.number(part.some), cells.number(part.all), what);
  const words = isReached === null ? '–' : isReached ? evidence.yes : evidence.no;
  return [
    { kind: 'text', text: criterion.text[language] },
    value === null ? cells.text(evidence.none) : asCell(value),
    cells.text(detail),
    asCell(atLeast),
    cells.text(words),
  ];
}
