import { Injectable } from '@nestjs/common';
import { type ImportRowsQuery, type ImportRowView, type Page, PAGE, type TableFormat } from '#libs/contracts';
import { type Manager, OperationFileStore } from '#libs/database';
import {
  columnTitle,
  DEVICE_IMPORT_KIND,
  type Language,
  rowProblemWords,
  type SheetCell,
  textOfCell,
} from '#libs/domain';
import { SecretBox } from '#libs/runtime';
import { ApiError } from '../http/api-error.ts';
import { FIRST_PART, HEAD, openFile, type ReportedHead, type ReportedRow } from './reported-row.ts';
import { textCell } from './tables.ts';
import { writeCsv } from './write-csv.ts';
import { type WrittenCell, type WrittenRow, writeXlsx } from './write-xlsx.ts';

const WORDS = {
  vi: {
    sheet: 'Kết quả nhập',
    state: 'Kết quả',
    toDo: 'Việc cần sửa',
    code: 'Mã thiết bị',
    user: 'Tên MQTT',
    password: 'Mật khẩu MQTT',
    states: { made: 'Thêm mới', changed: 'Thay đổi', same: 'Không đổi', refused: 'Có lỗi' },
  },
  en: {
    sheet: 'Import',
    state: 'Result',
    toDo: 'To be corrected',
    code: 'Device code',
    user: 'MQTT user',
    password: 'MQTT password',
    states: { made: 'New', changed: 'Changed', same: 'Unchanged', refused: 'Has errors' },
  },
} as const;

interface Report {
  readonly head: ReportedHead;
  readonly rows: readonly ReportedRow[];
}

/** What an import says of each row: page by page, and as the file that was sent with its errors marked. */
@Injectable()
export class ImportReports {
  constructor(
    private readonly files: OperationFileStore,
    private readonly box: SecretBox,
  ) {}

  async rows(access: Manager, id: string, query: ImportRowsQuery, language: Language): Promise<Page<ImportRowView>> {
    const { rows } = await this.#read(access, id);
    const after = query.cursor === undefined ? 0 : lineOf(query.cursor);
    const wanted = rows.filter(
      ({ line, state }) => line > after && (query.state === undefined || state === query.state),
    );
    const items = wanted.slice(0, query.limit ?? PAGE.standard);
    const last = items.at(-1);
    const isMore = wanted.length > items.length && last !== undefined;
    return { items: items.map((row) => viewOf(row, language)), nextCursor: isMore ? String(last.line) : null };
  }

  async file(access: Manager, id: string, format: TableFormat, language: Language): Promise<AsyncGenerator<Buffer>> {
    const report = await this.#read(access, id);
    const rows = marked(report, language);
    if (format === 'csv') return writeCsv(rows);
    const { sheet } = WORDS[language];
    const widths = [14, 60, ...report.head.titles.map(() => 20), 18, 40, 48];
    return writeXlsx([{ name: sheet, widths, rows }]);
  }

  /** Only for the one who sent the list: it may hold passwords. */
  async #read(access: Manager, id: string): Promise<Report> {
    const { state } = await this.files.ownedBy(access, DEVICE_IMPORT_KIND, id);
    if (state !== 'succeeded') throw new ApiError('file_not_found');
    const rows: ReportedRow[] = [];
    let head: ReportedHead | undefined;
    for await (const { position, content } of this.files.read(id)) {
      const read: unknown = JSON.parse(openFile(this.box, id, content));
      if (position === HEAD) head = read as ReportedHead;
      else if (position >= FIRST_PART) for (const row of read as ReportedRow[]) rows.push(row);
    }
    if (head === undefined) throw new ApiError('file_not_found');
    return { head, rows: rows.sort((a, b) => a.line - b.line) };
  }
}

function lineOf(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) throw new ApiError('invalid_cursor');
  return Number(cursor);
}

const viewOf = (
  { line, state, code, name, deviceId, fields, problems }: ReportedRow,
  language: Language,
): ImportRowView => ({
  ...{ line, state, code, name, deviceId },
  changes: fields.map((field) => columnTitle(field, language)),
  problems: problems.map((problem) => ({
    column: problem.field && columnTitle(problem.field, language),
    code: problem.code,
    message: rowProblemWords(problem, language),
  })),
});

/** The rows as they were sent, wrong cells marked; sent again when corrected, the columns added here are left alone. */
function* marked({ head, rows }: Report, language: Language): Generator<WrittenRow> {
  const words = WORDS[language];
  const codeAt = head.fields.indexOf('code');
  const ofDevices = rows.some(({ password }) => password !== undefined);
  const added = [...(codeAt === -1 ? [words.code] : []), ...(ofDevices ? [words.user, words.password] : [])];
  yield [words.state, words.toDo, ...head.titles, ...added].map((text): WrittenCell => ({ text, look: 'head' }));
  for (const row of rows) {
    const wrong = new Set(row.problems.map(({ field }) => field));
    const cells = head.titles.map((_, index): WrittenCell => {
      const cell = cellOf(index === codeAt && row.code !== null ? row.code : (row.cells[index] ?? null));
      const field = head.fields[index] ?? null;
      return field !== null && wrong.has(field) ? { ...(cell ?? { text: '' }), look: 'wrong' } : cell;
    });
    yield [
      { text: words.states[row.state], look: row.state === 'refused' ? 'wrong' : 'good' },
      { text: toDo(row, language) },
      ...cells,
      ...(codeAt === -1 ? [textCell(row.code ?? '')] : []),
      ...(row.password === undefined ? [] : [textCell(row.deviceId ?? ''), textCell(row.password)]),
    ];
  }
}

const toDo = ({ problems }: ReportedRow, language: Language): string =>
  problems
    .map((problem) => {
      const message = rowProblemWords(problem, language);
      return problem.field === null ? message : `${columnTitle(problem.field, language)}: ${message}`;
    })
    .join('\n');

function cellOf(cell: SheetCell): WrittenCell {
  if (typeof cell === 'number') return { number: cell };
  return cell === null ? null : textCell(typeof cell === 'string' ? cell : textOfCell(cell));
}
