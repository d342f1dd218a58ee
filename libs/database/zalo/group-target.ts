import type { EpochMs, TargetId } from '#libs/domain';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';

export interface MadeGroup {
  readonly unitId: string;
  /** Null: the unit's. */
  readonly name: string | null;
  readonly groupId: string;
  readonly groupLink: string | null;
}

/** A group that the OA made for a unit becomes a target of it. */
export async function addGroupTarget(
  sql: Sql,
  { unitId, name, groupId, groupLink }: MadeGroup,
  now: EpochMs,
): Promise<TargetId> {
  const id = newId<TargetId>(now);
  const address = { groupId, ...(groupLink !== null && { groupLink }) };
  const [unit] = await sql.query<{ id: never }>(
    `INSERT INTO target (id, unit_id, channel, name, address, created_at, updated_at)
     SELECT $1, u.id, 'zalo_gmf', coalesce($3, u.name), $4, $5, $5 FROM unit u WHERE u.id = $2 RETURNING unit_id AS id`,
    [id, unitId, name, JSON.stringify(address), new Date(now)],
  );
  const record = { action: 'target.create', objectKind: 'target', objectId: id, unitId: unit?.id ?? null };
  await recordAudit(sql, { kind: 'system', id: null }, { ...record, detail: { channel: 'zalo_gmf' } }, now);
  return id;
}

/** What a group is called when nobody says; at most 100 characters. */
export async function nameOfUnit(sql: Sql, unitId: string): Promise<string> {
  const [row] = await sql.query<{ name: string }>('SELECT name FROM unit WHERE id = $1', [unitId]);
  return (row?.name ?? 'Canh Thôn').slice(0, 100);
}
