import { isDay, isTimeOfDay, minuteOf, momentOf } from './local-clock.ts';
import { HOUR, type EpochMs } from './time.ts';
import type { Language } from './unit.ts';

/** Rows in one file. */
export const MOST_IMPORTED = 2_000;

/** A line of a list of planned power outages as it was written; `line` counts from 1 as editors do. */
export interface OutageLine {
  readonly line: number;
  readonly unit: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

export const IMPORT_PROBLEMS = [
  'unit_missing',
  'unit_unknown',
  'unit_ambiguous',
  'from_unreadable',
  'until_unreadable',
  'ends_before_it_begins',
  'is_past',
  'too_long',
  'reason_missing',
  'quote_not_closed',
] as const;
export type ImportProblem = (typeof IMPORT_PROBLEMS)[number];

/** A planned outage is a matter of hours; a week is a mistake in the month (ms). */
export const LONGEST_OUTAGE = 168 * HOUR;

/** `unit, from, until, reason`, separated by comma or semicolon, quoted where needed; a line of headings is left out. */
export function readOutageLines(text: string): (OutageLine & { readonly problem: ImportProblem | null })[] {
  const separator = (/[,;\t]/.exec(text.split('\n', 1)[0] ?? '') ?? [','])[0];
  const rows = readCsv(text.replace(/^\uFEFF/, ''), separator);
  return rows
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .filter(({ cells }, index) => index > 0 || !/^\D*$/u.test(`${cells[1] ?? ''}${cells[2] ?? ''}`))
    .map(({ line, cells: [unit = '', from = '', until = '', ...reason], closed }) => ({
      line,
      unit: unit.normalize('NFC'),
      from,
      until,
      reason: reason
        .filter((part) => part !== '')
        .join(`${separator} `)
        .normalize('NFC'),
      problem: closed ? null : ('quote_not_closed' as const),
    }));
}

interface CsvRow {
  readonly line: number;
  readonly cells: string[];
  /** Every quote that was opened was closed. */
  readonly closed: boolean;
}

/** RFC 4180, with the separator found in the first line. Cells are trimmed. */
function readCsv(text: string, separator: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let [line, startedAt, cell, quoted] = [1, 1, '', false];
  let cells: string[] = [];
  const endRow = (): void => {
    rows.push({ line: startedAt, cells: [...cells, cell.trim()], closed: !quoted });
    [cells, cell, startedAt] = [[], '', line + 1];
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quoted && character === '"' && text[at + 1] === '"') cell += text[++at];
    else if (character === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (!quoted && character === separator) [cells, cell] = [[...cells, cell.trim()], ''];
    else if (!quoted && character === '\n') endRow();
    else cell += character;
    if (character === '\n') line++;
  }
  endRow();
  return rows;
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2})$/;
/** As it is written in Vietnam: `23/11/2026 08:00`, `8h00 23/11/2026`. */
const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ ,]+(\d{1,2})[:hg](\d{2})?$/;
const DAY_LAST = /^(\d{1,2})[:hg](\d{2})?[ ,]+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

const two = (text = '00'): string => text.padStart(2, '0');

/** A moment on the wall clock of a time zone, or one that names its own; null for anything else. */
export function readMoment(text: string, timeZone: string): EpochMs | null {
  if (INSTANT.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? null : at;
  }
  const [date, time] = written(text);
  if (date === undefined || time === undefined || !isDay(date) || !isTimeOfDay(time)) return null;
  return momentOf(date, minuteOf(time), timeZone);
}

function written(text: string): readonly (string | undefined)[] {
  const local = LOCAL.exec(text);
  if (local) return [local[1], local[2]?.padStart(5, '0')];
  const first = DAY_FIRST.exec(text);
  if (first) return [`${first[3]}-${two(first[2])}-${two(first[1])}`, `${two(first[4])}:${two(first[5])}`];
  const last = DAY_LAST.exec(text);
  if (last) return [`${last[5]}-${two(last[4])}-${two(last[3])}`, `${two(last[1])}:${two(last[2])}`];
  return [];
}

export type ReadOutage =
  | { readonly ok: true; readonly from: EpochMs; readonly until: EpochMs }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

/** The times of a line, in the time zone of its unit. */
export function readOutageTimes(line: OutageLine, timeZone: string, now: EpochMs): ReadOutage {
  const [from, until] = [readMoment(line.from, timeZone), readMoment(line.until, timeZone)];
  const problems: ImportProblem[] = [];
  if (from === null) problems.push('from_unreadable');
  if (until === null) problems.push('until_unreadable');
  if (line.reason === '') problems.push('reason_missing');
  if (from === null || until === null) return { ok: false, problems };
  if (from >= until) problems.push('ends_before_it_begins');
  else if (until <= now) problems.push('is_past');
  else if (until - from > LONGEST_OUTAGE) problems.push('too_long');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, from, until };
}

const PROBLEM_WORDS: Readonly<Record<ImportProblem, Readonly<Record<Language, string>>>> = {
  unit_missing: { vi: 'Còn thiếu đơn vị.', en: 'The unit is missing.' },
  unit_unknown: {
    vi: 'Không có đơn vị nào mang mã hoặc tên này.',
    en: 'No unit has this code or name.',
  },
  unit_ambiguous: {
    vi: 'Có nhiều đơn vị cùng tên này: hãy ghi mã đơn vị.',
    en: 'Several units have this name: write the code.',
  },
  from_unreadable: {
    vi: 'Không đọc được giờ bắt đầu (ví dụ 23/11/2026 08:00).',
    en: 'The beginning cannot be read (such as 2026-11-23 08:00).',
  },
  until_unreadable: {
    vi: 'Không đọc được giờ kết thúc (ví dụ 23/11/2026 17:00).',
    en: 'The end cannot be read (such as 2026-11-23 17:00).',
  },
  ends_before_it_begins: { vi: 'Giờ kết thúc phải sau giờ bắt đầu.', en: 'It must end after it begins.' },
  is_past: { vi: 'Khoảng thời gian này đã qua.', en: 'This time has passed.' },
  too_long: { vi: 'Dài quá 7 ngày: hãy xem lại ngày tháng.', en: 'Longer than 7 days: look at the dates again.' },
  reason_missing: { vi: 'Còn thiếu lý do.', en: 'The reason is missing.' },
  quote_not_closed: { vi: 'Thiếu dấu ngoặc kép đóng.', en: 'A quotation mark is not closed.' },
};

export const importProblemWords = (code: ImportProblem, language: Language): string => PROBLEM_WORDS[code][language];
