import type { Sample } from '../child.ts';
import type { Identity } from './load-client.ts';

/** A broker that can be started with known devices, loaded, and asked what it has done. */
export interface SystemUnderTest {
  readonly name: string;
  /** Messages a second to offer, for a system that stores next to nothing when flooded; otherwise as fast as it confirms. */
  readonly offered?: readonly number[];
  start(known: readonly Identity[]): Promise<RunningSystem>;
}

export interface RunningSystem {
  readonly port: number;
  sample(): Promise<Sample>;
  /** Throws when something confirmed is not in the database; for systems whose confirmation promises that. */
  verify?(confirmed: number): Promise<void>;
  stop(): Promise<void>;
}
