import type { CommandStep, DeviceNo, DoorId, EpochMs } from '#libs/domain';
import { deadline } from './deadline.ts';
import { IngestBatch, type DeviceEntry } from './ingest-batch.ts';
import { isRefusedValue } from '../database-error.ts';
import type { IngestConnection } from './ingest-connection.ts';
import { quarantine } from './quarantine.ts';
import type { Observation } from './observation.ts';
import { EntryWriter } from './write-entries.ts';

export interface BatchWriterOptions {
  readonly connection: IngestConnection;
  readonly now: () => EpochMs;
  /** A batch is written this long after its first message, or as soon as it has `flushAtSize` messages. */
  readonly flushAfterMs?: number;
  readonly flushAtSize?: number;
  /** Messages written in one transaction. */
  readonly largestFlush?: number;
  /** Messages that may wait behind the batch being written; beyond that nothing more is taken in. */
  readonly waitingLimit?: number;
  /** There is room again after there was none. */
  readonly onRoom?: () => void;
  readonly onFlush?: (figures: { readonly messages: number; readonly ms: number }) => void;
  readonly onFailure?: (cause: unknown) => void;
  readonly onQuarantine?: (deviceNo: DeviceNo, cause: unknown) => void;
  /** Devices whose announced interval was written. */
  readonly onAnnounced?: (deviceNos: readonly DeviceNo[]) => void;
  /** What became of an acknowledgement of a command. */
  readonly onAcknowledged?: (outcome: CommandStep['reason']) => void;
}

const RETRY_MS = { first: 250, longest: 5_000 };

interface Flight {
  readonly batch: IngestBatch;
  /** What is still to be written, in device_no order; a poison row splits a part in two. */
  readonly parts: DeviceEntry[][];
}

/**
 * Turns observations into rows, many at a time: one write in flight, the next batches collecting meanwhile. A batch's
 * callbacks run after its commit, never before; while the database is away the same batch is tried again, and memory
 * stays bounded because `accepting` turns false. Under load a batch is no larger than `largestFlush`: while the database
 * writes one, we read the next, instead of each waiting for the other.
 */
export class BatchWriter {
  /** In the order in which they came; the last one collects. Never empty. */
  private readonly waiting = [new IngestBatch()];
  private waitingSize = 0;
  private flight: Flight | null = null;
  private cancelTimer: (() => void) | null = null;
  private retryMs = RETRY_MS.first;
  private failingSinceMs: number | null = null;
  private startedMs: number | null = null;
  private full = false;
  private doorId: DoorId | null = null;
  private idle: (() => void)[] = [];
  private readonly entryWriter = new EntryWriter();
  private readonly options: BatchWriterOptions;
  private readonly limits: Readonly<Record<'afterMs' | 'size' | 'largest' | 'waiting', number>>;

  constructor(options: BatchWriterOptions) {
    this.options = options;
    const { flushAfterMs = 100, flushAtSize = 4_000, largestFlush = 8_000, waitingLimit = 20_000 } = options;
    this.limits = { afterMs: flushAfterMs, size: flushAtSize, largest: largestFlush, waiting: waitingLimit };
  }

  /** Rows name the door that heard them: nothing is accepted before this is known. */
  openFor(doorId: DoorId): void {
    this.doorId = doorId;
  }

  get accepting(): boolean {
    return this.doorId !== null && !this.full;
  }

  /** For how long (ms, monotonic) the oldest unwritten message has waited for the database; 0 when all is well. */
  stuckForMs(): number {
    const since = this.failingSinceMs ?? this.startedMs;
    return since === null ? 0 : performance.now() - since;
  }

  take(observation: Observation): void {
    this.collecting().add(observation);
    this.waitingSize++;
    if (this.waitingSize >= this.limits.waiting) this.full = true;
    this.schedule();
  }

  /** Runs after the commit of everything taken so far. */
  whenCommitted(run: () => void): void {
    this.waiting.at(-1)?.committed.push(run);
    this.schedule();
  }

  /** Writes what is left; resolves false when that did not succeed within `withinMs`. */
  drain(withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const giveUp = deadline(withinMs, () => resolve(false));
      this.idle.push(() => {
        giveUp();
        resolve(true);
      });
      this.settle();
      this.launch();
    });
  }

  private get isEmpty(): boolean {
    return this.waitingSize === 0 && this.waiting[0]?.committed.length === 0;
  }

  private collecting(): IngestBatch {
    const last = this.waiting.at(-1);
    if (last !== undefined && last.size < this.limits.largest) return last;
    const next = new IngestBatch();
    this.waiting.push(next);
    return next;
  }

  private schedule(): void {
    if (this.flight !== null) return;
    if (this.waitingSize >= this.limits.size) return this.launch();
    this.cancelTimer ??= deadline(this.limits.afterMs, () => this.launch());
  }

  private launch(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    if (this.flight !== null || this.isEmpty) return;
    const batch = this.waiting.shift() ?? new IngestBatch();
    if (this.waiting.length === 0) this.waiting.push(new IngestBatch());
    this.waitingSize -= batch.size;
    const entries = [...batch.devices.values()].sort((a, b) => a.deviceNo - b.deviceNo);
    this.flight = { batch, parts: entries.length === 0 ? [] : [entries] };
    this.startedMs = performance.now();
    void this.fly(this.flight);
    if (!this.full || this.waitingSize >= this.limits.waiting) return;
    this.full = false;
    this.options.onRoom?.();
  }

  private async fly(flight: Flight): Promise<void> {
    try {
      while (flight.parts.length > 0) await this.writePart(flight.parts);
    } catch (cause) {
      return this.tryAgain(flight, cause);
    }
    const ms = performance.now() - (this.startedMs ?? 0);
    this.flight = null;
    this.startedMs = null;
    this.failingSinceMs = null;
    this.retryMs = RETRY_MS.first;
    // The next one is on its way before the acknowledgements of this one go out: the database need not wait for them.
    if (this.idle.length > 0) this.launch();
    else if (!this.isEmpty) this.schedule();
    this.land(flight.batch, ms);
    this.settle();
  }

  private land(batch: IngestBatch, ms: number): void {
    for (const run of batch.committed) run();
    this.options.onFlush?.({ messages: batch.size, ms });
    const announced = [...batch.devices.values()].filter((entry) => entry.announcedIntervalSeconds !== null);
    if (announced.length > 0) this.options.onAnnounced?.(announced.map((entry) => entry.deviceNo));
  }

  private tryAgain(flight: Flight, cause: unknown): void {
    this.failingSinceMs ??= this.startedMs;
    this.options.onFailure?.(cause);
    deadline(this.retryMs, () => void this.fly(flight));
    this.retryMs = Math.min(this.retryMs * 2, RETRY_MS.longest);
  }

  /** Writes the first part and removes it; splits it when a row in it is refused, until the row stands alone. */
  private async writePart(parts: DeviceEntry[][]): Promise<void> {
    const part = parts[0];
    const { doorId } = this;
    if (part === undefined || doorId === null) return;
    try {
      const context = { doorId, now: this.options.now() };
      const written = await this.options.connection.transaction((sql) => this.entryWriter.write(sql, part, context));
      parts.shift();
      for (const outcome of written.acknowledgements) this.options.onAcknowledged?.(outcome);
    } catch (cause) {
      if (!isRefusedValue(cause)) throw cause;
      const middle = part.length >> 1;
      if (middle > 0) parts.splice(0, 1, part.slice(0, middle), part.slice(middle));
      else await this.quarantine(parts, cause);
    }
  }

  private async quarantine(parts: DeviceEntry[][], cause: unknown): Promise<void> {
    const entry = parts[0]?.[0];
    if (entry === undefined) return;
    const now = this.options.now();
    await this.options.connection.transaction((sql) => quarantine(sql, entry.deviceNo, entry, cause, now));
    parts.shift();
    this.options.onQuarantine?.(entry.deviceNo, cause);
  }

  private settle(): void {
    if (this.flight !== null || !this.isEmpty) return;
    for (const resolve of this.idle.splice(0)) resolve();
  }
}
