import { DOOR_LEASE } from '#libs/database';
import { type Connectivity, decideContact, decideSilence, type EpochMs } from '#libs/domain';
import { INTERVAL_SECONDS, OFFLINE_AFTER_SECONDS } from './life.ts';
import type { Change, Heard, Known, Rows } from './rows.ts';

const SWEPT_AFTER = 1_500 * INTERVAL_SECONDS;
const PATROLLED_AFTER = (OFFLINE_AFTER_SECONDS + 15) * 1_000;

interface DoorRow {
  acceptingSince: EpochMs | null;
  leaseUntil: EpochMs;
}

/** What the tables hold of one device, with the product's own decisions; a few microseconds a life. */
export class RowsInMemory implements Rows {
  #connectivity: Connectivity = 'never_seen';
  #lastContactAt: EpochMs | null = null;
  #doorId: number | null = null;
  readonly #changes: Change[] = [];
  #silentSince: EpochMs | null = null;
  #hintedAt: EpochMs | null = null;
  #sessionEpoch = 0;
  #proposed = false;
  /** Every door process that ever was; `#ids` says which one stands in which place. */
  readonly #doors: DoorRow[] = [];
  readonly #ids: number[] = [];

  /** `patrolled`: whether the engine's patrol runs; without it the doors must find everything themselves */
  constructor(private readonly engineParts: { readonly patrolled: boolean }) {}

  open(door: number, now: EpochMs): void {
    this.#ids[door] = this.#doors.push({ acceptingSince: null, leaseUntil: now }) - 1;
  }

  renew(door: number, now: EpochMs): EpochMs {
    const row = this.#doors[this.#ids[door]!]!;
    if (row.acceptingSince === null || row.leaseUntil < now) row.acceptingSince = now;
    row.leaseUntil = now + DOOR_LEASE;
    return row.acceptingSince;
  }

  read(): Known {
    return { connectivity: this.#connectivity, lastContactAt: this.#lastContactAt };
  }

  changes(): readonly Change[] {
    return this.#changes;
  }

  write(door: number, heard: readonly Heard[], now: EpochMs): void {
    const contacts = heard.filter((one) => !one.hint);
    const last = contacts.at(-1);
    if (last !== undefined) this.#hear(this.#ids[door]!, last, now);
    const hint = heard.findLast((one) => one.hint);
    if (hint === undefined || this.#lastContactAt === null) return;
    if (this.#sessionEpoch <= hint.sessionEpoch && this.#lastContactAt < hint.at) {
      this.#hintedAt = hint.at;
      this.#proposed = true;
    }
  }

  #hear(doorId: number, { at, sessionEpoch }: Heard, now: EpochMs): void {
    const newer =
      this.#lastContactAt === null ||
      this.#sessionEpoch < sessionEpoch ||
      (this.#sessionEpoch === sessionEpoch && this.#lastContactAt <= at);
    if (newer) this.#doorId = doorId;
    this.#sessionEpoch = Math.max(this.#sessionEpoch, sessionEpoch);
    this.#lastContactAt = Math.max(this.#lastContactAt ?? 0, at);
    if (this.#hintedAt !== null && this.#hintedAt <= at) this.#hintedAt = null;
    const decision = decideContact({ connectivity: this.#connectivity, silentSince: this.#silentSince }, at);
    if (decision.change !== null) this.#change(decision.change, decision.occurredAt, now);
  }

  propose(): void {
    this.#proposed = true;
  }

  engine(now: EpochMs): void {
    if (this.#proposed) this.#judge(now);
    this.#proposed = false;
    const own = this.#doorId === null ? undefined : this.#doors[this.#doorId];
    const last = this.#lastContactAt ?? now;
    if (own !== undefined && own.leaseUntil < now && last + SWEPT_AFTER <= now) this.#judge(now);
    const since = this.#listeningSince(now);
    if (this.engineParts.patrolled && since !== null && Math.max(since, last) + PATROLLED_AFTER <= now)
      this.#judge(now);
  }

  /** As `listeningSince` in SQL: the door last spoken to, else any door from the moment both facts are true. */
  #listeningSince(now: EpochMs): EpochMs | null {
    const own = this.#doorId === null ? undefined : this.#doors[this.#doorId];
    if (own !== undefined && own.acceptingSince !== null && own.leaseUntil >= now) return own.acceptingSince;
    const live = this.#doors.flatMap((door) =>
      door.acceptingSince !== null && door.leaseUntil >= now ? [door.acceptingSince] : [],
    );
    return live.length === 0 ? null : Math.max(own?.leaseUntil ?? -Infinity, Math.min(...live));
  }

  #judge(now: EpochMs): void {
    const decision = decideSilence(
      {
        connectivity: this.#connectivity,
        lastContactAt: this.#lastContactAt,
        hintedAt: this.#hintedAt,
        secretChangedAt: null,
        intervalSeconds: INTERVAL_SECONDS,
        offlineAfterSeconds: OFFLINE_AFTER_SECONDS,
        listeningSince: this.#listeningSince(now),
      },
      now,
    );
    if (decision.change !== null) this.#change(decision.change, decision.occurredAt, now);
  }

  #change(to: Connectivity, occurredAt: EpochMs, knownAt: EpochMs): void {
    this.#connectivity = to;
    this.#silentSince = to === 'online' ? null : occurredAt;
    this.#changes.push({ to, occurredAt, knownAt });
  }
}
