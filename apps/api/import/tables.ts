import type { TableFormat } from '#libs/contracts';
import type { ExportedRow } from '#libs/database';
import {
  CHOICES,
  columnExample,
  columnHint,
  columnTitle,
  defused,
  type Language,
  TABLE_FIELDS,
  type TableField,
} from '#libs/domain';
import { urlOfAddress } from '../registry/onvif-address.ts';
import { writeCsv } from './write-csv.ts';
import { type WrittenCell, type WrittenRow, writeXlsx } from './write-xlsx.ts';
import { XLSX_TYPE } from '../http/xlsx-type.ts';

export const TABLE_TYPES: Readonly<Record<TableFormat, string>> = {
  xlsx: XLSX_TYPE,
  csv: 'text/csv; charset=utf-8',
};

const NAMES = {
  vi: { devices: 'Thiết bị', guide: 'Hướng dẫn', column: 'Cột', meaning: 'Cách ghi', example: 'Ví dụ' },
  en: { devices: 'Devices', guide: 'Guide', column: 'Column', meaning: 'How to fill in', example: 'Example' },
} as const;

/** What stands in a spreadsheet is text that nobody calculates with. */
export const textCell = (text: string): WrittenCell => ({ text: defused(text) });
const headCell = (text: string): WrittenCell => ({ text, look: 'head' });
const WIDE: ReadonlySet<TableField> = new Set(['name', 'unit', 'landmark', 'payer', 'funding', 'cameraUrl']);
const widths = TABLE_FIELDS.map((field) => (WIDE.has(field) ? 32 : 18));

const heads = (language: Language): WrittenRow => TABLE_FIELDS.map((field) => headCell(columnTitle(field, language)));
const choices = (language: Language) =>
  (['kind', 'powerSource'] as const).map((field) => ({
    column: TABLE_FIELDS.indexOf(field),
    of: Object.values(CHOICES[field]).map((words) => words[language]),
  }));

/** An empty table with its headings and, in a workbook, a page that explains them. */
export function template(format: TableFormat, language: Language): AsyncGenerator<Buffer> {
  const rows = [heads(language)];
  if (format === 'csv') return writeCsv(rows);
  const words = NAMES[language];
  const guide: WrittenRow[] = [
    [words.column, words.meaning, words.example].map(headCell),
    ...TABLE_FIELDS.map((field) =>
      [columnTitle(field, language), columnHint(field, language), columnExample(field)].map(textCell),
    ),
  ];
  return writeXlsx([
    { name: words.devices, widths, rows, choices: choices(language) },
    { name: words.guide, widths: [26, 70, 36], rows: guide },
  ]);
}

/** Devices as a table; read back, it changes nothing. Passwords are never in it. */
export function exported(
  devices: AsyncIterable<ExportedRow>,
  format: TableFormat,
  language: Language,
): AsyncGenerator<Buffer> {
  async function* rows(): AsyncGenerator<WrittenRow> {
    yield heads(language);
    for await (const device of devices) yield TABLE_FIELDS.map((field) => cellOf(device, field, language));
  }
  if (format === 'csv') return writeCsv(rows());
  return writeXlsx([{ name: NAMES[language].devices, widths, rows: rows(), choices: choices(language) }]);
}

function cellOf(device: ExportedRow, field: TableField, language: Language): WrittenCell {
  switch (field) {
    case 'kind':
    case 'powerSource':
      return textCell(CHOICES[field][device[field]]?.[language] ?? device[field]);
    case 'cameraUrl':
      return device.camera && textCell(urlOfAddress(device.camera));
    case 'cameraUser':
      return device.camera?.username == null ? null : textCell(device.camera.username);
    case 'cameraPassword':
      return null;
    default: {
      const value = device[field];
      return value === null ? null : typeof value === 'number' ? { number: value } : textCell(value);
    }
  }
}
