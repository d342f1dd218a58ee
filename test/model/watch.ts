import { SilenceTable } from '#apps/broker';
import { DOOR_LEASE } from '#libs/database';
import type { DeviceNo, EpochMs } from '#libs/domain';
import { type Happening, INTERVAL_SECONDS, OFFLINE_AFTER_SECONDS } from './life.ts';
import type { Change, Heard, Known, Rows } from './rows.ts';

/** A call of the rows, made by whoever drives the life: at once in memory, awaited in PostgreSQL. */
export type Call = () => unknown;
type Steps<Value = void> = Generator<Call, Value, unknown>;

interface Door {
  up: boolean;
  table: SilenceTable;
  session: EpochMs | null;
  heard: Heard[];
  stored: readonly Heard[];
}

const DEVICE = 1 as DeviceNo;
export const START: EpochMs = Date.UTC(2026, 10, 21, 12);
/** Only these write what could be wrong. */
const RECORDING: ReadonlySet<Happening['what']> = new Set(['commit', 'commit_again', 'engine']);
const SETTLING_STEPS = 7;
/** As long as a lease lasts: shorter would be kinder. */
const STEP_MS = 10_000;

/**
 * Plays a life: two doors with the product's own memory of silence, over rows. Beside it stands what must be true, kept
 * by bookkeeping that decides nothing: what was stored, and since when each door has listened.
 */
export class Watch {
  #now = START;
  readonly #doors: Door[] = [];
  /** Of the door processes that live or lived: listening without a gap from, leased until. */
  readonly #listening: { from: EpochMs; until: EpochMs }[] = [];
  readonly #listeningOf: number[] = [];
  #lastStored: EpochMs | null = null;
  #checked = 0;

  constructor(private readonly rows: Rows) {}

  *live(life: readonly Happening[], endsAlive: boolean): Steps {
    yield* this.#start(0);
    yield* this.#start(1);
    for (const happening of life) {
      yield* this.#happen(happening);
      if (RECORDING.has(happening.what)) yield* this.#checkChanges();
    }
    yield* this.#settle(endsAlive);
  }

  *#happen(happening: Happening): Steps {
    if (happening.what === 'wait') this.#now += happening.ms;
    else if (happening.what === 'engine') yield () => this.rows.engine(this.#now);
    else if (happening.what === 'start') yield* this.#start(happening.door);
    else if (this.#doors[happening.door]!.up) yield* this.#atDoor(happening.what, happening.door);
  }

  *#atDoor(what: 'speak' | 'hint' | 'commit' | 'commit_again' | 'tick' | 'kill', no: number): Steps {
    const door = this.#doors[no]!;
    switch (what) {
      case 'speak':
        return this.#speak(no);
      case 'hint':
        if (door.session !== null) door.heard.push({ at: this.#now + 1, sessionEpoch: door.session, hint: true });
        return;
      case 'commit':
        return yield* this.#commit(no);
      case 'commit_again':
        if (door.stored.length > 0) yield () => this.rows.write(no, door.stored, this.#now);
        return;
      case 'tick':
        return yield* this.#tick(no);
      case 'kill':
        door.up = false;
        return;
    }
  }

  #speak(no: number): void {
    const door = this.#doors[no]!;
    // One session a device: it left the other door.
    if (door.session === null) for (const other of this.#doors) other.session = null;
    door.session ??= this.#now;
    door.table.touch(DEVICE, this.#now);
    door.heard.push({ at: this.#now, sessionEpoch: door.session, hint: false });
  }

  *#commit(no: number): Steps {
    const door = this.#doors[no]!;
    if (door.heard.length === 0) return;
    door.stored = door.heard;
    door.heard = [];
    yield () => this.rows.write(no, door.stored, this.#now);
    for (const { at, hint } of door.stored) if (!hint) this.#lastStored = Math.max(this.#lastStored ?? 0, at);
  }

  *#start(no: number): Steps {
    if (this.#doors[no]?.up === true) return;
    const table = new SilenceTable();
    this.#doors[no] = { up: true, table, session: null, heard: [], stored: [] };
    yield () => this.rows.open(no, this.#now);
    this.#listeningOf[no] = this.#listening.push({ from: this.#now, until: this.#now }) - 1;
    yield* this.#renew(no);
    yield* this.#reread(table);
  }

  *#renew(no: number): Steps<EpochMs> {
    const since = (yield () => this.rows.renew(no, this.#now)) as EpochMs;
    const listening = this.#listening[this.#listeningOf[no]!]!;
    if (listening.until < this.#now) listening.from = this.#now;
    listening.until = this.#now + DOOR_LEASE;
    return since;
  }

  *#tick(no: number): Steps {
    const { table } = this.#doors[no]!;
    const since = yield* this.#renew(no);
    if (table.unconfirmed(this.#now, 1).length > 0) yield* this.#reread(table);
    if (table.scan(this.#now, since).length > 0) yield () => this.rows.propose(no, this.#now);
  }

  *#reread(table: SilenceTable): Steps {
    const known = (yield () => this.rows.read(this.#now)) as Known;
    table.track(DEVICE, { ...known, intervalSeconds: INTERVAL_SECONDS, offlineAfterSeconds: OFFLINE_AFTER_SECONDS });
  }

  /** The weather calms down: the device goes on reporting, or it is dead; the last word must be true. */
  *#settle(alive: boolean): Steps {
    if (this.#doors.every((door) => !door.up)) yield* this.#start(0);
    const ups = this.#doors.flatMap((door, no) => (door.up ? [no] : []));
    for (let step = 0; step < SETTLING_STEPS; step += 1) {
      this.#now += STEP_MS;
      if (alive) this.#speak(ups[0]!);
      for (const no of ups) {
        yield* this.#commit(no);
        yield* this.#tick(no);
      }
      yield () => this.rows.engine(this.#now);
      yield* this.#checkChanges();
    }
    const { connectivity } = (yield () => this.rows.read(this.#now)) as Known;
    const gone = this.#lastStored === null ? 'never_seen' : 'offline';
    const truth = alive ? 'online' : gone;
    if (connectivity !== truth) throw new Error(`ends ${connectivity}, in truth ${truth}`);
  }

  /** What was just recorded must be true of what was stored and of who listened. */
  *#checkChanges(): Steps {
    const changes = (yield () => this.rows.changes()) as readonly Change[];
    for (; this.#checked < changes.length; this.#checked += 1) {
      const wrong = this.#wrongOf(changes[this.#checked]!, changes[this.#checked - 1]);
      if (wrong !== null) throw new Error(`${JSON.stringify(changes.slice(this.#checked - 1))}: ${wrong}`);
    }
  }

  #wrongOf({ to, occurredAt, knownAt }: Change, before: Change | undefined): string | null {
    const from = before?.to ?? 'never_seen';
    if (to === from) return 'changed into itself';
    if (to === 'online')
      return before !== undefined && occurredAt <= before.occurredAt ? 'came back before it was gone' : null;
    if (from === 'never_seen' || from === 'offline') return `went ${to} from ${from}`;
    if (occurredAt !== this.#lastStored) return 'did not begin at the last stored word';
    if (to === 'suspect') return null;
    const from15 = knownAt - OFFLINE_AFTER_SECONDS * 1_000;
    if (occurredAt > from15) return 'an outage before the deadline';
    const heard = this.#listening.some((door) => door.from <= from15 && door.until >= knownAt);
    return heard ? null : 'an outage while nobody had listened long enough';
  }
}
