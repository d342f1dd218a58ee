import { describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import type { SheetCell } from '#libs/domain';
import { ApiError } from '../http/api-error.ts';
import { readTable } from './read-table.ts';
import { writeCsv } from './write-csv.ts';
import { type WrittenRow, writeXlsx } from './write-xlsx.ts';

const cellsOf = async (file: Uint8Array | string): Promise<SheetCell[][]> =>
  (await readTable(typeof file === 'string' ? Buffer.from(file) : file)).map(({ cells }) => [...cells]);
const refusal = async (file: Uint8Array): Promise<string> =>
  readTable(file).then(
    (rows) => `read ${rows.length} rows`,
    (error: unknown) => (error instanceof ApiError ? error.code : String(error)),
  );
const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Buffer => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

const TABLE = [
  ['Tên', 'Vĩ độ'],
  ['Đèn ngã ba, đình', '21,0865'],
];

describe('tables as text', () => {
  it.each<[string, Uint8Array | string]>([
    ['commas', 'Tên,Vĩ độ\n"Đèn ngã ba, đình","21,0865"\n'],
    ['semicolons, as Excel saves them in Viet Nam', 'Tên;Vĩ độ\r\nĐèn ngã ba, đình;21,0865\r\n'],
    ['tabs', 'Tên\tVĩ độ\nĐèn ngã ba, đình\t21,0865'],
    ['a declared separator', 'sep=|\r\nTên|Vĩ độ\r\nĐèn ngã ba, đình|21,0865'],
    ['a byte order mark', '\uFEFFTên;Vĩ độ\nĐèn ngã ba, đình;21,0865'],
    ['decomposed letters', 'Tên;Vĩ độ\nĐèn ngã ba, đình;21,0865'.normalize('NFD')],
    ['old line ends', 'Tên;Vĩ độ\rĐèn ngã ba, đình;21,0865\r'],
    ['UTF-16 with a mark', utf16('Tên\tVĩ độ\nĐèn ngã ba, đình\t21,0865', 'le', true)],
    ['UTF-16 the other way round', utf16('Tên\tVĩ độ\nĐèn ngã ba, đình\t21,0865', 'be', true)],
    [
      'UTF-16 without a mark',
      utf16('Tên\tVĩ độ\nĐèn ngã ba, đình\t21,0865\nplain ascii rows to tell by\n', 'le', false),
    ],
  ])('%s', async (_, file) => {
    expect((await cellsOf(file)).slice(0, 2)).toEqual(TABLE);
  });

  it('the Vietnamese code page of Windows', async () => {
    // Tên;Thôn Tháp Thượng: ê EA, ô F4, á E1, ư FD, ợ = ơ with a dot below F5 F2.
    const bytes = Buffer.concat([
      Buffer.from('T\xEAn;Vi do\n', 'latin1'),
      Buffer.from('Th\xF4n Th\xE1p Th\xFD\xF5\xF2ng;21\n', 'latin1'),
    ]);
    expect(await cellsOf(bytes)).toEqual([
      ['Tên', 'Vi do'],
      ['Thôn Tháp Thượng', '21'],
    ]);
  });

  it('lines are counted as editors count them, over quoted line ends and empty lines', async () => {
    const rows = await readTable(Buffer.from('a,b\n\n"x\ny",2\nz,3\n'));
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, 'a'],
      [3, 'x\ny'],
      [5, 'z'],
    ]);
  });
});

/** A workbook made of its parts by hand. */
function book(sheet: string, more: Record<string, string> = {}): Buffer {
  const parts = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="ẩn" sheetId="9" state="hidden" r:id="rId9"/><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId9" Target="worksheets/none.xml"/><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)]))),
  );
}

describe('workbooks', () => {
  it('of another program: numbers are numbers, days are days, text is text', async () => {
    const file = await writeExcelFile([
      [{ value: 'Tên' }, { value: 'Vĩ độ' }, { value: 'Ngày' }],
      [
        { value: 'Đèn & "đình" <1>' },
        { value: 21.0865, type: Number },
        { value: new Date('2026-11-05'), type: Date, format: 'dd/mm/yyyy' },
      ],
    ]).toBuffer();
    expect(await cellsOf(file)).toEqual([
      ['Tên', 'Vĩ độ', 'Ngày'],
      ['Đèn & "đình" <1>', 21.0865, { day: '2026-11-05' }],
    ]);
  });

  it('shared and rich texts, sparse cells, failed formulas, the first sheet that can be seen', async () => {
    const file = book(
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c>' +
        '<c r="E3" t="b"><v>1</v></c><c r="F3" t="str"><f>A1</f><v>kết quả</v></c></row><row r="9"/>',
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>Đèn</t></si><si><r><t>ngã </t></r><r><t>ba</t></r><rPh><t>bỏ</t></rPh></si></sst>',
      },
    );
    expect(await readTable(file)).toEqual([
      { line: 3, cells: ['Đèn', null, 'ngã ba', { failed: '#DIV/0!' }, true, 'kết quả'] },
    ]);
  });

  it('what we write is read back, and as CSV too', async () => {
    const rows: WrittenRow[] = [
      [
        { text: 'Tên', look: 'head' },
        { text: 'Số', look: 'head' },
      ],
      [{ text: '=1+1 & <b> "x"\n2' }, { number: -21.5, look: 'wrong' }],
      [{ text: 'a\u0000b' }, null],
    ];
    const bytes = async (pieces: AsyncIterable<Buffer>): Promise<Buffer> => {
      const all: Buffer[] = [];
      for await (const piece of pieces) all.push(piece);
      return Buffer.concat(all);
    };
    const workbook = await bytes(
      writeXlsx([{ name: 'Thiết bị', widths: [20, 10], rows, choices: [{ column: 0, of: ['a', 'b'] }] }]),
    );
    expect(await cellsOf(workbook)).toEqual([['Tên', 'Số'], ['=1+1 & <b> "x"\n2', -21.5], ['ab']]);
    expect(workbook.includes('<f>')).toBe(false);
    expect(await cellsOf(await bytes(writeCsv(rows.slice(0, 2))))).toEqual([
      ['Tên', 'Số'],
      ['=1+1 & <b> "x"\n2', '-21.5'],
    ]);
  });
});

/** A deflated stream that says it is small and is not. */
function bomb(megabytes: number): Buffer {
  const row = '<row><c t="inlineStr"><is><t>x</t></is></c></row>';
  const sheet = `<worksheet><sheetData>${row.repeat(8)}${' '.repeat(megabytes * 1_000_000)}</sheetData></worksheet>`;
  return book('', { 'xl/worksheets/sheet1.xml': sheet });
}

describe('hostile files are refused by name', () => {
  it.each<[string, Uint8Array, string]>([
    ['an old workbook, or one with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'import_old_excel'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'import_not_a_sheet'],
    ['a page of the web', Buffer.from('<html><table><tr><td>a</td></tr></table></html>'), 'import_not_a_sheet'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'import_not_a_sheet'],
    ['an archive that is no workbook', Buffer.from(zipSync({ 'a.txt': Buffer.from('a') })), 'import_not_a_sheet'],
    ['half a workbook', book('<row><c><v>1</v></c></row>').subarray(0, 300), 'import_not_a_sheet'],
    ['a workbook whose text ends in the middle', book('<row><c><v>1</v>'), 'import_not_a_sheet'],
    [
      'entities that unfold',
      book('', { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "cc">]><worksheet>&b;</worksheet>' }),
      'import_not_a_sheet',
    ],
    ['a quote that is never closed', Buffer.from('a,b\n"c,d\n1,2\n'), 'import_not_a_sheet'],
    ['more columns than anybody has', Buffer.from(`${'a;'.repeat(300)}\n`), 'import_too_large'],
    ['a cell a thousand columns away', book('<row><c r="ZZZ1"><v>1</v></c></row>'), 'import_too_large'],
    ['a million rows of text', Buffer.from('a;b\n'.repeat(1_000_000)), 'import_too_large'],
    ['a million rows in a workbook', book('<row><c><v>1</v></c></row>'.repeat(1_000_000)), 'import_too_large'],
    ['a zip bomb', bomb(70), 'import_too_large'],
    [
      'one long text that every cell points at',
      book(
        '<row><c t="s"><v>0</v></c></row>'.replace('</c>', `</c>${'<c t="s"><v>0</v></c>'.repeat(150)}`).repeat(200),
        {
          'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(5_000)}</t></si></sst>`,
        },
      ),
      'import_too_large',
    ],
  ])('%s', async (_, file, code) => {
    expect(await refusal(file)).toBe(code);
  });

  it('an entity nobody declared', async () => {
    expect(await refusal(book('<row><c t="inlineStr"><is><t>&unknown;</t></is></c></row>'))).toBe('import_not_a_sheet');
  });
});
