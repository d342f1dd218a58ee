import type { EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';
import { targetsIn } from './hear-chat.ts';

/** The group is gone: its targets are tried no more until a person gives them another address. Says how many. */
export async function groupGone(tx: Sql, groupId: string, now: EpochMs): Promise<string> {
  const targets = await targetsIn(tx, { space: 'zalo_group', id: groupId });
  await tx.query(
    `UPDATE target SET unusable_reason = 'zalo_not_in_group', unusable_since = $2, version = version + 1
     WHERE id = ANY($1) AND unusable_reason IS NULL`,
    [targets.map(({ id }) => id), new Date(now)],
  );
  return targets.length > 0 ? 'group_gone' : 'not_linked';
}

/** A person takes his consent back: what he wrote, what we remember of his chat and his address are erased. */
export async function eraseZaloUser(tx: Sql, userId: string, now: EpochMs): Promise<string> {
  const targets = await targetsIn(tx, { space: 'zalo_user', id: userId });
  await tx.query(
    `UPDATE target SET address = '{}', enabled = false, unusable_reason = 'zalo_person_refused', unusable_since = $2,
       version = version + 1, updated_at = $2 WHERE id = ANY($1)`,
    [targets.map(({ id }) => id), new Date(now)],
  );
  // The body names its sender; the row stays so that a repetition is known.
  await tx.query(`UPDATE zalo_event SET body = '{}' WHERE door = 'oa' AND strpos(body, $1) > 0`, [
    JSON.stringify(userId),
  ]);
  await tx.query(`DELETE FROM zalo_chat WHERE space = 'zalo_user' AND chat_id = $1`, [userId]);
  await tx.query(`DELETE FROM zalo_answer WHERE space = 'zalo_user' AND chat_id = $1`, [userId]);
  return 'erased';
}
