import {
  type BatchWriter,
  deadDoors,
  DeviceDirectory,
  DoorStore,
  IngestStore,
  judgeOverlooked,
  sweepDeadDoor,
  verifySilences,
} from '#libs/database';
import type { DeviceNo, DoorId, EpochMs } from '#libs/domain';
import type { ObservedFleet } from '../medium/observed-fleet.ts';
import { INTERVAL_SECONDS, OFFLINE_AFTER_SECONDS } from './life.ts';
import type { Change, Heard, Known, Rows } from './rows.ts';

/** The real tables, through the product's own statements. One life after the other: each has a device and doors of its own. */
export class RowsInPostgres implements Rows {
  #deviceNo = 0 as DeviceNo;
  #now: EpochMs = 0;
  #opened = 0;
  readonly #ids: DoorId[] = [];
  readonly #writer: BatchWriter;
  readonly close: () => Promise<void>;

  constructor(private readonly fleet: ObservedFleet) {
    const { writer, close } = fleet.store(IngestStore).openWriter({ now: () => this.#now, flushAfterMs: 0 });
    this.#writer = writer;
    this.close = close;
  }

  /** A new device; those of earlier lives are retired. */
  async begin(now: EpochMs): Promise<void> {
    const { database } = this.fleet;
    await database.query('DELETE FROM door');
    await database.query('DELETE FROM silence_candidate');
    await database.query(`UPDATE device SET lifecycle = 'decommissioned' WHERE lifecycle <> 'decommissioned'`);
    this.#deviceNo = await this.fleet.device('solar_light', now);
    await database.query('UPDATE device SET interval_seconds = $2, offline_after_seconds = $3 WHERE device_no = $1', [
      this.#deviceNo,
      INTERVAL_SECONDS,
      OFFLINE_AFTER_SECONDS,
    ]);
  }

  async open(door: number, now: EpochMs): Promise<void> {
    this.#opened += 1;
    this.#ids[door] = await this.fleet.store(DoorStore).open('broker', `door-${this.#opened}`, now);
  }

  async renew(door: number, now: EpochMs): Promise<EpochMs> {
    const { listeningSince } = await this.fleet.store(DoorStore).renew(this.#doorId(door), now);
    if (listeningSince === null) throw new Error('a renewed door does not listen');
    return listeningSince;
  }

  async write(door: number, heard: readonly Heard[], now: EpochMs): Promise<void> {
    this.#now = now;
    this.#writer.openFor(this.#doorId(door));
    for (const { at, sessionEpoch, hint } of heard)
      this.#writer.take({ kind: hint ? 'hint' : 'contact', deviceNo: this.#deviceNo, sessionEpoch, at });
    await new Promise<void>((committed) => this.#writer.whenCommitted(committed));
  }

  async propose(door: number, now: EpochMs): Promise<void> {
    await this.fleet.store(DeviceDirectory).proposeSilence([this.#deviceNo], this.#doorId(door), now);
  }

  async read(now: EpochMs): Promise<Known> {
    const [row] = await this.fleet.store(DeviceDirectory).listeningByNo('broker', [this.#deviceNo], now);
    if (row === undefined) throw new Error('the device is not in the rows');
    return row;
  }

  async engine(now: EpochMs): Promise<void> {
    const { database } = this.fleet;
    await verifySilences(database, 100, now);
    for (const doorId of await deadDoors(database, now)) await sweepDeadDoor(database, doorId, 0, 100, now);
    await judgeOverlooked(database, this.#deviceNo - 1, 1, now);
  }

  async changes(): Promise<readonly Change[]> {
    const rows = await this.fleet.database.query<{ to: Change['to']; occurred_at: Date; known_at: Date }>(
      `SELECT t.to_value AS "to", t.occurred_at, t.known_at
       FROM transition t JOIN transition_work w ON w.transition_id = t.id
       WHERE t.device_no = $1 AND t.kind = 'connectivity' ORDER BY w.seq`,
      [this.#deviceNo],
    );
    return rows.map((row) => ({
      to: row.to,
      occurredAt: row.occurred_at.getTime(),
      knownAt: row.known_at.getTime(),
    }));
  }

  #doorId(door: number): DoorId {
    const id = this.#ids[door];
    if (id === undefined) throw new Error(`door ${door} was never opened`);
    return id;
  }
}
