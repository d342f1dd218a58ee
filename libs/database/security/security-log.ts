import { Injectable } from '@nestjs/common';
import { type EpochMs, type SecurityEntry, type SecurityNote, SecurityTally } from '#libs/domain';
import { newId } from '../new-id.ts';
import { Database } from '../sql.ts';

/** Rows of the same minute, event, device and place are one row, whichever process saw them. */
const STORE = `
  INSERT INTO security_event AS e (id, minute, event, device_no, address, first_at, last_at, count, sample)
  SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::int[], $5::text[], $6::timestamptz[],
    $7::timestamptz[], $8::bigint[], $9::text[])
  ON CONFLICT (minute, event, device_no, address) DO UPDATE SET first_at = least(e.first_at, excluded.first_at),
    last_at = greatest(e.last_at, excluded.last_at), count = e.count + excluded.count, sample = excluded.sample`;

/**
 * Where doors write what was tried at them. Noting costs a look into memory; whoever notes has a loop that flushes. A
 * killed process loses the last seconds of it: this is a log for people, not a promise to devices.
 */
@Injectable()
export class SecurityLog {
  readonly #tally = new SecurityTally();

  constructor(private readonly database: Database) {}

  note(note: SecurityNote, now: EpochMs): void {
    this.#tally.add(note, now);
  }

  /** Stores what was noted; keeps it, bounded, when the database does not take it, and throws. */
  async flush(now: EpochMs): Promise<void> {
    if (this.#tally.size === 0) return;
    const entries = this.#tally.take();
    try {
      await this.#store(entries, now);
    } catch (error) {
      this.#tally.restore(entries);
      throw error;
    }
  }

  /** Forgets what was last seen before `before`. */
  async forget(before: EpochMs): Promise<void> {
    await this.database.query('DELETE FROM security_event WHERE minute < $1', [new Date(before)]);
  }

  /** In one order everywhere, so that two processes never wait for each other in a circle. */
  async #store(entries: readonly SecurityEntry[], now: EpochMs): Promise<void> {
    const place = ({ minute, event, deviceNo, address }: SecurityEntry) =>
      [minute, event, deviceNo ?? 0, address ?? ''].join(' ');
    const sorted = [...entries].sort((a, b) => (place(a) < place(b) ? -1 : 1));
    await this.database.query(STORE, [
      sorted.map(() => newId(now)),
      sorted.map(({ minute }) => new Date(minute)),
      sorted.map(({ event }) => event),
      sorted.map(({ deviceNo }) => deviceNo),
      sorted.map(({ address }) => address),
      sorted.map(({ firstAt }) => new Date(firstAt)),
      sorted.map(({ lastAt }) => new Date(lastAt)),
      sorted.map(({ count }) => count),
      sorted.map(({ sample }) => sample),
    ]);
  }
}
