import type { WrittenRow } from './write-xlsx.ts';

const ROWS_A_PIECE = 500;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

const quoted = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180 in UTF-8; the mark at the beginning tells Excel so. */
export async function* writeCsv(rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>): AsyncGenerator<Buffer> {
  let [piece, count] = ['\uFEFF', 0];
  for await (const row of rows) {
    const cells = row.map((cell) => (cell === null ? '' : 'number' in cell ? String(cell.number) : quoted(cell.text)));
    piece += `${cells.join(',')}\r\n`;
    if (++count % ROWS_A_PIECE === 0) {
      yield Buffer.from(piece);
      piece = '';
    }
  }
  yield Buffer.from(piece);
}
