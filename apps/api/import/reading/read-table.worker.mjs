// Reads a table that somebody sent, in a thread of its own: with bounded memory, ended from outside when it takes too
// long. Written in plain JavaScript so that the same file runs from source and from dist.
import { parentPort, workerData } from 'node:worker_threads';
import { readCsv } from './csv.mjs';
import { FileRefused, Tally } from './limits.mjs';
import { decode } from './text.mjs';
import { readXlsx } from './xlsx.mjs';

const ROWS_A_MESSAGE = 500;

const bytes = Buffer.from(workerData.buffer, workerData.byteOffset, workerData.byteLength);
/** @type {{ line: number, cells: unknown[] }[]} */
let waiting = [];
const tally = new Tally();

/** @param {{ line: number, cells: (string | number | boolean | object | null)[] }} row */
function take(row) {
  tally.add(row.cells);
  waiting.push(row);
  if (waiting.length >= ROWS_A_MESSAGE) send();
}

function send() {
  parentPort?.postMessage({ rows: waiting });
  waiting = [];
}

const ZIP = 0x04034b50;
/** Excel before 2007, and any workbook with a password. */
const COMPOUND = 0xe011cfd0;

async function read() {
  const magic = bytes.length < 4 ? 0 : bytes.readUInt32LE(0);
  if (magic === COMPOUND) throw new FileRefused('import_old_excel');
  if (magic === ZIP) return readXlsx(bytes, take);
  const text = decode(bytes);
  if (/^\s*(<|%PDF|\{|\[)/.test(text)) throw new FileRefused('import_not_a_sheet');
  for (const row of readCsv(text)) take(row);
}

try {
  await read();
  send();
  parentPort?.postMessage({ end: true });
} catch (error) {
  if (!(error instanceof FileRefused)) throw error;
  parentPort?.postMessage({ refused: error.code });
}
