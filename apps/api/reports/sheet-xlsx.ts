import writeExcelFile from 'write-excel-file/node';
import { type Block, type Cell, HOUR, type Sheet, type TableBlock } from '#libs/domain';

/** Names of the two pages of a workbook. */
export interface PageNames {
  readonly sheet: string;
  readonly table: string;
}

type Value = string | number;
interface Written {
  readonly value: Value;
  readonly type: typeof String | typeof Number;
  readonly format: string;
  readonly fontWeight?: 'bold';
  readonly fontSize?: number;
  readonly align?: 'left' | 'right';
  readonly wrap?: boolean;
}
type Row = (Written | null)[];
type Style = Omit<Partial<Written>, 'value' | 'type' | 'format'>;

const TITLE = { fontWeight: 'bold', fontSize: 16 } as const;
const HEADING = { fontWeight: 'bold', fontSize: 13 } as const;
const STRONG = { fontWeight: 'bold' } as const;
const COLUMN_WIDTHS = [34, 24, 18, 18, 18];

/**
 * A workbook: the sheet as it is printed, and a table with every figure. Numbers are numbers; text is text and never a
 * formula, whatever it begins with: `@` also keeps it so when somebody edits the cell.
 */
export async function sheetXlsx(sheet: Sheet, table: TableBlock | null, names: PageNames): Promise<Buffer> {
  const pages = [{ sheet: names.sheet, data: sheetRows(sheet), columns: COLUMN_WIDTHS.map((width) => ({ width })) }];
  if (table !== null) {
    const columns = table.columns.map(({ weight }) => ({ width: 6 + 4 * weight }));
    pages.push({ sheet: names.table, data: tableRows(table), columns });
  }
  return writeExcelFile(pages).toBuffer();
}

const text = (value: string, style: Style = {}): Written => ({ value, type: String, format: '@', ...style });

function written(cell: Cell, style: Style = {}): Written {
  const number = (value: number, format: string): Written => ({
    value,
    type: Number,
    format,
    align: 'right',
    ...style,
  });
  switch (cell.kind) {
    case 'text':
      return text(cell.text, style);
    case 'money':
    case 'count':
      return number(cell.value, '#,##0');
    case 'share':
      return cell.value === null ? text(cell.text, style) : number(cell.value, '0.0%');
    case 'duration':
      // Hours: whoever adds them up or draws them wants numbers, not times of day.
      return cell.value === null ? text(cell.text, style) : number(cell.value / HOUR, '#,##0.00');
  }
}

function sheetRows({ title, unitName, place, notice, lead, blocks, footer }: Sheet): Row[] {
  const head = [unitName, place, notice, lead && `${lead.value} ${lead.label}`, lead?.detail];
  return [
    [text(title, TITLE)],
    ...head.filter((line) => typeof line === 'string' && line !== '').map((line): Row => [text(line as string)]),
    ...blocks.flatMap((block): Row[] => [[], [text(block.title, HEADING)], ...blockRows(block)]),
    [],
    ...footer.map((line): Row => [text(line)]),
  ];
}

function blockRows(block: Block): Row[] {
  switch (block.kind) {
    case 'text':
      return block.lines.map((line) => [text(line)]);
    case 'facts':
      return block.facts.map(({ label, value }) => [text(label), text(value)]);
    case 'table':
      return [
        ...(block.rows.length === 0 ? [[text(block.empty)]] : tableRows(block)),
        ...block.notes.map((line) => [text(line)]),
      ];
  }
}

/** Lengths of time are hours here, and the column says so. */
function tableRows({ columns, rows, total }: TableBlock): Row[] {
  const isLength = columns.map((_, index) => rows.some((row) => row[index]?.kind === 'duration'));
  const titles = columns.map(({ title, align }, index) =>
    text(isLength[index] === true && !title.includes('(') ? `${title} (h)` : title, {
      ...STRONG,
      wrap: true,
      align: align === 'end' ? 'right' : 'left',
    }),
  );
  return [
    titles,
    ...rows.map((row) => row.map((cell) => written(cell))),
    ...(total === null ? [] : [total.map((cell) => written(cell, STRONG))]),
  ];
}
