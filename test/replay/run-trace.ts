import { shareOf } from '#apps/simulator';
import { AckLinks } from '#libs/database';
import { type Cause, type EpochMs, MINUTE, SECOND } from '#libs/domain';
import type { Received } from '../alerting/rude-receiver.ts';
import { readDuration } from './duration.ts';
import { choose, type FieldDevice } from './field-device.ts';
import { judge, type Verdict } from './judge.ts';
import { Stage } from './stage.ts';
import type { Trace, TraceEvent } from './trace.ts';

/** One message as it reached a target. */
export interface Heard {
  readonly at: EpochMs;
  /** The same as time went by, whatever clocks were set to. */
  readonly elapsed: EpochMs;
  readonly target: string;
  readonly type: string;
  readonly text: string;
  readonly key: string;
  readonly incidentIds: readonly string[];
}

/** What was so, in time as it went by. */
export interface Truth {
  readonly outages: { readonly device: string; readonly because: string; readonly from: EpochMs; until: EpochMs }[];
  /** When something of ours was stopped or started or a clock was set, and by how much clocks ran ahead of time then. */
  readonly disturbances: { readonly at: EpochMs; readonly ahead: number }[];
}

export interface Played {
  readonly heard: readonly Heard[];
  /** Messages that were decided against, by reason. */
  readonly notSent: Readonly<Record<string, number>>;
  readonly verdict: Verdict;
  readonly truth: Truth;
}

/** Time goes from one moment at which something is due to the next; after each, the engine gets a few cycles to finish. */
const FINE = SECOND;
const FINE_FOR = 3 * SECOND;
const WIDE = { troubled: 5 * MINUTE, calm: 30 * MINUTE };

/** Plays a trace on an empty, migrated database at `url`. `look` sees the stage before it is struck. */
export async function playTrace(
  trace: Trace,
  url: string,
  look?: (stage: Stage, truth: Truth) => Promise<void>,
): Promise<Played> {
  const stage = await Stage.set(trace, url);
  try {
    const player = new Player(trace, stage);
    await player.play();
    await look?.(stage, player.truth);
    return { heard: player.heard, notSent: await player.notSent(), verdict: player.verdict, truth: player.truth };
  } finally {
    await stage.strike();
  }
}

class Player {
  readonly heard: Heard[] = [];
  readonly verdict: Verdict = { messages: 0, false: [], misjudged: [] };
  readonly truth: Truth = { outages: [], disturbances: [] };
  #read = 0;
  /** Clock steps so far: the field knows only how much time went by. */
  #stepped = 0;
  #fineUntil = 0;
  readonly #returns: { readonly at: EpochMs; readonly device: FieldDevice; readonly rebooted: boolean }[] = [];

  constructor(
    private readonly trace: Trace,
    private readonly stage: Stage,
  ) {}

  async play(): Promise<void> {
    const { startsAt, lastsMs, events } = this.trace;
    const waiting = [...events];
    const end = startsAt + lastsMs;
    // How things stand when the trace begins: nobody has spoken yet.
    while (waiting[0]?.atMs === 0) await this.#happen(waiting.shift() as TraceEvent);
    await this.#moveTo(startsAt);
    for (let elapsed = this.#elapsed(); elapsed < end; elapsed = this.#elapsed()) {
      const next = waiting[0];
      if (next !== undefined && startsAt + next.atMs <= elapsed) {
        waiting.shift();
        this.#fineUntil = elapsed + FINE_FOR;
        await this.#happen(next);
        continue;
      }
      const eventAt = next === undefined ? end : startsAt + next.atMs;
      await this.#moveTo(Math.min(end, eventAt, await this.#nextStop(elapsed)));
    }
  }

  async notSent(): Promise<Record<string, number>> {
    const rows = await this.stage.database.query<{ reason: string; count: number }>(
      `SELECT reason, count(*)::int AS count FROM notification WHERE state = 'suppressed' GROUP BY reason ORDER BY reason`,
    );
    return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
  }

  /** Time as it goes by, whatever clocks show. */
  #elapsed(): EpochMs {
    return this.stage.clock.now() - this.#stepped;
  }

  async #nextStop(elapsed: EpochMs): Promise<EpochMs> {
    const soonest = Math.min(
      this.stage.field.nextMoment(elapsed + this.#stepped) - this.#stepped,
      ...this.#returns.map(({ at }) => at),
    );
    if (elapsed < this.#fineUntil) return elapsed + FINE;
    const due = Math.max(elapsed + FINE, Math.min(soonest, await this.#nextDue()));
    const wide = (await this.#isTroubled()) ? WIDE.troubled : WIDE.calm;
    // On a grid, so that what is seen only at such a stop is seen at the same moment each time.
    const stop = (Math.floor(elapsed / wide) + 1) * wide;
    const next = Math.min(due, stop);
    this.#fineUntil = next + FINE_FOR;
    return next;
  }

  async #isTroubled(): Promise<boolean> {
    const rows = await this.stage.database.query('SELECT 1 FROM incident WHERE ended_at IS NULL LIMIT 1');
    return rows.length > 0;
  }

  /** When the engine has something to say or to try again; Infinity: nothing. */
  async #nextDue(): Promise<EpochMs> {
    const [row] = await this.stage.database.query<{ at: Date | null }>(
      `SELECT least((SELECT min(due_at) FROM announcement),
         (SELECT min(next_attempt_at) FROM notification WHERE state IN ('queued','sending'))) AS at`,
    );
    return row?.at ? row.at.getTime() - this.#stepped : Infinity;
  }

  async #moveTo(elapsed: EpochMs): Promise<void> {
    for (const { device, rebooted } of this.#dueReturns(elapsed))
      this.#speakAgain(device, elapsed + this.#stepped, rebooted);
    await this.stage.moveTo(elapsed + this.#stepped);
    this.#takeMessages();
  }

  #dueReturns(elapsed: EpochMs) {
    const due = this.#returns.filter(({ at }) => at <= elapsed);
    for (const entry of due) this.#returns.splice(this.#returns.indexOf(entry), 1);
    if (due.length > 0) this.#fineUntil = elapsed + FINE_FOR;
    return due;
  }

  #takeMessages(): void {
    const { receiver, clock, field } = this.stage;
    const fresh = receiver.received.slice(this.#read);
    this.#read = receiver.received.length;
    for (const { id: key, path, body } of fresh) {
      const incidentIds = (body.data.incidents ?? []).map(({ id }) => id);
      const moment = { at: clock.now(), elapsed: this.#elapsed() };
      this.heard.push({ ...moment, target: path.slice(1), type: body.type, text: body.data.text.vi, key, incidentIds });
      judge(body, field.devices, clock.now(), this.verdict);
    }
  }

  async #happen(event: TraceEvent): Promise<void> {
    const { stage, trace } = this;
    const now = stage.clock.now();
    const turn = `${event.atMs} ${event.turn}`;
    if (['doors', 'engine', 'clock'].includes(event.kind)) {
      const ahead = this.#stepped + (event.kind === 'clock' ? readDuration(event.clock) : 0);
      this.truth.disturbances.push({ at: this.#elapsed(), ahead });
    }
    const chosen = (who: Parameters<typeof choose>[2]) => choose(trace, stage.field.devices.values(), who, turn);
    switch (event.kind) {
      case 'silent':
        return this.#fallSilent(chosen(event.silent), event.because, event.for);
      case 'talk':
        return this.#comeBack(chosen(event.talk), event.within, event.rebooted ?? false);
      case 'fault':
        return this.#fault(chosen(event.of), event, now);
      case 'doors':
        return event.doors === 'up' ? stage.field.openDoors(now) : stage.field.killDoors();
      case 'engine':
        return event.engine === 'up' ? stage.startEngine() : stage.stopEngine();
      case 'clock':
        return this.#setClock(readDuration(event.clock));
      case 'acknowledge':
        return this.#acknowledge(event, now);
      case 'maintenance':
        return stage.plan(event, chosen(event.of), trace.startsAt + this.#stepped);
    }
  }

  #fallSilent(devices: readonly FieldDevice[], because: Cause | 'ours', lasts: string | undefined): void {
    for (const device of devices) {
      if (device.talking)
        this.truth.outages.push({ device: device.name, because, from: this.#elapsed(), until: Infinity });
      Object.assign(device, { talking: false, because });
      if (lasts !== undefined)
        this.#returns.push({ at: this.#elapsed() + readDuration(lasts), device, rebooted: because === 'power_cut' });
    }
  }

  #comeBack(devices: readonly FieldDevice[], within: string | undefined, rebooted: boolean): void {
    const spread = within === undefined ? 0 : readDuration(within);
    for (const device of devices)
      this.#returns.push({
        at: this.#elapsed() + Math.floor(shareOf(`return ${device.name}`) * spread),
        device,
        rebooted,
      });
  }

  #speakAgain(device: FieldDevice, now: EpochMs, rebooted: boolean): void {
    if (device.talking) return;
    const outage = this.truth.outages.findLast(({ device: name }) => name === device.name);
    if (outage) outage.until = this.#elapsed();
    Object.assign(device, { talking: true, because: null, nextReportAt: now });
    if (rebooted) Object.assign(device, { boot: device.boot + 1, isNew: true });
  }

  async #fault(
    devices: readonly FieldDevice[],
    { fault, on }: Extract<TraceEvent, { kind: 'fault' }>,
    now: EpochMs,
  ): Promise<void> {
    for (const device of devices) {
      if (on) device.faults.add(fault);
      else device.faults.delete(fault);
    }
    await this.stage.field.fault(devices, fault, on, now);
  }

  #setClock(by: number): void {
    this.#stepped += by;
    this.stage.clock.set(this.stage.clock.now() + by);
    this.stage.field.clockWasSet();
    for (const device of this.stage.field.devices.values()) device.nextReportAt += by;
  }

  async #acknowledge(event: Extract<TraceEvent, { kind: 'acknowledge' }>, now: EpochMs): Promise<void> {
    const { acknowledge: target, name, about, minutes = null, ifTold = false } = event;
    const links = this.stage.receiver.at(`/${target}`).filter(({ body }) => body.data.acknowledgeUrl !== null);
    const link = links.findLast((told) => isAbout(told, about)) ?? links.at(-1);
    const token = link?.body.data.acknowledgeUrl?.split('/').at(-1);
    if (token === undefined && ifTold) return;
    if (token === undefined) throw new Error(`nothing was told to ${target} that could be acknowledged`);
    await this.stage.app.get(AckLinks).acknowledge(token, { name, text: null, minutes, takeOver: false }, now);
  }
}

const isAbout = ({ body }: Received, device: string | undefined): boolean =>
  body.data.incident.devices.some((told) => 'code' in told && told.code === device);
