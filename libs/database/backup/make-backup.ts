import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isAlive } from '../embedded/postmaster.ts';
import { BackupError, explainFileError } from './backup-error.ts';
import type { BackupHead } from './backup-format.ts';
import { readBackup } from './read-backup.ts';
import { writeBackup, type WriteOptions } from './write-backup.ts';

export interface MadeBackup {
  readonly file: string;
  readonly bytes: number;
  readonly head: BackupHead;
}

/**
 * Writes a backup under a temporary name, reads all of it back, and only then gives it its name: a file called so is
 * whole. `target` is a new file, or a folder in which it gets a name with its time. Throws BackupError.
 */
export async function makeBackup(target: string, options: Omit<WriteOptions, 'file'>): Promise<MadeBackup> {
  const path = resolve(target);
  const intoFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!intoFolder && existsSync(path)) throw new BackupError(`${path} exists already: choose another name.`);
  const folder = intoFolder ? path : dirname(path);
  if (!existsSync(folder)) throw new BackupError(`There is no folder ${folder}.`);
  const aside = join(folder, `.canhthon.partial-${process.pid}`);
  try {
    removeLeftovers(folder);
    await writeBackup({ ...options, file: aside });
    const head = await readBackup(aside);
    const file = intoFolder ? join(folder, `canhthon-${head.takenAt.slice(0, 19).replaceAll(':', '-')}Z.backup`) : path;
    await rename(aside, file);
    await flushFolder(folder);
    return { file, bytes: (await stat(file)).size, head };
  } catch (error) {
    await rm(aside, { force: true });
    throw explainFileError(error, path);
  }
}

/** What killed backups left; never that of a process that is still at it. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^\.canhthon\.partial-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** So that the new name survives a power cut. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems (network, USB sticks) cannot; the file itself is flushed.
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}
