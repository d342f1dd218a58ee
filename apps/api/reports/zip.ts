import { Zip, ZipPassThrough } from 'fflate';
import type { OperationFile } from '#libs/database';

/** The bytes of an archive, file by file as they are read; what is in it is packed already and only stored. */
export async function* zipped(files: AsyncIterable<OperationFile>, madeAt: number): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(Buffer.from(chunk));
  });
  for await (const { name, content } of files) {
    const entry = new ZipPassThrough(name);
    entry.mtime = madeAt;
    archive.add(entry);
    entry.push(content, true);
    yield* ready.splice(0);
  }
  archive.end();
  yield* ready.splice(0);
}

/** A name for a file on any system: letters and digits of any language, single spaces for all else. */
export function fileName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return [...plain].slice(0, 60).join('').trim() || 'x';
}
