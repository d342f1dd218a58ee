import type { EpochMs, Grant, Role, UnitId, UserId } from '#libs/domain';
import type { Manager } from '../access.ts';
import { newId } from '../new-id.ts';
import { checkMayGrant } from '../people/grant-rules.ts';
import type { Sql } from '../sql.ts';

/**
 * Who had a role in the old unit has it in each of its successors: nobody loses sight of what he looked after. The
 * caller must be allowed to give each of them there. Gives how many people's grants moved.
 */
export async function moveGrants(
  sql: Sql,
  manager: Manager,
  from: UnitId,
  successors: readonly UnitId[],
  now: EpochMs,
): Promise<number> {
  const ended = await sql.query<{ userId: UserId; role: Role }>(
    `UPDATE user_grant SET valid_to = $2 WHERE unit_id = $1 AND valid_to IS NULL RETURNING user_id AS "userId", role`,
    [from, new Date(now)],
  );
  for (const unitId of successors) {
    const wanted: Grant[] = [...new Set(ended.map(({ role }) => role))].map((role) => ({ role, unitId }));
    for (const grant of wanted) await checkMayGrant(sql, manager.grants, grant);
    await sql.query(
      `INSERT INTO user_grant (id, user_id, role, unit_id, valid_from)
       SELECT id, user_id, role, $2, $3 FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, user_id uuid, role text)
       ON CONFLICT (user_id, role, unit_id) WHERE valid_to IS NULL DO NOTHING`,
      [
        JSON.stringify(ended.map(({ userId, role }) => ({ id: newId(now), user_id: userId, role }))),
        unitId,
        new Date(now),
      ],
    );
  }
  return ended.length;
}
