import { type DeviceNo, type EpochMs, type PictureFaultCode, THUMBNAIL_KEPT } from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import type { NewTransition } from '../transitions/record.ts';
import { lockLeave, thumbnailsAllowedIn } from './thumbnail-leave.ts';

/** Blurred and sealed by whoever looked. */
export interface SealedThumbnail {
  readonly code: PictureFaultCode;
  readonly keyId: string;
  readonly ciphertext: Buffer;
}

interface Drawn {
  readonly deviceNo: DeviceNo;
  readonly at: EpochMs;
  readonly thumbnail: SealedThumbnail;
}

/** Only of a fault that begins now, and only where the unit allows it at this moment. One for each fault of a camera. */
export async function keepThumbnails(
  sql: Sql,
  drawn: readonly Drawn[],
  transitions: readonly NewTransition[],
): Promise<void> {
  const begun = new Set(
    transitions.map((one) => (one.kind === 'fault_on' ? `${one.device.deviceNo} ${one.code}` : '')),
  );
  const kept = drawn.filter(({ deviceNo, thumbnail }) => begun.has(`${deviceNo} ${thumbnail.code}`));
  if (kept.length === 0) return;
  await lockLeave(sql, 'storing');
  await sql.query(
    `INSERT INTO camera_thumbnail (device_no, code, at, delete_at, key_id, ciphertext)
     SELECT t.device_no, t.code, t.at, t.delete_at, t.key_id, decode(t.ciphertext, 'base64')
     FROM jsonb_to_recordset($1::jsonb)
       AS t (device_no int, code text, at timestamptz, delete_at timestamptz, key_id text, ciphertext text)
     JOIN device d ON d.device_no = t.device_no WHERE ${thumbnailsAllowedIn('d.unit_id')}
     ON CONFLICT (device_no, code) DO UPDATE SET at = excluded.at, delete_at = excluded.delete_at,
       key_id = excluded.key_id, ciphertext = excluded.ciphertext`,
    [
      JSON.stringify(
        kept.map(({ deviceNo, at, thumbnail: { code, keyId, ciphertext } }) => ({
          ...{ device_no: deviceNo, code, at: new Date(at), delete_at: new Date(at + THUMBNAIL_KEPT) },
          ...{ key_id: keyId, ciphertext: ciphertext.toString('base64') },
        })),
      ),
    ],
  );
}

/** Those whose time is over, those from a time that never was (the clock was set back), and those nobody allows any more. */
export async function forgetThumbnails(database: Database, now: EpochMs): Promise<void> {
  await database.query('DELETE FROM camera_thumbnail WHERE delete_at <= $1 OR at > $2', [
    new Date(now),
    new Date(now + THUMBNAIL_KEPT),
  ]);
  await forgetWithoutLeave(database);
}

/** Also after a unit or a camera moved to where it is not allowed. */
export const forgetWithoutLeave = (sql: Sql): Promise<unknown> =>
  sql.query(
    `DELETE FROM camera_thumbnail p USING device d
     WHERE d.device_no = p.device_no AND NOT ${thumbnailsAllowedIn('d.unit_id')}`,
  );
