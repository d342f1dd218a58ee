import { Injectable } from '@nestjs/common';
import type { DeviceNo, DoorId, EpochMs, PictureMemory, RungReading } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import { Database, type Sql, type Transaction } from '../sql.ts';
import { type FaultFinding, recordFaults } from '../transitions/fault-transitions.ts';
import { keepThumbnails, type SealedThumbnail } from './keep-thumbnails.ts';
import { thumbnailsAllowedIn } from './thumbnail-leave.ts';

/** What one check of one rung of one camera found, and which faults it speaks about. */
export interface CheckedRung {
  readonly deviceNo: DeviceNo;
  readonly reading: RungReading;
  readonly findings: readonly Omit<FaultFinding, 'deviceNo'>[];
  /** What is remembered of its pictures from now on; left out: as before. */
  readonly pictures?: PictureMemory;
  /** With a fault of its picture that begins, where the unit allows it. */
  readonly thumbnail?: SealedThumbnail;
}

export interface RungRow extends RungReading {
  readonly deviceNo: DeviceNo;
}

/** The rungs of cameras that have visits of their own. A check is no contact: it says nothing of silence. */
@Injectable()
export class LadderStore {
  constructor(private readonly database: Database) {}

  readings(deviceNos: readonly DeviceNo[]): Promise<RungRow[]> {
    return this.database.query<RungRow>(
      `SELECT device_no AS "deviceNo", rung, state, reason, ${epoch('at')} AS at, evidence
       FROM camera_rung WHERE device_no = ANY($1) ORDER BY device_no, rung`,
      [deviceNos],
    );
  }

  /** What is remembered of the pictures of these cameras; those of which nothing is are left out. */
  pictures(deviceNos: readonly DeviceNo[]): Promise<{ readonly deviceNo: DeviceNo; readonly memory: PictureMemory }[]> {
    return this.database.query('SELECT device_no AS "deviceNo", memory FROM camera_picture WHERE device_no = ANY($1)', [
      deviceNos,
    ]);
  }

  /** Asked before one is drawn: whoever may not keep it makes none. */
  async mayKeepThumbnail(deviceNo: DeviceNo): Promise<boolean> {
    const [row] = await this.database.query<{ allowed: boolean }>(
      `SELECT ${thumbnailsAllowedIn('d.unit_id')} AS allowed FROM device d WHERE d.device_no = $1`,
      [deviceNo],
    );
    return row?.allowed ?? false;
  }

  /** All of a batch in one transaction: readings, and the faults that begin or end. */
  async record(checked: readonly CheckedRung[], doorId: DoorId, now: EpochMs): Promise<void> {
    if (checked.length > 0) await this.database.transaction((tx) => storeRungs(tx, checked, doorId, now));
  }
}

export async function storeRungs(
  tx: Transaction,
  checked: readonly CheckedRung[],
  doorId: DoorId,
  now: EpochMs,
): Promise<void> {
  // Of one rung, and of one fault, only the newest word counts; in one order everywhere, so that no two writers wait for each other.
  const newest = new Map(checked.map((one) => [`${one.deviceNo} ${one.reading.rung}`, one]));
  const rows = [...newest.values()].sort(
    (a, b) => a.deviceNo - b.deviceNo || a.reading.rung.localeCompare(b.reading.rung),
  );
  const findings = new Map(
    checked.flatMap(({ deviceNo, findings }) =>
      findings.map((found) => [`${deviceNo} ${found.code}`, { ...found, deviceNo }] as const),
    ),
  );
  await tx.query(
    `INSERT INTO camera_rung AS r (device_no, rung, state, reason, at, evidence)
         SELECT t.device_no, t.rung, t.state, t.reason, t.at, t.evidence
         FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, rung text, state text, reason text, at timestamptz, evidence jsonb)
         ON CONFLICT (device_no, rung) DO UPDATE SET state = excluded.state, reason = excluded.reason, at = excluded.at,
           evidence = excluded.evidence`,
    [
      JSON.stringify(
        rows.map(({ deviceNo, reading }) => ({ ...reading, device_no: deviceNo, at: new Date(reading.at) })),
      ),
    ],
  );
  await storePictures(tx, rows);
  const transitions = await recordFaults(tx, [...findings.values()], doorId, now);
  const drawn = checked.flatMap(({ deviceNo, reading, thumbnail }) =>
    thumbnail === undefined ? [] : [{ deviceNo, at: reading.at, thumbnail }],
  );
  await keepThumbnails(tx, drawn, transitions);
}

async function storePictures(sql: Sql, checked: readonly CheckedRung[]): Promise<void> {
  const seen = checked.flatMap(({ deviceNo, reading, pictures }) =>
    pictures === undefined ? [] : [{ device_no: deviceNo, at: new Date(reading.at), memory: pictures }],
  );
  if (seen.length === 0) return;
  await sql.query(
    `INSERT INTO camera_picture (device_no, at, memory)
     SELECT device_no, at, memory FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, at timestamptz, memory jsonb)
     ON CONFLICT (device_no) DO UPDATE SET at = excluded.at, memory = excluded.memory`,
    [JSON.stringify(seen)],
  );
}
