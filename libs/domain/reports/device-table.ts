import { BLAMES } from '../blame.ts';
import type { Language } from '../unit.ts';
import { Cells } from './cells.ts';
import { type MonthlyReport, upShare } from './monthly-report.ts';
import { end, start, type TableBlock } from './sheet.ts';

/** Every device with all its sums, for spreadsheets: lengths in the columns add up to the length of the period. */
export function deviceTable(
  { deviceRows, unit }: MonthlyReport,
  unitNames: ReadonlyMap<string, string>,
  language: Language,
): TableBlock {
  const cells = new Cells(language);
  const { column, block, kinds, blames } = cells.words;
  const blameColumns = BLAMES.map((blame) => end(blames[blame], 3));
  return {
    kind: 'table',
    title: block.devices,
    columns: [
      start(column.code, 3),
      start(column.name, 5),
      start(column.kind, 2),
      start(column.unit, 4),
      start(column.site, 3),
      end(column.worked, 2),
      end(column.times, 2),
      end(column.up, 3),
      ...blameColumns,
      end(column.unknown, 3),
      end(column.retired, 3),
      end(column.unwatched, 3),
    ],
    rows: deviceRows.map(({ code, name, kind, unitId, siteCode, sums, outages }) => [
      cells.text(code),
      cells.text(name),
      cells.text(kinds[kind]),
      cells.text(unitNames.get(unitId) ?? unit.name),
      cells.text(siteCode),
      cells.ratio(upShare(sums)),
      cells.count(outages),
      cells.length(sums.upMs),
      ...BLAMES.map((blame) => cells.length(sums.downMs[blame])),
      cells.length(sums.unknownMs),
      cells.length(sums.decommissionedMs),
      cells.length(sums.unwatchedMs),
    ]),
    total: null,
    empty: '',
    notes: [],
  };
}
