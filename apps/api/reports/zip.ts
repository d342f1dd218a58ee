import { ZipPassThrough } from 'fflate';
import type { OperationFile } from '#libs/database';
import { Archive } from '../zip/archive.ts';

/** The bytes of an archive, file by file as they are read; what is in it is packed already and only stored. */
export async function* zipped(files: AsyncIterable<OperationFile>, madeAt: number): AsyncGenerator<Buffer> {
  const archive = new Archive();
  for await (const { name, content } of files) {
    const entry = new ZipPassThrough(name);
    entry.mtime = madeAt;
    archive.add(entry);
    entry.push(content, true);
    yield* archive.taken();
  }
  yield* archive.end();
}

/** A name for a file on any system: letters and digits of any language, single spaces for all else. */
export function fileName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return [...plain].slice(0, 60).join('').trim() || 'x';
}
