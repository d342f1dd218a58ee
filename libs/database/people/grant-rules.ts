import { type Grant, mayGrant, type Role, type UnitId, type UserId } from '#libs/domain';
import type { Manager } from '../access.ts';
import { Refusal } from '../refusal.ts';
import type { Sql } from '../sql.ts';

/** The roles these grants give at a unit: their own units and everything below. */
async function rolesAt(sql: Sql, grants: readonly Grant[], unitId: UnitId): Promise<Role[]> {
  const above = await sql.query<{ id: UnitId }>('SELECT ancestor_id AS id FROM unit_closure WHERE descendant_id = $1', [
    unitId,
  ]);
  const covering = new Set(above.map((row) => row.id));
  return grants.filter((grant) => covering.has(grant.unitId)).map((grant) => grant.role);
}

export async function checkMayGrant(sql: Sql, grants: readonly Grant[], wanted: Grant): Promise<void> {
  if (!mayGrant(await rolesAt(sql, grants, wanted.unitId), wanted.role)) throw new Refusal('grant_too_wide');
}

/** Whoever may reset a password can become that person: he must hold all that the person holds. */
export async function checkMayManage(sql: Sql, manager: Manager, userId: UserId): Promise<void> {
  const held = await sql.query<Grant>(
    `SELECT role, unit_id AS "unitId" FROM user_grant WHERE user_id = $1 AND valid_to IS NULL`,
    [userId],
  );
  for (const grant of held) await checkMayGrant(sql, manager.grants, grant);
}

/** Call it after the change, in its transaction: an installation nobody administers cannot be repaired from outside. */
export async function checkAdministratorRemains(sql: Sql): Promise<void> {
  // Two administrators removing each other at once would each see the other one.
  await sql.query(`SELECT pg_advisory_xact_lock(hashtext('last_administrator'))`);
  const [row] = await sql.query(
    `SELECT 1 FROM user_grant g JOIN app_user p ON p.id = g.user_id JOIN unit u ON u.id = g.unit_id
     WHERE g.role = 'admin' AND g.valid_to IS NULL AND p.disabled_at IS NULL AND u.parent_id IS NULL LIMIT 1`,
  );
  if (!row) throw new Refusal('last_administrator');
}
