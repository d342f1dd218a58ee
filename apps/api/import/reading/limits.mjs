// What one table may be. The longest list of a district has five thousand rows.
export const LIMITS = {
  /** Rows that are not empty. */
  rows: 20_000,
  columns: 200,
  /** Characters of one cell that are kept: enough to say that it is too long. */
  cell: 2_000,
  /** Characters of all cells together, however often they point at one text. */
  characters: 30_000_000,
  /** Bytes of one part of a workbook when it is unpacked. */
  part: 64_000_000,
  /** Bytes of small parts: names of sheets, styles. */
  smallPart: 8_000_000,
  /** Parts of a workbook. */
  parts: 1_000,
};

/** @typedef {'import_not_a_sheet' | 'import_old_excel' | 'import_too_large'} RefusedCode */

/** The file cannot be read, and that is the file's fault. */
export class FileRefused extends Error {
  /** @param {RefusedCode} code @param {ErrorOptions} [options] */
  constructor(code, options) {
    super(code, options);
    this.name = 'FileRefused';
    this.code = code;
  }
}

/** Counts what has been read, so that no file makes more of itself than it is. */
export class Tally {
  rows = 0;
  characters = 0;

  /** @param {(string | number | boolean | object | null)[]} cells */
  add(cells) {
    this.rows++;
    for (const cell of cells) if (typeof cell === 'string') this.characters += cell.length;
    if (this.rows > LIMITS.rows || this.characters > LIMITS.characters || cells.length > LIMITS.columns) {
      throw new FileRefused('import_too_large');
    }
  }
}
