import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Files that only the agent's own user may read. */

/** Null: there is none. Throws what the file system says. */
export function readOwn(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    chmodSync(file, 0o600);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written aside and renamed: a power cut leaves the old file or the new one. Throws what the file system says. */
export function writeOwn(file: string, text: string): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(aside, text, { mode: 0o600, flush: true });
  renameSync(aside, file);
}
