import type { EpochMs, UnitId } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** Devices of these units began or ended to be silent: a cause may have begun or ended. */
export async function addPlaceNews(sql: Sql, unitIds: readonly UnitId[], dueAt: EpochMs): Promise<void> {
  if (unitIds.length === 0) return;
  await sql.query(`INSERT INTO cause_work (kind, unit_id, due_at) SELECT 'place', unnest($1::uuid[]), $2`, [
    [...new Set(unitIds)],
    new Date(dueAt),
  ]);
}

export async function addWideNews(sql: Sql, kind: 'fleet' | 'above', dueAt: EpochMs): Promise<void> {
  await sql.query('INSERT INTO cause_work (kind, due_at) VALUES ($1, $2)', [kind, new Date(dueAt)]);
}

/** Takes the news of one wide kind, with looks planned for later; false when nothing is due. */
export async function claimWideNews(sql: Sql, kind: 'fleet' | 'above', now: EpochMs): Promise<boolean> {
  const rows = await sql.query(
    `DELETE FROM cause_work WHERE kind = $1
       AND EXISTS (SELECT 1 FROM cause_work due WHERE due.kind = $1 AND due.due_at <= $2) RETURNING id`,
    [kind, new Date(now)],
  );
  return rows.length > 0;
}

/** Communes (or what stands for one where there is none) with news of their places. */
export async function communesWithNews(sql: Sql, now: EpochMs): Promise<UnitId[]> {
  const rows = await sql.query<{ id: UnitId }>(
    `SELECT DISTINCT coalesce(
       (SELECT u.id FROM unit_closure c JOIN unit u ON u.id = c.ancestor_id
        WHERE c.descendant_id = w.unit_id AND u.kind = 'commune' ORDER BY c.depth LIMIT 1),
       (SELECT u.id FROM unit_closure c JOIN unit u ON u.id = c.ancestor_id
        WHERE c.descendant_id = w.unit_id AND u.kind = 'village' ORDER BY c.depth DESC LIMIT 1),
       w.unit_id) AS id
     FROM (SELECT DISTINCT unit_id FROM cause_work WHERE kind = 'place' AND due_at <= $1) w`,
    [new Date(now)],
  );
  return rows.map(({ id }) => id);
}

/** Takes the news of a commune's places, with looks planned for later: whoever looks now plans them anew. */
export async function claimPlaceNews(sql: Sql, communeId: UnitId, now: EpochMs): Promise<UnitId[]> {
  const rows = await sql.query<{ unit_id: UnitId }>(
    `WITH due AS (
       SELECT DISTINCT w.unit_id FROM cause_work w JOIN unit_closure c ON c.descendant_id = w.unit_id
       WHERE c.ancestor_id = $1 AND w.kind = 'place' AND w.due_at <= $2),
     gone AS (DELETE FROM cause_work w USING due WHERE w.unit_id = due.unit_id)
     SELECT unit_id FROM due`,
    [communeId, new Date(now)],
  );
  return rows.map((row) => row.unit_id);
}

/** At most one engine at a time looks for these causes; false when another one does. For the caller's transaction. */
export async function lockCauses(sql: Sql, what: string): Promise<boolean> {
  const [lock] = await sql.query<{ held: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('causes ' || $1, 0)) AS held`,
    [what],
  );
  return lock?.held ?? false;
}
