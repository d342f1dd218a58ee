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

/** Many of them at once, in the transaction that did it. */
export async function recordAudits(
  sql: Sql,
  actor: Actor,
  records: readonly AuditRecord[],
  now: EpochMs,
): Promise<void> {
  const rows = records.map(({ action, objectKind, objectId, unitId, detail = {} }) => ({
    ...{ id: newId(now), action, object_kind: objectKind, object_id: objectId, unit_id: unitId, detail },
  }));
  await sql.query(
    `INSERT INTO audit_log (id, at, actor_kind, actor_id, action, object_kind, object_id, unit_id, detail)
     SELECT id, $2, $3, $4, action, object_kind, object_id, unit_id, detail FROM jsonb_to_recordset($1::jsonb)
       AS t (id uuid, action text, object_kind text, object_id uuid, unit_id uuid, detail jsonb)`,
    [JSON.stringify(rows), new Date(now), actor.kind, actor.id],
  );
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
