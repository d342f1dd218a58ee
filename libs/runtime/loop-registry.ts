import type { Clock, VirtualClock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** Work that is done again and again. `run` gets one clock reading and uses no other. */
export interface Loop {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (now: number) => Promise<void>;
}

export interface LoopHandle {
  /** Asks for a run as soon as possible; during a run: for one more after it. Losing a wake loses only time. */
  wake(): void;
}

interface Entry {
  readonly loop: Loop;
  dueAt: number;
  woken: boolean;
  running: Promise<void> | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * All repeated work of a process. In production real timers drive it; in tests `advanceTo` drives the same loops on a
 * virtual clock. A loop never overlaps itself; an error is logged and counted, and the loop goes on.
 */
export class LoopRegistry {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #seconds;
  readonly #failures;
  readonly #entries: Entry[] = [];
  readonly #failureCounts = new Map<string, number>();
  #started = false;

  constructor(clock: Clock, logger: Logger, metrics: Metrics) {
    this.#clock = clock;
    this.#logger = logger;
    this.#seconds = metrics.histogram('canhthon_loop_seconds', 'How long one run of a loop takes', ['loop']);
    this.#failures = metrics.counter('canhthon_loop_failures_total', 'Runs of a loop that threw', ['loop']);
  }

  /** The first run is due at once. */
  add(loop: Loop): LoopHandle {
    if (this.#entries.some((other) => other.loop.name === loop.name)) throw new Error(`Two loops named ${loop.name}`);
    const entry: Entry = { loop, dueAt: -Infinity, woken: false, running: undefined, timer: undefined };
    this.#entries.push(entry);
    if (this.#started) this.#schedule(entry, 0);
    return { wake: () => this.#wake(entry) };
  }

  /** Drives all loops by real timers; loops added later start at once. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    for (const entry of this.#entries) this.#schedule(entry, 0);
  }

  /** Starts nothing new and waits for what runs. */
  async stop(): Promise<void> {
    this.#started = false;
    for (const entry of this.#entries) clearTimeout(entry.timer);
    await Promise.all(this.#entries.map(async (entry) => entry.running));
  }

  /** How often a loop has thrown since the process began. */
  failuresOf(name: string): number {
    return this.#failureCounts.get(name) ?? 0;
  }

  /**
   * Runs every loop that falls due until the virtual clock shows `until` (epoch ms), in due order, those due together
   * in the order they were added; a wake makes its loop due at the present virtual moment.
   */
  async advanceTo(clock: VirtualClock, until: number): Promise<void> {
    if (this.#started) throw new Error('Loops driven by timers cannot be advanced by hand');
    for (const entry of this.#entries) {
      // Real timers do not see that a clock was set back; neither do these.
      if (entry.dueAt - clock.now() > entry.loop.everyMs) entry.dueAt = clock.now();
    }
    for (let entry = this.#nextDue(until); entry; entry = this.#nextDue(until)) {
      if (entry.dueAt > clock.now()) clock.set(entry.dueAt);
      entry.dueAt = clock.now() + entry.loop.everyMs;
      await this.#run(entry);
    }
    if (until > clock.now()) clock.set(until);
  }

  #nextDue(until: number): Entry | undefined {
    let next: Entry | undefined;
    for (const entry of this.#entries) {
      if (entry.dueAt <= until && (next === undefined || entry.dueAt < next.dueAt)) next = entry;
    }
    return next;
  }

  #wake(entry: Entry): void {
    if (!this.#started) entry.dueAt = Math.min(entry.dueAt, this.#clock.now());
    else if (entry.running) entry.woken = true;
    else this.#schedule(entry, 0);
  }

  #schedule(entry: Entry, delayMs: number): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => void this.#tick(entry), delayMs);
  }

  async #tick(entry: Entry): Promise<void> {
    if (entry.running) return;
    const startedAt = performance.now();
    entry.woken = false;
    entry.running = this.#run(entry);
    await entry.running;
    entry.running = undefined;
    if (!this.#started) return;
    const spentMs = performance.now() - startedAt;
    this.#schedule(entry, entry.woken ? 0 : Math.max(0, entry.loop.everyMs - spentMs));
  }

  async #run({ loop }: Entry): Promise<void> {
    const stopTimer = this.#seconds.startTimer({ loop: loop.name });
    try {
      await loop.run(this.#clock.now());
    } catch (error) {
      this.#failureCounts.set(loop.name, this.failuresOf(loop.name) + 1);
      this.#failures.inc({ loop: loop.name });
      this.#logger.error({ loop: loop.name, err: error }, 'A loop failed and will run again');
    } finally {
      stopTimer();
    }
  }
}
