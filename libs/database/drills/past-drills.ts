import { DRILL_LONGEST_WAIT } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** Removes up to `limit` drills that were over before then, and as many runs of the canary; returns how many went. */
export async function removePastDrills(sql: Sql, before: Date, limit: number): Promise<number> {
  const rows = await sql.query(
    `WITH drills AS (
       DELETE FROM drill WHERE id = ANY (ARRAY(
         SELECT id FROM drill WHERE state <> 'waiting' AND created_at < $1 LIMIT $2)) RETURNING 1),
     runs AS (
       DELETE FROM canary_run WHERE day = ANY (ARRAY(
         SELECT day FROM canary_run WHERE outcome <> 'running' AND started_at < $1 LIMIT $2)) RETURNING 1)
     SELECT 1 FROM drills UNION ALL SELECT 1 FROM runs`,
    [before, limit],
  );
  return rows.length;
}

/**
 * After time was set back: what was told or entered by a clock that ran ahead was so now, and a month or day that has
 * not come yet is not over. A drill of this month stays this month's, whatever hour it was told at.
 */
export async function forgetFutureDrills(sql: Sql, at: Date, latest: Date): Promise<void> {
  await sql.query(
    `UPDATE drill d SET month = NULL FROM unit u
     WHERE u.id = d.unit_id AND d.month > ($1::timestamptz AT TIME ZONE u.time_zone)::date`,
    [at],
  );
  await sql.query(
    `UPDATE drill SET created_at = least(created_at, $1), told_at = least(told_at, $1),
       acknowledged_at = least(acknowledged_at, $1),
       due_at = CASE WHEN state = 'waiting' THEN least(due_at, $1) END
     WHERE created_at > $2 OR told_at > $2 OR acknowledged_at > $2`,
    [at, latest],
  );
  await sql.query(
    `DELETE FROM canary_run r USING canary k
     WHERE r.day > ($1::timestamptz AT TIME ZONE k.time_zone)::date OR (r.outcome = 'running' AND r.started_at > $2)`,
    [at, latest],
  );
  // No wait is that long: what was decided by a clock that ran ahead is asked anew.
  await sql.query(`UPDATE drill SET due_at = $1 WHERE state = 'waiting' AND due_at > $2`, [
    at,
    new Date(latest.getTime() + DRILL_LONGEST_WAIT),
  ]);
}
