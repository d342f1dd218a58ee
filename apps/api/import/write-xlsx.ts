import { ZipDeflate } from 'fflate';
import { Archive } from '../zip/archive.ts';

/** How a cell looks; text is text and never a formula, whatever it begins with. */
export type Look = 'plain' | 'head' | 'wrong' | 'good';
export type WrittenCell =
  { readonly text: string; readonly look?: Look } | { readonly number: number; readonly look?: Look } | null;
export type WrittenRow = readonly WrittenCell[];

export interface WrittenSheet {
  readonly name: string;
  /** Widths in characters, one for each column. */
  readonly widths: readonly number[];
  readonly rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>;
  /** Columns (from 0) whose cells are chosen from a list. */
  readonly choices?: readonly { readonly column: number; readonly of: readonly string[] }[];
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const ROWS_A_PIECE = 200;
/** Rows for which a list of choices is offered. */
const CHOOSING_ROWS = 20_000;

/** Order of the cell formats in {@link STYLES}. */
const LOOKS: readonly Look[] = ['plain', 'head', 'wrong', 'good'];

/** Every cell is formatted as text (49 is `@`): numbers that people type into it keep their zeros. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}">
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
${['FFDDE3F0', 'FFFFC7CE', 'FFE2F0D9'].map((color) => `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/></patternFill></fill>`).join('')}</fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4">${[
  [0, 0],
  [1, 2],
  [0, 3],
  [0, 4],
]
  .map(
    ([font, fill]) =>
      `<xf numFmtId="49" fontId="${font}" fillId="${fill}" applyNumberFormat="1" applyFont="1" applyFill="1"><alignment vertical="top" wrapText="${font}"/></xf>`,
  )
  .join('')}</cellXfs></styleSheet>`;

/** A workbook, row by row: neither its rows nor its bytes are ever all in memory. */
export async function* writeXlsx(sheets: readonly WrittenSheet[]): AsyncGenerator<Buffer> {
  const archive = new Archive();
  const part = (name: string) => {
    const entry = new ZipDeflate(name, { level: 6 });
    archive.add(entry);
    return entry;
  };
  const whole = (name: string, text: string) => part(name).push(Buffer.from(text), true);
  whole('[Content_Types].xml', contentTypes(sheets.length));
  whole('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
  whole('xl/workbook.xml', workbook(sheets));
  whole(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  );
  whole('xl/styles.xml', STYLES);
  for (const [index, sheet] of sheets.entries()) {
    const entry = part(`xl/worksheets/sheet${index + 1}.xml`);
    for await (const piece of sheetXml(sheet)) {
      entry.push(Buffer.from(piece));
      yield* archive.taken();
    }
    entry.push(new Uint8Array(0), true);
  }
  yield* archive.end();
}

async function* sheetXml({ widths, rows, choices = [] }: WrittenSheet): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" style="0" customWidth="1"/>`,
  );
  // The first row stays in sight.
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
  let [line, piece] = [0, ''];
  for await (const row of rows) {
    piece += rowXml(row, ++line);
    if (line % ROWS_A_PIECE === 0) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}</sheetData>${choices.length === 0 ? '' : validations(choices)}</worksheet>`;
}

function rowXml(row: WrittenRow, line: number): string {
  const cells = row.map((cell, column) => {
    if (cell === null) return '';
    const at = `r="${columnName(column)}${line}" s="${LOOKS.indexOf(cell.look ?? 'plain')}"`;
    if ('number' in cell) return `<c ${at}><v>${cell.number}</v></c>`;
    return cell.text === ''
      ? `<c ${at}/>`
      : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
  });
  return `<row r="${line}">${cells.join('')}</row>`;
}

const validations = (choices: NonNullable<WrittenSheet['choices']>): string =>
  `<dataValidations count="${choices.length}">${choices
    .map(({ column, of }) => {
      const name = columnName(column);
      return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${name}2:${name}${CHOOSING_ROWS}"><formula1>"${escaped(of.join(','))}"</formula1></dataValidation>`;
    })
    .join('')}</dataValidations>`;

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** XML 1.0 knows no control characters and no halves of characters; nothing stands in their place. */
// eslint-disable-next-line no-control-regex -- what XML forbids is named here
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;
const escaped = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);

/** 0 → `A`, 27 → `AB`. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

const contentTypes = (sheets: number): string => {
  const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${TYPES}.${type}+xml"/>`;
  const names = Array.from({ length: sheets }, (_, index) =>
    override(`xl/worksheets/sheet${index + 1}.xml`, 'worksheet'),
  );
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${names.join('')}</Types>`;
};

const relations = (targets: readonly (readonly [string, string])[]): string =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const workbook = (sheets: readonly WrittenSheet[]): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
    .map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`;
