import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import type { Notices } from './notices.ts';
import type { Readiness } from './readiness.ts';

/** It has to be clearly better before it counts as better: by half the reserve, or this. */
const MARGIN_BYTES = 100e6;
/** The ballast is a quarter of the reserve, or this. */
const BALLAST_BYTES = 50e6;

/** The disk whose room is watched, and what can be done about it. */
export interface Disk {
  readonly freeBytes: () => Promise<number>;
  /** Stop storing, or store again. */
  readonly setReadOnly: (on: boolean) => void;
  /** Room that can be given up at once. */
  readonly ballast: { readonly bytes: number; fill(bytes: number): Promise<void>; release(): void };
}

/** From how much free room on a disk that was full counts as well again. */
export const enough = (reserveBytes: number): number => reserveBytes + Math.min(reserveBytes / 2, MARGIN_BYTES);

/** Is the disk full, that is: has it less than the reserve, or was it full and has not clearly more again? */
export const isFull = (freeBytes: number, reserveBytes: number, wasFull: boolean): boolean =>
  freeBytes < (wasFull ? enough(reserveBytes) : reserveBytes);

/**
 * Stops storing before a full disk stops PostgreSQL: reading goes on, nothing is acknowledged that is not stored, the
 * operator is told (log, `/readyz`, figures, notice), and it ends by itself when there is room again.
 */
export class DiskWatch {
  readonly #disk: Disk;
  readonly #reserveBytes: number;
  readonly #logger: Logger;
  readonly #notices: Notices;
  readonly #freeGauge;
  #full = false;
  #looked = false;
  #freeBytes = 0;

  constructor(
    disk: Disk,
    reserveBytes: number,
    told: { logger: Logger; metrics: Metrics; notices: Notices; readiness: Readiness },
  ) {
    this.#disk = disk;
    this.#reserveBytes = reserveBytes;
    this.#logger = told.logger;
    this.#notices = told.notices;
    this.#freeGauge = told.metrics.gauge('canhthon_disk_free_bytes', 'Room on the disk of the built-in database');
    told.readiness.add('disk', () => {
      if (this.#full) throw new Error(`nearly full (${megabytes(this.#freeBytes)} MB free): nothing is stored`);
    });
  }

  async check(now: number): Promise<void> {
    const ballast = this.#disk.ballast;
    this.#freeBytes = await this.#disk.freeBytes();
    this.#freeGauge.set(this.#freeBytes);
    const wasFull = this.#full;
    this.#full = isFull(this.#freeBytes, this.#reserveBytes, wasFull);
    if (this.#full && this.#freeBytes < ballast.bytes) ballast.release();
    // Also on the first look: an earlier process may have left it on.
    if (this.#full !== wasFull || !this.#looked) this.#change(this.#full);
    this.#looked = true;
    await this.#keepBallast();
    if (!this.#full) return;
    const details = {
      freeMegabytes: megabytes(this.#freeBytes),
      neededMegabytes: megabytes(enough(this.#reserveBytes)),
    };
    this.#notices.raise({ code: 'disk_full', since: now, details });
  }

  async #keepBallast(): Promise<void> {
    const { ballast } = this.#disk;
    const wanted = Math.floor(Math.min(this.#reserveBytes / 4, BALLAST_BYTES));
    if (this.#full || ballast.bytes >= wanted || this.#freeBytes < enough(this.#reserveBytes) + wanted) return;
    await ballast.fill(wanted);
  }

  #change(full: boolean): void {
    this.#disk.setReadOnly(full);
    const freeBytes = this.#freeBytes;
    if (full)
      return this.#logger.error({ freeBytes }, 'The disk is nearly full: nothing more is stored until there is room');
    this.#notices.clear('disk_full');
    if (this.#looked) this.#logger.warn({ freeBytes }, 'There is room on the disk again: storing goes on');
  }
}

const megabytes = (bytes: number): number => Math.floor(bytes / 1e6);
