import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { newDataDir } from './product.ts';

const MB = 1e6;
const PIECE = Buffer.alloc(4 * MB, 0x61);

/**
 * A disk that can be filled. A tmpfs of its own where mounting is allowed; elsewhere the disk we are on, with a reserve
 * so large that a file of ours crosses it: the same limit is crossed then, but the last byte is not taken.
 */
export class SmallDisk {
  readonly kind: 'tmpfs' | 'reserve on a real disk';
  readonly dataDir: string;
  /** For DISK_RESERVE_MB. */
  readonly reserveMegabytes: number;
  readonly #mount = newDataDir();
  readonly #fillers: string[] = [];

  constructor() {
    const mounted =
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=420m,mode=755', 'canhthon', this.#mount]).status === 0;
    this.kind = mounted ? 'tmpfs' : 'reserve on a real disk';
    this.reserveMegabytes = mounted ? 60 : Math.floor(this.freeBytes / MB) - 600;
    this.dataDir = join(this.#mount, 'data');
    mkdirSync(this.dataDir);
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.#mount);
    return bavail * bsize;
  }

  /** Takes room until there is none (tmpfs), or none above the reserve. */
  async fill(): Promise<void> {
    const enough = this.kind === 'tmpfs' ? 0 : (this.reserveMegabytes - 50) * MB;
    const file = join(this.#mount, `filler-${this.#fillers.length}`);
    this.#fillers.push(file);
    const handle = await open(file, 'w');
    try {
      while (this.freeBytes > enough) await handle.write(PIECE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      await handle.close();
    }
  }

  empty(): void {
    for (const file of this.#fillers.splice(0)) rmSync(file, { force: true });
  }

  remove(): void {
    if (this.kind === 'tmpfs') spawnSync('umount', ['-l', this.#mount]);
    rmSync(this.#mount, { recursive: true, force: true });
  }
}
