// Tables as text: RFC 4180, with whatever separator the writer's Excel uses.
import { FileRefused, LIMITS } from './limits.mjs';

const SEPARATORS = [';', '\t', '|', ','];
const LOOKED_AT = 40;

/**
 * Row by row, with the line on which each begins; empty rows are left out.
 * @param {string} text @returns {Generator<{ line: number, cells: string[] }>}
 */
export function* readCsv(text) {
  const declared = /^sep=(.)\r?\n/u.exec(text);
  const start = declared ? declared[0].length : 0;
  const separator = declared?.[1] ?? separatorOf(text);
  yield* rows(text, separator, start, declared ? 2 : 1);
}

/** The one that cuts most rows into equally many cells. @param {string} text */
function separatorOf(text) {
  const scores = SEPARATORS.map((separator) => evenness(text, separator));
  return SEPARATORS[scores.indexOf(Math.max(...scores))] ?? ',';
}

/** @param {string} text @param {string} separator @returns {number} */
function evenness(text, separator) {
  /** @type {Map<number, number>} */
  const widths = new Map();
  let seen = 0;
  try {
    for (const { cells } of rows(text, separator, 0, 1)) {
      if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
      if (++seen >= LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return error.code === 'import_too_large' ? Infinity : 0;
  }
  return Math.max(0, ...widths.values());
}

/** @param {string} text @param {string} separator @param {number} start @param {number} firstLine */
function* rows(text, separator, start, firstLine) {
  let [line, at] = [firstLine, start];
  while (at < text.length) {
    const startedAt = line;
    /** @type {string[]} */
    const cells = [];
    for (;;) {
      const cell = readCell(text, at, separator);
      cells.push(cell.text.slice(0, LIMITS.cell));
      if (cells.length > LIMITS.columns) throw new FileRefused('import_too_large');
      line += cell.lines;
      at = cell.end;
      if (text[at] !== separator) break;
      at++;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    if (cells.some((cell) => cell !== '')) yield { line: startedAt, cells };
  }
}

/** @param {string} text @param {number} at @param {string} separator @returns {{ text: string, end: number, lines: number }} */
function readCell(text, at, separator) {
  if (text[at] === '"') {
    const quoted = readQuoted(text, at);
    // What follows a closing quote belongs to the cell, as Excel reads it.
    const end = endOfPlain(text, quoted.end, separator);
    return { text: (quoted.text + text.slice(quoted.end, end)).trim(), end, lines: quoted.lines };
  }
  const end = endOfPlain(text, at, separator);
  return { text: text.slice(at, end).trim(), end, lines: 0 };
}

/** @param {string} text @param {number} at @param {string} separator */
function endOfPlain(text, at, separator) {
  let end = at;
  for (; end < text.length; end++) {
    const character = text[end];
    if (character === separator || character === '\n' || character === '\r') break;
  }
  return end;
}

/** @param {string} text @param {number} at of the opening quote */
function readQuoted(text, at) {
  const parts = [];
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    // A quote that is never closed would swallow every row after it.
    if (quote === -1) throw new FileRefused('import_not_a_sheet');
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') {
      const content = parts.join('"');
      return { text: content, end: quote + 1, lines: content.split('\n').length - 1 };
    }
    from = quote + 2;
  }
}
