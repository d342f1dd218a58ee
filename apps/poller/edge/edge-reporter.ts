import { randomBytes } from 'node:crypto';
import { arch, platform } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { type CameraReport, MAX_BATCH_BYTES, writeObservationBatch } from '#libs/contracts';
import { type EpochMs, SECOND } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import type { AgentState } from './agent-state.ts';
import { EdgeUplink } from './edge-uplink.ts';
import { AGENT, EdgeWatch } from './edge-watch.ts';
import { ObservationBuffer } from './observation-buffer.ts';

/** Without news a report is a few bytes that say: everything is as it was, until now. */
const REPORT_EVERY = 15 * SECOND;
/** What could not be told for this long is late. */
const LATE_AFTER = 3 * REPORT_EVERY;
/** Room for the frame around the cameras of one batch. */
const BATCH_BYTES = MAX_BATCH_BYTES - 256;

/** What goes up: reports, heartbeats, who we are. Nothing waits for it; what did not get through is told again. */
@Injectable()
export class EdgeReporter {
  readonly bootId = randomBytes(6).toString('hex');
  readonly #startedAt: EpochMs;
  #seq = 0;
  #toldUntil: EpochMs;
  #foundUntil: EpochMs | null = null;
  #sending: Promise<void> | null = null;
  /** The newest heartbeat that could not be sent; its uptime speaks for those before it. */
  #missed: Record<string, unknown> | null = null;

  constructor(
    private readonly watch: EdgeWatch,
    private readonly buffer: ObservationBuffer,
    private readonly uplink: EdgeUplink,
    @Inject(AGENT) private readonly agent: AgentState,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#startedAt = this.#toldUntil = clock.now();
  }

  /** All that was found before this moment waits in the buffer or was told. */
  foundUntil(at: EpochMs): void {
    this.#foundUntil = at;
  }

  keepOnly(cameras: ReadonlyMap<number, unknown>): void {
    this.buffer.forget((camera) => cameras.has(camera));
  }

  /** After connecting: who we are, and that we lived while we could not be heard. */
  introduce(): void {
    const { bootId } = this;
    const birth = { bootId, model: 'canh-thon-edge', hardware: `${platform()} ${arch()}` };
    void this.uplink.publish('birth', JSON.stringify(birth));
    const missed = this.#missed;
    this.#missed = null;
    if (missed !== null) void this.#beat({ ...missed, late: true });
    void this.#beat(this.#pulse(this.clock.now()));
  }

  heartbeat(now: EpochMs): void {
    void this.#beat(this.#pulse(now));
  }

  #pulse(now: EpochMs): Record<string, unknown> {
    this.#seq += 1;
    const uptimeSeconds = Math.max(0, Math.floor((now - this.#startedAt) / SECOND));
    return { bootId: this.bootId, seq: this.#seq, uptimeSeconds, sentAt: new Date(now).toISOString() };
  }

  async #beat(pulse: Record<string, unknown>): Promise<void> {
    if (await this.uplink.publish('heartbeat', JSON.stringify(pulse))) return;
    if (Number(pulse['seq']) >= Number(this.#missed?.['seq'] ?? 0)) this.#missed = pulse;
  }

  /** Sends what is due, in the background: one report at a time. */
  report(now: EpochMs): void {
    if (!this.uplink.connected || this.#sending !== null) return;
    const { since } = this.watch;
    if (since === null || this.#foundUntil === null) return;
    const due = this.buffer.takeUrgent() || now - this.#toldUntil >= REPORT_EVERY;
    if (due) this.#sending = this.#send(since, this.#foundUntil, now).finally(() => (this.#sending = null));
  }

  /** The last report before the end. */
  async last(now: EpochMs): Promise<void> {
    await this.#sending;
    const { since } = this.watch;
    if (since !== null && this.uplink.connected) await this.#send(since, now, now);
  }

  async #send(watchingSince: EpochMs, coversUntil: EpochMs, now: EpochMs): Promise<void> {
    const late = now - this.#toldUntil > LATE_AFTER;
    const parts = inParts(this.buffer.take());
    for (const [index, cameras] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const sentAt = this.clock.now();
      const moments = { sentAt, watchingSince: Math.min(watchingSince, sentAt) };
      const batch = { ...moments, late, coversUntil: isLast ? Math.min(coversUntil, sentAt) : null, cameras };
      if (await this.uplink.publish('observations', writeObservationBatch(batch))) continue;
      this.buffer.putBack(parts.slice(index).flat());
      return;
    }
    this.#toldUntil = coversUntil;
  }

  /** We take no orders yet, and say so. */
  refuse(text: string): void {
    const { commandId } = JSON.parse(text) as { readonly commandId: string };
    const answer = { commandId, result: 'refused', detail: 'not supported by edge agents' };
    void this.uplink.publish('commands/ack', JSON.stringify(answer));
  }
}

/** At least one part, and none larger than a door takes. */
function inParts(reports: readonly CameraReport[]): CameraReport[][] {
  const parts: CameraReport[][] = [[]];
  let room = BATCH_BYTES;
  for (const report of reports.flatMap(inPieces)) {
    const bytes = sizeOf(report);
    if (bytes > room && (parts.at(-1)?.length ?? 0) > 0) {
      parts.push([]);
      room = BATCH_BYTES;
    }
    parts.at(-1)?.push(report);
    room -= bytes;
  }
  return parts;
}

/** One camera that has more to tell than fits is told of twice, the older half first. */
function inPieces(report: CameraReport): CameraReport[] {
  const { camera, runs, login, rungs } = report;
  const most = Math.max(runs.length, rungs.length);
  if (most < 2 || sizeOf(report) <= BATCH_BYTES) return [report];
  const [run, rung] = [runs.length >> 1, rungs.length >> 1];
  const halves = [
    { camera, runs: runs.slice(0, run), login: null, rungs: rungs.slice(0, rung) },
    { camera, runs: runs.slice(run), login, rungs: rungs.slice(rung) },
  ];
  return halves.flatMap(inPieces);
}

const sizeOf = (report: CameraReport): number =>
  writeObservationBatch({ sentAt: 0, late: false, watchingSince: 0, coversUntil: null, cameras: [report] }).length;
