import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics.ts';

const TICK_MS = 250;

/**
 * Notices when this process stood still (a blocked event loop, a frozen machine, SIGSTOP): a stall of ours must not
 * be read as silence of the devices. A listener gets the length in milliseconds, right after the stall.
 */
export class StallMonitor {
  readonly #thresholdMs: number;
  readonly #listeners = new Set<(stalledMs: number) => void>();
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: 20 });
  #timer: NodeJS.Timeout | undefined;
  #lastTick = 0;

  constructor(metrics: Metrics, thresholdMs = 1_000) {
    this.#thresholdMs = thresholdMs;
    const stalls = metrics.counter('canhthon_stalls_total', 'Times this process stood still for more than a second');
    this.onStall(() => stalls.inc());
  }

  onStall(listener: (stalledMs: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** 99th percentile of the event loop's delay since the last call, in milliseconds. */
  takeP99Ms(): number {
    const value = this.#delay.percentile(99) / 1e6;
    this.#delay.reset();
    return value;
  }

  start(): void {
    this.#delay.enable();
    this.#lastTick = performance.now();
    this.#timer = setInterval(() => this.#tick(performance.now()), TICK_MS).unref();
  }

  stop(): void {
    this.#delay.disable();
    clearInterval(this.#timer);
  }

  #tick(monotonicNow: number): void {
    const stalledMs = monotonicNow - this.#lastTick - TICK_MS;
    this.#lastTick = monotonicNow;
    if (stalledMs > this.#thresholdMs) for (const listener of this.#listeners) listener(stalledMs);
  }
}
