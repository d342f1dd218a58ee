import type { Sql } from '../sql.ts';

/**
 * After time was set back: codes given by a clock that ran ahead are worth nothing, nobody waits for his tries or for a
 * question to be asked anew, and tokens are not taken for younger than they are. `latest`: what counts as the future.
 */
export async function forgetFutureZalo(sql: Sql, at: Date, latest: Date): Promise<void> {
  await sql.query(`UPDATE zalo_link SET expires_at = $1 WHERE used_at IS NULL AND created_at > $2`, [at, latest]);
  await sql.query(
    `UPDATE zalo_chat SET wrong_since = least(wrong_since, $1), asked_at = least(asked_at, $1)
     WHERE wrong_since > $2 OR asked_at > $2`,
    [at, latest],
  );
  await sql.query(
    `UPDATE zalo_answer SET created_at = $1, next_attempt_at = $1 WHERE next_attempt_at IS NOT NULL AND created_at > $2`,
    [at, latest],
  );
  await sql.query(
    `UPDATE channel_token SET access_until = $1::timestamptz + (access_until - refreshed_at), refreshed_at = $1
     WHERE refreshed_at > $2`,
    [at, latest],
  );
}
