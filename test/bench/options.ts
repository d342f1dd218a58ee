export interface BenchOptions {
  /** Rounds measured; every system under test runs once per round, so that ratios are paired. */
  readonly rounds: number;
  /** Seconds measured per system and round, after a warm-up. */
  readonly seconds: number;
  readonly clients: number;
  readonly devices: number;
  readonly minutes: number;
  /** Which systems or parts to run, comma-separated; all when absent. */
  readonly only: readonly string[];
  readonly progress: (line: string) => void;
}
