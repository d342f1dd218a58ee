/** What a cell of a table holds. Text files know only text; a workbook knows numbers and days, and formulas that failed. */
export type SheetCell = string | number | boolean | null | { readonly day: string } | { readonly failed: string };

export interface SheetRow {
  /** Counts from 1, as spreadsheets and editors show it. */
  readonly line: number;
  readonly cells: readonly SheetCell[];
}

/** Numbers as a person reads them: never `1.23e+14`, never `21.000000000000004`. */
export function textOfNumber(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 0 });
  return String(Number(value.toPrecision(15)));
}

/** The cell as somebody would read it aloud: NFC, one line, no spaces around. */
export function textOfCell(cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return textOfNumber(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'object') return 'day' in cell ? cell.day : cell.failed;
  return cell.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

export const isEmptyCell = (cell: SheetCell | undefined): boolean => cell === undefined || textOfCell(cell) === '';

/** What a spreadsheet would take for a formula, and what was written so that it would not. A plain number is none. */
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/** A text as it goes into a spreadsheet: an apostrophe before whatever it would otherwise calculate or send. */
export const defused = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** What {@link defused} was given: export and import agree to the letter. */
export const undefused = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
