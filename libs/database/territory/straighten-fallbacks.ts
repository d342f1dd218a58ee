import type { TargetId, UnitId } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** A contact whose stand-in went elsewhere. `to`: who stands in now; null: nobody. */
export interface CutFallback {
  readonly targetId: TargetId;
  readonly name: string;
  readonly unitName: string;
  readonly from: string;
  readonly to: string | null;
}

/**
 * A target speaks only for those below it. Where the tree has changed below `units`, a target whose stand-in now
 * belongs to another branch gets the next one of the chain that is still its own or above, or none: strangers must not be
 * told, and who has no stand-in is seen to have none. Hold the tree's lock.
 */
export async function straightenFallbacks(sql: Sql, units: readonly UnitId[]): Promise<CutFallback[]> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('target fallback', 0))`);
  return sql.query<CutFallback>(
    `WITH RECURSIVE sideways AS (
       SELECT t.id, t.unit_id, t.name, t.fallback_target_id AS old_id FROM target t JOIN target f ON f.id = t.fallback_target_id
       WHERE t.removed_at IS NULL
         AND t.unit_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = ANY($1::uuid[]))
         AND NOT EXISTS (SELECT 1 FROM unit_closure c WHERE c.descendant_id = t.unit_id AND c.ancestor_id = f.unit_id)),
     chain AS (
       SELECT s.id, s.old_id AS at, 0 AS place, ARRAY[s.id] AS seen FROM sideways s
       UNION ALL SELECT c.id, t.fallback_target_id, c.place + 1, c.seen || t.id FROM chain c JOIN target t ON t.id = c.at
       WHERE t.fallback_target_id IS NOT NULL AND NOT t.fallback_target_id = ANY(c.seen)),
     next AS (
       SELECT DISTINCT ON (c.id) c.id, f.id AS to_id, f.name FROM chain c JOIN sideways s USING (id) JOIN target f ON f.id = c.at
       WHERE f.removed_at IS NULL
         AND EXISTS (SELECT 1 FROM unit_closure k WHERE k.descendant_id = s.unit_id AND k.ancestor_id = f.unit_id)
       ORDER BY c.id, c.place)
     UPDATE target t SET fallback_target_id = n.to_id, version = t.version + 1
     FROM sideways s JOIN unit u ON u.id = s.unit_id JOIN target f ON f.id = s.old_id LEFT JOIN next n ON n.id = s.id
     WHERE t.id = s.id RETURNING t.id AS "targetId", t.name, u.name AS "unitName", f.name AS "from", n.name AS "to"`,
    [units],
  );
}
