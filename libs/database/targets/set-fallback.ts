import { type Audience, fallbackFault, type TargetId, type UnitId } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import type { Sql } from '../sql.ts';

/** Only one that the caller may see. Set one after the other, so that two at once make no circle. */
export async function setFallback(sql: Sql, scope: Scope, id: TargetId, fallbackId: string | null): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('target fallback', 0))`);
  if (fallbackId !== null) {
    const [seen] = await sql.query(
      `SELECT 1 FROM target t WHERE t.id = $2 AND t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')}`,
      [scope, fallbackId],
    );
    orRefuse(seen, 'target_not_found');
  }
  await checkFallback(sql, id, fallbackId);
  await sql.query('UPDATE target SET fallback_target_id = $2 WHERE id = $1', [id, fallbackId]);
}

/** Throws for a circle, a target that is not above, and one for other people. */
export async function checkFallback(sql: Sql, id: TargetId, fallbackId: string | null): Promise<void> {
  const [target] = await sql.query<{ audience: Audience; above: UnitId[] }>(
    `SELECT t.audience, ARRAY(SELECT c.ancestor_id FROM unit_closure c WHERE c.descendant_id = t.unit_id) AS above
     FROM target t WHERE t.id = $1`,
    [id],
  );
  const chain = await sql.query<{ id: TargetId; audience: Audience; unitId: UnitId }>(
    `WITH RECURSIVE chain AS (
       SELECT $1::uuid AS id, 1 AS place, ARRAY[]::uuid[] AS seen
       UNION ALL SELECT t.fallback_target_id, c.place + 1, c.seen || t.id FROM chain c JOIN target t ON t.id = c.id
       WHERE NOT t.id = ANY(c.seen))
     SELECT t.id, t.audience, t.unit_id AS "unitId" FROM chain JOIN target t USING (id) ORDER BY chain.place`,
    [fallbackId],
  );
  const fault = target ? fallbackFault({ id, ...target }, chain) : null;
  if (fault !== null) throw new Refusal(fault);
}
