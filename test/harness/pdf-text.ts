import { inflateSync } from 'node:zlib';

/** What a reader sees on a PDF of ours: glyph numbers back to letters by each font's own table (PDF 32000, 9.10.3). */
export function pdfText(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('latin1');
  const objects = new Map(
    [...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', text = '']) => [id, text]),
  );
  const fonts = new Map<string, Map<string, string>>();
  for (const [, name = '', id = ''] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
    if (table !== undefined) fonts.set(name, readTable(streamOf(objects.get(table) ?? '')));
  }
  return [...objects.values()]
    .map(streamOf)
    .filter((stream) => / Tf\n/.test(stream))
    .map((stream) => readPage(stream, fonts))
    .join('\n')
    .normalize('NFC');
}

function streamOf(object: string): string {
  const found = /stream\n([\s\S]*)\nendstream/.exec(object)?.[1];
  if (found === undefined) return '';
  const bytes = Buffer.from(found, 'latin1');
  return (object.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** Glyph numbers by four hexadecimal digits. */
function readTable(table: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = '0', , list = ''] of table.matchAll(/<([\da-f]+)> <([\da-f]+)> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([\da-f\s]*)>/gi)].forEach(([, code = ''], index) => {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      letters.set(glyph, Buffer.from(code.replaceAll(/\s/g, ''), 'hex').swap16().toString('utf16le'));
    });
  }
  return letters;
}

/** One line for each piece that was written at a place of its own. */
function readPage(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  const lines: string[] = [];
  for (const [, name, pieces = ''] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map<string, string>();
    else {
      const glyphs = [...pieces.matchAll(/<([\da-f]*)>/gi)].map(([, hex = '']) => hex).join('');
      lines.push((glyphs.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph) ?? '?').join(''));
    }
  }
  return lines.join('\n');
}
