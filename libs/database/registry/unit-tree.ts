import type { EpochMs, UnitId } from '#libs/domain';
import { Refusal } from '../refusal.ts';
import type { Sql } from '../sql.ts';

/** One change of the tree at a time: two moves at once could close a circle that neither sees. */
export async function lockTree(sql: Sql): Promise<void> {
  await sql.prepared(`SELECT pg_advisory_xact_lock(hashtext('unit_tree'))`);
}

/** Enters a new unit into the flattened tree and into its history of parents. */
export async function attachUnit(sql: Sql, id: UnitId, parentId: UnitId | null, now: EpochMs): Promise<void> {
  await sql.prepared(
    `INSERT INTO unit_closure (ancestor_id, descendant_id, depth)
     SELECT ancestor_id, $1::uuid, depth + 1 FROM unit_closure WHERE descendant_id = $2
     UNION ALL SELECT $1::uuid, $1::uuid, 0`,
    [id, parentId],
  );
  await sql.prepared('INSERT INTO unit_parent (unit_id, valid_from, parent_id) VALUES ($1, $2, $3)', [
    id,
    new Date(now),
    parentId,
  ]);
}

/** Refuses when `id` is `ancestor` or lies below it. */
export async function refuseBelow(sql: Sql, ancestor: UnitId, id: UnitId): Promise<void> {
  const [below] = await sql.query('SELECT 1 FROM unit_closure WHERE ancestor_id = $1 AND descendant_id = $2', [
    ancestor,
    id,
  ]);
  if (below) throw new Refusal('unit_cycle');
}

/** Hangs a subtree below another unit, on record as from `since`. Gives the former parent. Refuses to hang a unit below itself. */
export async function moveUnit(
  sql: Sql,
  id: UnitId,
  parentId: UnitId,
  now: EpochMs,
  since = now,
): Promise<UnitId | null> {
  await refuseBelow(sql, id, parentId);
  const [before] = await sql.query<{ parent_id: UnitId | null }>(
    'SELECT parent_id FROM unit WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  const from = before?.parent_id ?? null;
  if (from === parentId) return from;
  await sql.query('UPDATE unit SET parent_id = $2, version = version + 1, updated_at = $3 WHERE id = $1', [
    id,
    parentId,
    new Date(now),
  ]);
  await rehang(sql, id, parentId);
  await remember(sql, id, parentId, since);
  return from;
}

/** Cuts every link from above the subtree into it, then links the new ancestors to each of its units. */
async function rehang(sql: Sql, id: UnitId, parentId: UnitId): Promise<void> {
  await sql.query(
    `DELETE FROM unit_closure WHERE descendant_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = $1)
       AND ancestor_id NOT IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = $1)`,
    [id],
  );
  await sql.query(
    `INSERT INTO unit_closure (ancestor_id, descendant_id, depth)
     SELECT above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
     FROM unit_closure above CROSS JOIN unit_closure below
     WHERE above.descendant_id = $2 AND below.ancestor_id = $1`,
    [id, parentId],
  );
}

async function remember(sql: Sql, id: UnitId, parentId: UnitId, now: EpochMs): Promise<void> {
  await sql.query('UPDATE unit_parent SET valid_to = $2 WHERE unit_id = $1 AND valid_to IS NULL', [id, new Date(now)]);
  await sql.query(
    `INSERT INTO unit_parent (unit_id, valid_from, parent_id) VALUES ($1, $2, $3)
     ON CONFLICT (unit_id, valid_from) DO UPDATE SET parent_id = excluded.parent_id, valid_to = NULL`,
    [id, new Date(now), parentId],
  );
}
