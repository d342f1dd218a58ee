import { DAY, type EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** What a push service called gone is shown so long as a target that cannot be reached. */
const GONE_SHOWN = DAY;
/** A removed one says no more whose it was. */
export const NAMELESS = 'Thông báo đẩy';

/**
 * Takes away the web_push targets that nobody is entitled to any more: the sign-in on that device was ended, the account is
 * disabled, no grant over the unit is left, the browser has been gone for a day. A sign-in that only grew old ends nothing: whoever
 * leaves his phone in his pocket for a month still wants to be told.
 */
export async function endSubscriptions(sql: Sql, now: EpochMs): Promise<void> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.target_id AS id FROM push_subscription s
       JOIN target t ON t.id = s.target_id JOIN app_user u ON u.id = s.user_id
     WHERE t.removed_at IS NOT NULL OR u.disabled_at IS NOT NULL
       OR (t.unusable_reason = 'push_gone' AND t.unusable_since < $2)
       OR (EXISTS (SELECT 1 FROM refresh_token r WHERE r.family_id = s.session_id AND r.revoked_at IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM refresh_token r WHERE r.family_id = s.session_id AND r.revoked_at IS NULL))
       OR NOT EXISTS (SELECT 1 FROM user_grant g JOIN unit_closure c ON c.ancestor_id = g.unit_id
         WHERE g.user_id = s.user_id AND c.descendant_id = t.unit_id AND (g.valid_to IS NULL OR g.valid_to > $1))
     ORDER BY s.target_id FOR UPDATE OF s`,
    [new Date(now), new Date(now - GONE_SHOWN)],
  );
  for (const { id } of rows) await removeSubscription(sql, id, now);
}

/** What it was told stays on record; whose it was and how it is reached do not. */
export async function removeSubscription(sql: Sql, targetId: string, now: EpochMs): Promise<void> {
  await sql.query('DELETE FROM push_subscription WHERE target_id = $1', [targetId]);
  await sql.query(
    `UPDATE target SET removed_at = coalesce(removed_at, $2), enabled = false, name = $3, address = '{}',
       secret_ciphertext = NULL, secret_key_id = NULL, old_secret_ciphertext = NULL, old_secret_key_id = NULL,
       old_secret_until = NULL, unusable_reason = NULL, unusable_since = NULL, failing_since = NULL,
       version = version + 1, updated_at = $2
     WHERE id = $1`,
    [targetId, new Date(now), NAMELESS],
  );
}
