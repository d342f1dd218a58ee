import type { EpochMs, UnitId } from '#libs/domain';
import type { Actor } from '../access.ts';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';

export interface AuditRecord {
  /** `device.register`, `unit.move` … */
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  readonly unitId: UnitId | null;
  /** Ids and changed field names; never names of people, addresses or secrets. */
  readonly detail?: Record<string, unknown>;
}

/** Call it in the transaction that did it. */
export async function recordAudit(sql: Sql, actor: Actor, record: AuditRecord, now: EpochMs): Promise<void> {
  await sql.prepared(
    `INSERT INTO audit_log (id, at, actor_kind, actor_id, action, object_kind, object_id, unit_id, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId(now),
      new Date(now),
      actor.kind,
      actor.id,
      record.action,
      record.objectKind,
      record.objectId,
      record.unitId,
      JSON.stringify(record.detail ?? {}),
    ],
  );
}
