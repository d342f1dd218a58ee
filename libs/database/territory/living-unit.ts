import type { UnitId } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import type { Sql } from '../sql.ts';

/**
 * A unit in which something may begin: inside the scope, and not ended by a split or merge. It stays so until the
 * transaction ends. Ask for it before locking devices or sites: whoever cuts a unit locks it first.
 */
export async function requireLivingUnit(sql: Sql, scope: Scope, id: string): Promise<UnitId> {
  // The row as it is once it is ours: who cut the unit meanwhile gave it a last day.
  const [unit] = await sql.prepared<{ id: UnitId; hasLastDay: boolean }>(
    `SELECT u.id, u.valid_to IS NOT NULL AS "hasLastDay" FROM unit u
     WHERE u.id = $2 AND ${inScope('u.id', '$1')} FOR SHARE OF u`,
    [scope, id],
  );
  const { id: unitId, hasLastDay } = orRefuse(unit, 'unit_not_found');
  if (hasLastDay) await refuseEnded(sql, scope, unitId);
  return unitId;
}

/** Names who took over to this day, as far as the caller sees them: a successor may have ended as well. */
export async function refuseEnded(sql: Sql, scope: Scope, unitId: UnitId): Promise<void> {
  // Asked first alone: nearly every unit lives.
  const [ended] = await sql.prepared('SELECT 1 FROM unit_succession WHERE old_id = $1 LIMIT 1', [unitId]);
  if (!ended) return;
  const successors = await sql.query<{ unitId: UnitId; name: string }>(
    `WITH RECURSIVE after AS (
       SELECT new_id AS id FROM unit_succession WHERE old_id = $2
       UNION SELECT s.new_id FROM unit_succession s JOIN after ON after.id = s.old_id)
     SELECT u.id AS "unitId", u.name FROM after JOIN unit u USING (id)
     WHERE NOT EXISTS (SELECT 1 FROM unit_succession s WHERE s.old_id = u.id) AND ${inScope('u.id', '$1')}
     ORDER BY u.name, u.id`,
    [scope, unitId],
  );
  throw new Refusal('unit_has_ended', { successors, names: successors.map(({ name }) => name).join(', ') || '—' });
}

/** The same for many units that were found living a while ago; `stale_version` when one has ended since. */
export async function keepLiving(sql: Sql, ids: readonly UnitId[]): Promise<void> {
  if (ids.length === 0) return;
  await sql.query('SELECT 1 FROM unit WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE', [ids]);
  const [ended] = await sql.query('SELECT 1 FROM unit_succession WHERE old_id = ANY($1::uuid[]) LIMIT 1', [ids]);
  if (ended) throw new Refusal('stale_version');
}
