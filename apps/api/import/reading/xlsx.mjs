// A workbook's first visible sheet (ECMA-376), read as a stream of tags: memory does not grow with the sheet.
import sax from 'sax';
import { FileRefused, LIMITS } from './limits.mjs';
import { ZipParts } from './zip.mjs';

/** @typedef {string | number | boolean | null | { day: string } | { failed: string }} Cell */
/** @typedef {{ open?: (name: string, attributes: Record<string, string>) => void, text?: (text: string) => void, close?: (name: string) => void }} Listener */

/**
 * @param {Buffer} bytes
 * @param {(row: { line: number, cells: Cell[] }) => void} onRow
 */
export async function readXlsx(bytes, onRow) {
  const parts = new ZipParts(bytes);
  const sheet = await firstSheet(parts);
  const texts = await sharedTexts(parts);
  const isDay = await dayStyles(parts);
  const reader = new SheetReader(texts, isDay, sheet.since1904, onRow);
  await parse(parts, sheet.part, LIMITS.part, reader);
}

/** @param {ZipParts} parts @param {string} name @param {number} most @param {Listener} listener */
async function parse(parts, name, most, listener) {
  const parser = sax.parser(true, { position: false });
  const plain = (/** @type {string} */ tag) => tag.slice(tag.indexOf(':') + 1);
  parser.onopentag = (/** @type {any} */ { name: tag, attributes }) => listener.open?.(plain(tag), attributes);
  parser.onclosetag = (/** @type {string} */ tag) => listener.close?.(plain(tag));
  parser.ontext = (/** @type {string} */ text) => listener.text?.(text);
  parser.oncdata = parser.ontext;
  // No workbook declares a document type; what does wants us to unfold entities.
  parser.ondoctype = () => {
    throw new FileRefused('import_not_a_sheet');
  };
  parser.onerror = (/** @type {Error} */ error) => {
    throw new FileRefused('import_not_a_sheet', { cause: error });
  };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of parts.read(name, most)) parser.write(decoder.decode(piece, { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (error) {
    if (error instanceof TypeError) throw new FileRefused('import_not_a_sheet', { cause: error });
    throw error;
  }
}

/** @param {ZipParts} parts @returns {Promise<{ part: string, since1904: boolean }>} */
async function firstSheet(parts) {
  const book = 'xl/workbook.xml';
  if (!parts.has(book)) throw new FileRefused('import_not_a_sheet');
  let since1904 = false;
  /** @type {string | undefined} */
  let id;
  await parse(parts, book, LIMITS.smallPart, {
    open(name, attributes) {
      if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet' && id === undefined && (attributes['state'] ?? 'visible') === 'visible') {
        id = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1];
      }
    },
  });
  /** @type {string | undefined} */
  let target;
  await parse(parts, 'xl/_rels/workbook.xml.rels', LIMITS.smallPart, {
    open(name, attributes) {
      if (name === 'Relationship' && attributes['Id'] === id) target = attributes['Target'];
    },
  });
  const part = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? ''}`;
  if (target === undefined || !parts.has(part)) throw new FileRefused('import_not_a_sheet');
  return { part, since1904 };
}

/** Texts that cells point at, each cut to what is kept of a cell. @param {ZipParts} parts @returns {Promise<string[]>} */
async function sharedTexts(parts) {
  /** @type {string[]} */
  const texts = [];
  let [current, inText, phonetic, all] = ['', false, false, 0];
  await parse(parts, 'xl/sharedStrings.xml', LIMITS.part, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') phonetic = true;
    },
    text(text) {
      if (inText && !phonetic && current.length < LIMITS.cell) current += text;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        texts.push(current.slice(0, LIMITS.cell));
        all += current.length;
        if (all > LIMITS.characters || texts.length > LIMITS.rows * LIMITS.columns) {
          throw new FileRefused('import_too_large');
        }
      }
    },
  });
  return texts;
}

const BUILT_IN_DAYS = /^(1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/;

/** Which cell styles show a number as a day or time. @param {ZipParts} parts @returns {Promise<boolean[]>} */
async function dayStyles(parts) {
  /** @type {Map<string, boolean>} */
  const own = new Map();
  /** @type {boolean[]} */
  const styles = [];
  let inCells = false;
  await parse(parts, 'xl/styles.xml', LIMITS.smallPart, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(attributes['numFmtId'] ?? '', showsDay(attributes['formatCode'] ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const format = attributes['numFmtId'] ?? '0';
        styles.push(own.get(format) ?? BUILT_IN_DAYS.test(format));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** @param {string} format */
const showsDay = (format) => /[dmyhs]/i.test(format.replace(/"[^"]*"|\[(?!h|m|s)[^\]]*\]|\\.|General/gi, ''));

const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

class SheetReader {
  #texts;
  #isDay;
  #epoch;
  #onRow;
  /** @type {Cell[]} */
  #cells = [];
  #line = 0;
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #inValue = false;
  #phonetic = false;

  /** @param {string[]} texts @param {boolean[]} isDay @param {boolean} since1904 @param {(row: { line: number, cells: Cell[] }) => void} onRow */
  constructor(texts, isDay, since1904, onRow) {
    this.#texts = texts;
    this.#isDay = isDay;
    this.#epoch = since1904 ? EPOCH_1904 : EPOCH_1900;
    this.#onRow = onRow;
  }

  /** @param {string} name @param {Record<string, string>} attributes */
  open(name, attributes) {
    if (name === 'row') {
      this.#line = Number(attributes['r'] ?? this.#line + 1);
      this.#cells = [];
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = attributes['r'] === undefined ? this.#column + 1 : columnOf(attributes['r']);
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#value = '';
    } else if (name === 'v' || name === 't') this.#inValue = true;
    else if (name === 'rPh') this.#phonetic = true;
  }

  /** @param {string} text */
  text(text) {
    if (this.#inValue && !this.#phonetic && this.#value.length < LIMITS.cell) this.#value += text;
  }

  /** @param {string} name */
  close(name) {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c') this.#put();
    else if (name === 'row' && this.#cells.length > 0) this.#onRow({ line: this.#line, cells: this.#cells });
  }

  #put() {
    const cell = this.#cell();
    if (cell === null || cell === '') return;
    if (this.#column >= LIMITS.columns) throw new FileRefused('import_too_large');
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = cell;
  }

  /** @returns {Cell} */
  #cell() {
    const value = this.#value.slice(0, LIMITS.cell);
    switch (this.#type) {
      case 's':
        return value === '' ? null : (this.#texts[Number(value)] ?? null);
      case 'str':
      case 'inlineStr':
        return value;
      case 'b':
        return value === '1';
      case 'e':
        return { failed: value };
      case 'd':
        return { day: value.slice(0, 10) };
      default:
        return value === '' ? null : this.#number(Number(value));
    }
  }

  /** @param {number} number @returns {Cell} */
  #number(number) {
    if (!Number.isFinite(number)) throw new FileRefused('import_not_a_sheet');
    if (this.#isDay[this.#style] !== true) return number;
    const at = this.#epoch + number * DAY_MS;
    return Math.abs(at) > 8.64e15 ? number : { day: new Date(at).toISOString().slice(0, 10) };
  }
}

/** `AB12` → 27. @param {string} reference */
function columnOf(reference) {
  let column = 0;
  for (const letter of reference) {
    const place = letter.charCodeAt(0) - 64;
    if (place < 1 || place > 26) break;
    column = column * 26 + place;
    if (column > LIMITS.columns) throw new FileRefused('import_too_large');
  }
  if (column === 0) throw new FileRefused('import_not_a_sheet');
  return column - 1;
}
