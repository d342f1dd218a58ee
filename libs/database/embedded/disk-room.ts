import { randomFillSync } from 'node:crypto';
import { chownSync, existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { postmasterOf } from './postmaster.ts';

const READ_ONLY =
  "# Made while the disk is nearly full; taken away when it is not.\ndefault_transaction_read_only = 'on'\n";
const PIECE_BYTES = 1024 * 1024;

const switchFile = (place: Place): string => join(place.cluster, 'conf.d', '90-read-only.conf');

/** Lays the switch ready, turned off: turning it is a rename, which a full disk still allows. */
export function layReadOnlySwitch(place: Place): void {
  const off = `${switchFile(place)}.off`;
  rmSync(switchFile(place), { force: true });
  if (existsSync(off)) return;
  writeFileSync(off, READ_ONLY, { mode: 0o600, flush: true });
  if (place.user) chownSync(off, place.user.uid, place.user.gid);
}

/** From the next transaction on nothing is stored, or again everything. A dead server reads it when it starts again. */
export function switchReadOnly(place: Place, on: boolean): void {
  const [onFile, offFile] = [switchFile(place), `${switchFile(place)}.off`];
  if (existsSync(on ? offFile : onFile)) renameSync(on ? offFile : onFile, on ? onFile : offFile);
  const pid = postmasterOf(place);
  if (pid !== undefined) process.kill(pid, 'SIGHUP');
}

/**
 * A file that only takes up room. Given up when the disk is full, so that PostgreSQL can come up and answer: without a
 * byte for its log it cannot even be read.
 */
export class Ballast {
  readonly #file: string;

  constructor(place: Place) {
    this.#file = join(place.base, 'ballast');
  }

  get bytes(): number {
    return statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Makes it `bytes` long. Random bytes: no file system can squeeze them. */
  async fill(bytes: number): Promise<void> {
    const piece = Buffer.alloc(PIECE_BYTES);
    const handle = await open(this.#file, 'w', 0o600);
    try {
      for (let left = bytes; left > 0; left -= PIECE_BYTES) {
        await handle.write(randomFillSync(piece), 0, Math.min(left, PIECE_BYTES));
      }
    } finally {
      await handle.close();
    }
  }

  release(): void {
    rmSync(this.#file, { force: true });
  }
}
