import type { DeviceNo } from './ids.ts';
import { type EpochMs, MINUTE } from './time.ts';
import type { SecurityEventName } from './security-event.ts';

/** One thing noticed at a door. Never holds what was presented as a secret. */
export interface SecurityNote {
  readonly event: SecurityEventName;
  /** The device whose id was used, when there is one. */
  readonly deviceNo: DeviceNo | null;
  /** Where it came from, without the port. */
  readonly address: string;
  /** The last one seen of it: an id that was claimed, a topic, a key's public part. Untrusted text. */
  readonly sample: string;
}

/** The same thing from the same place within one minute, counted. */
export interface SecurityEntry {
  readonly event: SecurityEventName;
  readonly deviceNo: DeviceNo | null;
  /** Null: of too many places to be told apart. */
  readonly address: string | null;
  /** Begin of the minute. */
  readonly minute: EpochMs;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly count: number;
  readonly sample: string;
}

export interface SecurityBounds {
  /** Different entries a minute about known devices, and about anybody else; what is more is counted without its place. */
  readonly known: number;
  readonly strangers: number;
  /** Characters kept of a sample or an address. */
  readonly text: number;
}

export const SECURITY_BOUNDS: SecurityBounds = { known: 2_000, strangers: 60, text: 128 };

/** No control characters, no half letters: what a database takes and a line of a table can show. */
const printable = (text: string, longest: number): string =>
  text.slice(0, longest).replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\uFFFD');

/**
 * Joins what doors notice, so that neither memory nor the table grows with a flood: at most so many entries a minute,
 * however many devices are claimed from however many places.
 */
export class SecurityTally {
  private readonly pending = new Map<string, SecurityEntry>();
  /** Keys told apart in the running minute. */
  private readonly seen = { known: new Set<string>(), strangers: new Set<string>() };
  private minute: EpochMs = -1;
  private readonly bounds: SecurityBounds;

  constructor(bounds: SecurityBounds = SECURITY_BOUNDS) {
    this.bounds = bounds;
  }

  get size(): number {
    return this.pending.size;
  }

  add(note: SecurityNote, now: EpochMs): void {
    const minute = now - (now % MINUTE);
    if (minute !== this.minute) this.turn(minute);
    const { text } = this.bounds;
    const place = this.placeOf(note, printable(note.address, text));
    const entry = { ...note, ...place, minute, firstAt: now, lastAt: now, count: 1 };
    this.merge({ ...entry, sample: printable(note.sample, text) });
  }

  /** Hands over what has gathered. Give it back with `restore` when it could not be stored. */
  take(): SecurityEntry[] {
    const entries = [...this.pending.values()];
    this.pending.clear();
    return entries;
  }

  /** While the database is away minutes pass: the oldest entries are let go beyond the bound. */
  restore(entries: readonly SecurityEntry[]): void {
    const newer = this.take();
    for (const entry of [...entries, ...newer]) this.merge(entry);
    const most = this.bounds.known + this.bounds.strangers;
    for (const key of this.pending.keys()) {
      if (this.pending.size <= most) return;
      this.pending.delete(key);
    }
  }

  private turn(minute: EpochMs): void {
    this.minute = minute;
    this.seen.known.clear();
    this.seen.strangers.clear();
  }

  private placeOf(note: SecurityNote, address: string): Pick<SecurityEntry, 'deviceNo' | 'address'> {
    const group = note.deviceNo === null ? 'strangers' : 'known';
    const keys = this.seen[group];
    const key = `${note.event} ${note.deviceNo ?? ''} ${address}`;
    if (!keys.has(key) && keys.size >= this.bounds[group]) return { deviceNo: null, address: null };
    keys.add(key);
    return { deviceNo: note.deviceNo, address };
  }

  private merge(entry: SecurityEntry): void {
    const key = [entry.minute, entry.event, entry.deviceNo ?? '', entry.address ?? '*'].join(' ');
    const before = this.pending.get(key);
    const joined = before && { ...entry, firstAt: before.firstAt, count: before.count + entry.count };
    this.pending.set(key, joined ?? entry);
  }
}
