import { Injectable } from '@nestjs/common';
import type { DeviceId, EpochMs, PictureFaultCode, UnitId } from '#libs/domain';
import { type Access, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { orRefuse } from '../refusal.ts';
import { requireDevice } from '../registry/device-registry.store.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { forgetWithoutLeave } from './keep-thumbnails.ts';
import { lockLeave, thumbnailsAllowedIn } from './thumbnail-leave.ts';

export interface ThumbnailLeave {
  readonly unitId: UnitId;
  /** What the unit itself says; null: nothing. */
  readonly own: boolean | null;
  /** What holds there. */
  readonly allowed: boolean;
  /** The unit that decided; null: nobody did, so it is not allowed. */
  readonly from: UnitId | null;
}

export interface ThumbnailRow {
  readonly code: PictureFaultCode;
  readonly at: EpochMs;
  readonly deleteAt: EpochMs;
}

/** Blurred thumbnails of faulty pictures, and whether a unit allows any. What may not be seen now does not exist. */
@Injectable()
export class ThumbnailStore {
  constructor(private readonly database: Database) {}

  async leave(scope: Scope, unitId: string): Promise<ThumbnailLeave> {
    return readLeave(this.database, await requireUnit(this.database, scope, unitId));
  }

  /** `allowed` null: as the units above say. What is no longer allowed is deleted in the same transaction. */
  async decide({ actor, scope }: Access, id: string, allowed: boolean | null, now: EpochMs): Promise<ThumbnailLeave> {
    return this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, id);
      await lockLeave(tx, 'deciding');
      if (allowed === null) await tx.query('DELETE FROM unit_thumbnail_leave WHERE unit_id = $1', [unitId]);
      else
        await tx.query(
          `INSERT INTO unit_thumbnail_leave (unit_id, allowed, updated_at) VALUES ($1, $2, $3)
           ON CONFLICT (unit_id) DO UPDATE SET allowed = excluded.allowed, updated_at = excluded.updated_at`,
          [unitId, allowed, new Date(now)],
        );
      await forgetWithoutLeave(tx);
      const action = 'unit.thumbnail_leave';
      await recordAudit(tx, actor, { action, objectKind: 'unit', objectId: unitId, unitId, detail: { allowed } }, now);
      return readLeave(tx, unitId);
    });
  }

  /** Of one camera, the newest first. */
  async list(scope: Scope, deviceId: string, now: EpochMs): Promise<ThumbnailRow[]> {
    const deviceNo = await requireDevice(this.database, scope, deviceId);
    return this.database.query<ThumbnailRow>(
      `SELECT p.code, ${epoch('p.at')} AS at, ${epoch('p.delete_at')} AS "deleteAt"
       FROM camera_thumbnail p JOIN device d ON d.device_no = p.device_no
       WHERE p.device_no = $1 AND p.delete_at > $2 AND ${thumbnailsAllowedIn('d.unit_id')} ORDER BY p.at DESC, p.code`,
      [deviceNo, new Date(now)],
    );
  }

  /** Sealed as it is stored. */
  async get(
    scope: Scope,
    deviceId: string,
    code: PictureFaultCode,
    now: EpochMs,
  ): Promise<{ readonly deviceId: DeviceId; readonly keyId: string; readonly ciphertext: Buffer }> {
    const deviceNo = await requireDevice(this.database, scope, deviceId);
    const [row] = await this.database.query<{ deviceId: DeviceId; keyId: string; ciphertext: Buffer }>(
      `SELECT d.id AS "deviceId", p.key_id AS "keyId", p.ciphertext
       FROM camera_thumbnail p JOIN device d ON d.device_no = p.device_no
       WHERE p.device_no = $1 AND p.code = $2 AND p.delete_at > $3 AND ${thumbnailsAllowedIn('d.unit_id')}`,
      [deviceNo, code, new Date(now)],
    );
    return orRefuse(row, 'thumbnail_not_found');
  }
}

async function readLeave(sql: Sql, unitId: UnitId): Promise<ThumbnailLeave> {
  const layers = await sql.query<{ unitId: UnitId; allowed: boolean }>(
    `SELECT l.unit_id AS "unitId", l.allowed FROM unit_closure c
     JOIN unit_thumbnail_leave l ON l.unit_id = c.ancestor_id WHERE c.descendant_id = $1 ORDER BY c.depth`,
    [unitId],
  );
  const [nearest] = layers;
  const own = nearest?.unitId === unitId ? nearest.allowed : null;
  return { unitId, own, allowed: nearest?.allowed ?? false, from: nearest?.unitId ?? null };
}
