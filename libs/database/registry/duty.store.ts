import { Injectable } from '@nestjs/common';
import { onDuty, type DutyRota, type EpochMs, type TargetId, type UnitId } from '#libs/domain';
import { type Access, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Refusal } from '../refusal.ts';
import { Database, type Sql } from '../sql.ts';

export interface UnitDuty extends DutyRota {
  readonly unitId: UnitId;
  readonly onDuty: readonly TargetId[];
  /** 0: nothing was ever entered. */
  readonly version: number;
}

/** Who of a unit's targets is on duty, and when. */
@Injectable()
export class DutyStore {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, id: string, now: EpochMs): Promise<UnitDuty> {
    return readDuty(this.database, await requireUnit(this.database, scope, id), now);
  }

  /** Replaces the unit's rota. Refuses targets of other units: their own rota is asked. */
  put({ actor, scope }: Access, id: string, rota: DutyRota, version: number | null, now: EpochMs): Promise<UnitDuty> {
    return this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, id);
      await tx.query('SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE', [unitId]);
      if (version !== null && (await readDuty(tx, unitId, now)).version !== version) throw new Refusal('stale_version');
      await requireTargets(tx, unitId, rota);
      await tx.query(
        `INSERT INTO unit_duty AS d (unit_id, shifts, overrides, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (unit_id) DO UPDATE SET shifts = excluded.shifts, overrides = excluded.overrides,
           version = d.version + 1, updated_at = excluded.updated_at`,
        [unitId, JSON.stringify(rota.shifts), JSON.stringify(rota.overrides), new Date(now)],
      );
      await recordAudit(tx, actor, { action: 'duty.put', objectKind: 'unit', objectId: unitId, unitId }, now);
      return readDuty(tx, unitId, now);
    });
  }
}

async function requireTargets(sql: Sql, unitId: UnitId, { shifts, overrides }: DutyRota): Promise<void> {
  const wanted = new Set([...shifts, ...overrides].map(({ targetId }) => targetId.toLowerCase()));
  const there = await sql.query('SELECT 1 FROM target WHERE id = ANY($1) AND unit_id = $2 AND removed_at IS NULL', [
    [...wanted],
    unitId,
  ]);
  if (there.length < wanted.size) throw new Refusal('target_not_found');
}

/** Entries of targets that are gone are left out. */
async function readDuty(sql: Sql, unitId: UnitId, now: EpochMs): Promise<UnitDuty> {
  const [row] = await sql.query<DutyRota & { version: number; timeZone: string; targets: TargetId[] }>(
    `SELECT coalesce(d.shifts, '[]') AS shifts, coalesce(d.overrides, '[]') AS overrides,
       coalesce(d.version, 0) AS version, u.time_zone AS "timeZone",
       ARRAY(SELECT t.id FROM target t WHERE t.unit_id = u.id AND t.removed_at IS NULL) AS targets
     FROM unit u LEFT JOIN unit_duty d ON d.unit_id = u.id WHERE u.id = $1`,
    [unitId],
  );
  if (!row) throw new Error(`no unit ${unitId}`);
  const isThere = ({ targetId }: { readonly targetId: TargetId }): boolean => row.targets.includes(targetId);
  const rota = { shifts: row.shifts.filter(isThere), overrides: row.overrides.filter(isThere) };
  return { unitId, ...rota, onDuty: onDuty(rota, row.timeZone, now), version: row.version };
}
