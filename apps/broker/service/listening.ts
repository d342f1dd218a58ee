import { DOOR_LEASE, type DoorStore } from '#libs/database';
import type { DoorId, EpochMs } from '#libs/domain';

/** A database that has not answered for this long has made us deaf: what devices said meanwhile may be lost. */
const HUNG_MS = 3_000;

export interface ListeningParts {
  readonly doors: Pick<DoorStore, 'open' | 'renew' | 'close'>;
  readonly instance: string;
  /** How long (ms) the writer has been waiting for the database. */
  readonly stuckForMs: () => number;
}

/**
 * The door's lease and its gaps. Silence counts only from the moment since when we have listened without a gap of our
 * own: a lapsed lease, a stalled process, a hung database.
 */
export class Listening {
  private door: DoorId | null = null;
  private since: EpochMs | null = null;
  private renewedAt: EpochMs = -Infinity;
  private gap = false;
  private readonly parts: ListeningParts;

  constructor(parts: ListeningParts) {
    this.parts = parts;
  }

  get doorId(): DoorId | null {
    return this.door;
  }

  /** Since when we listen, or null while silence proves nothing. */
  listeningSince(now: EpochMs): EpochMs | null {
    return now - this.renewedAt < DOOR_LEASE ? this.since : null;
  }

  /** We were deaf for a while: the deadlines of our devices start again with the next renewal. */
  noteGap(): void {
    this.gap = true;
  }

  async open(now: EpochMs): Promise<DoorId> {
    this.door ??= await this.parts.doors.open('broker', this.parts.instance, now);
    return this.door;
  }

  /** Renews the lease unless we are deaf: then it lapses, and the engine knows that nobody listens here. */
  async renew(now: EpochMs): Promise<void> {
    if (this.door === null) return;
    if (this.parts.stuckForMs() > HUNG_MS) return this.noteGap();
    const gapUntil = this.gap ? now : null;
    this.gap = true;
    const startedMs = performance.now();
    const lease = await this.parts.doors.renew(this.door, now, gapUntil);
    this.gap = performance.now() - startedMs > HUNG_MS;
    this.since = lease.listeningSince;
    this.renewedAt = now;
  }

  async close(now: EpochMs): Promise<void> {
    if (this.door !== null) await this.parts.doors.close(this.door, now);
  }
}
