import type { Connectivity, EpochMs } from '#libs/domain';

/** What one door heard of the device and has not stored yet. */
export interface Heard {
  readonly at: EpochMs;
  readonly sessionEpoch: EpochMs;
  readonly hint: boolean;
}

export interface Change {
  readonly to: Connectivity;
  readonly occurredAt: EpochMs;
  readonly knownAt: EpochMs;
}

export interface Known {
  readonly connectivity: Connectivity;
  readonly lastContactAt: EpochMs | null;
}

/** Now, or later: in memory everything is now, in PostgreSQL later. */
type Result<Value> = Value | Promise<Value>;

/** The rows of one device and two doors, and what is done to them. */
export interface Rows {
  open(door: number, now: EpochMs): Result<void>;
  /** Gives since when the door listens without a gap. */
  renew(door: number, now: EpochMs): Result<EpochMs>;
  write(door: number, heard: readonly Heard[], now: EpochMs): Result<void>;
  propose(door: number, now: EpochMs): Result<void>;
  read(now: EpochMs): Result<Known>;
  /** One cycle: proposals, dead doors, the patrol. */
  engine(now: EpochMs): Result<void>;
  /** Every change of connectivity so far, in order. */
  changes(): Result<readonly Change[]>;
}
