import { type DeviceNo, type EpochMs, HOUR, hourOf, MINUTE } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Database, Sql, Transaction } from '../sql.ts';
import { partitionsOf } from '../upkeep/partitions.ts';
import { ensurePartition, TELEMETRY, TELEMETRY_PACKED } from '../upkeep/telemetry-partitions.ts';
import { unpackHour } from './pack/packed-hour.ts';
import { columnsOf, gather, type GatheredHour, merged, type PackedRow, writePacked } from './packed-rows.ts';
import { firstHour, lockHours, nextHour } from './roll-up.ts';

/** Devices packed at once: other work of the process waits some ten milliseconds for them. */
const DEVICES = 200;
const HOUR_WITHIN = 10 * MINUTE;
/** What is left after an absence, or after an upgrade, follows in the next round. */
const HOURS_A_ROUND = 24;

export interface Packing {
  /** Readings received before it are read from packed hours. */
  readonly packedUntil: EpochMs;
  /** Those received before it stand nowhere else. */
  readonly rawFrom: EpochMs;
}

/** `-Infinity`: nothing has been packed. */
export async function readPacking(sql: Sql): Promise<Packing> {
  const [row] = await sql.query<{ packedUntil: EpochMs | null; rawFrom: EpochMs | null }>(
    `SELECT ${epoch('packed_until')} AS "packedUntil", ${epoch('raw_from')} AS "rawFrom" FROM telemetry_rollup`,
  );
  return { packedUntil: row?.packedUntil ?? -Infinity, rawFrom: row?.rawFrom ?? -Infinity };
}

/**
 * Packs finished hours that have been rolled up, oldest first, each in its own transaction; the raw rows stay until
 * their day goes as a whole. Returns how many hours; 0 while another process does.
 */
export async function packHours(database: Database, now: EpochMs): Promise<number> {
  await unpackFuture(database, now);
  for (let done = 0; done < HOURS_A_ROUND; done++) {
    const hour = await hourToPack(database, now);
    if (hour === null) return done;
    await ensurePartition(database, TELEMETRY_PACKED, hour);
    const packed = await database.transaction(async (tx) => {
      if (!(await lockHours(tx)) || (await hourToPack(tx, now)) !== hour) return false;
      await packHourOfAll(tx, hour);
      await tx.query('UPDATE telemetry_rollup SET packed_until = $1', [new Date(hour + HOUR)]);
      return true;
    });
    if (!packed) return done;
  }
  return HOURS_A_ROUND;
}

/** Null: nothing is finished that is not packed. */
async function hourToPack(sql: Sql, now: EpochMs): Promise<EpochMs | null> {
  const next = await nextHour(sql);
  if (next === null) return null;
  const { packedUntil } = await readPacking(sql);
  const hour = Number.isFinite(packedUntil) ? packedUntil : await firstHour(sql, now);
  return hour < Math.min(next, hourOf(now)) ? hour : null;
}

/** A clock that ran ahead and was set back has packed hours that are yet to come: they are read raw, and packed again. */
const unpackFuture = (sql: Sql, now: EpochMs) =>
  sql.query('UPDATE telemetry_rollup SET packed_until = $1 WHERE packed_until > $1', [new Date(hourOf(now))]);

async function packHourOfAll(tx: Transaction, hour: EpochMs): Promise<void> {
  const { rawFrom } = await readPacking(tx);
  await tx.patient(HOUR_WITHIN, `DECLARE hour_to_pack NO SCROLL CURSOR FOR ${gather(hour, hour + HOUR)}`);
  for (;;) {
    const gathered = await tx.query<GatheredHour>(`FETCH ${DEVICES} FROM hour_to_pack`);
    const rows = gathered.map(packable);
    await writePacked(tx, hour, hour < rawFrom ? await withPacked(tx, hour, rows) : rows);
    if (gathered.length < DEVICES) break;
  }
  await tx.query('CLOSE hour_to_pack');
}

const packable = (gathered: GatheredHour): PackedRow => ({
  deviceNo: gathered.deviceNo,
  lateFrom: gathered.lateFrom,
  columns: columnsOf(gathered),
});

/**
 * Packs this hour of these devices again, after rows came to it late. While the day's raw rows are there they are all;
 * afterwards what came is added to what was packed, and goes. The caller holds the lock of the hours.
 */
export async function packAgain(tx: Transaction, hour: EpochMs, deviceNos: readonly DeviceNo[]): Promise<void> {
  const { packedUntil, rawFrom } = await readPacking(tx);
  if (hour >= packedUntil) return;
  const own = `AND device_no = ANY('{${deviceNos.map(Number).join(',')}}')`;
  const gathered = (await tx.query<GatheredHour>(gather(hour, hour + HOUR, own))).map(packable);
  if (hour >= rawFrom) return writePacked(tx, hour, gathered);
  if (gathered.length === 0) return;
  await writePacked(tx, hour, await withPacked(tx, hour, gathered));
  await tx.query('DELETE FROM telemetry WHERE device_no = ANY($1) AND received_at >= $2 AND received_at < $3', [
    gathered.map(({ deviceNo }) => deviceNo),
    new Date(hour),
    new Date(hour + HOUR),
  ]);
}

/** The same, each with what was packed of it before. */
async function withPacked(sql: Sql, hour: EpochMs, rows: readonly PackedRow[]): Promise<PackedRow[]> {
  const before = await packedColumns(
    sql,
    hour,
    rows.map(({ deviceNo }) => deviceNo),
  );
  return rows.map((row) => {
    const old = before.get(row.deviceNo);
    if (old === undefined) return row;
    const lateFrom = [row.lateFrom, old.lateFrom].filter((at) => at !== null);
    return {
      ...row,
      lateFrom: lateFrom.length === 0 ? null : Math.min(...lateFrom),
      columns: merged(old.columns, row.columns),
    };
  });
}

async function packedColumns(sql: Sql, hour: EpochMs, deviceNos: readonly DeviceNo[]) {
  const rows = await sql.query<{ deviceNo: DeviceNo; lateFrom: EpochMs | null; packed: Buffer }>(
    `SELECT device_no AS "deviceNo", ${epoch('late_from')} AS "lateFrom", packed FROM telemetry_packed
     WHERE hour = $1 AND device_no = ANY($2)`,
    [new Date(hour), deviceNos],
  );
  return new Map(
    rows.map(({ deviceNo, lateFrom, packed }) => [deviceNo, { lateFrom, columns: unpackHour(hour, packed) }]),
  );
}

/** The oldest moment of which single readings are kept, raw or packed. */
export async function readingsFrom(sql: Sql): Promise<EpochMs> {
  const [raw] = await partitionsOf(sql, TELEMETRY);
  const [packed] = await partitionsOf(sql, TELEMETRY_PACKED);
  return Math.min(raw?.from ?? -Infinity, packed?.from ?? Infinity);
}
