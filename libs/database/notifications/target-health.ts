import {
  type Attempt,
  DAY,
  type EpochMs,
  failsForTarget,
  targetBlamed,
  type TargetId,
  type TargetRecord,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** What an attempt tells about the target itself: it works, it is failing, or it is not tried again. */
export async function recordOnTarget(sql: Sql, id: TargetId, attempt: Attempt, now: EpochMs): Promise<void> {
  if (attempt.kind === 'accepted') {
    await sql.query(
      `UPDATE target SET failing_since = NULL, unusable_reason = NULL, unusable_since = NULL
       WHERE id = $1 AND (failing_since IS NOT NULL OR unusable_reason IS NOT NULL)`,
      [id],
    );
    return;
  }
  if (!failsForTarget(attempt)) return;
  await sql.query('UPDATE target SET failing_since = $2 WHERE id = $1 AND failing_since IS NULL', [id, new Date(now)]);
  const [record] = await sql.query<TargetRecord>(
    `SELECT channel, ${epoch('failing_since')} AS "failingSince",
       EXISTS (SELECT 1 FROM channel_account a WHERE a.last_success_at > $2) AS "othersWork"
     FROM target WHERE id = $1`,
    [id, new Date(now - DAY)],
  );
  const reason = record === undefined ? null : targetBlamed(attempt, record, now);
  if (reason === null) return;
  await sql.query(
    `UPDATE target SET unusable_reason = $2, unusable_since = $3
     WHERE id = $1 AND unusable_reason IS NULL AND removed_at IS NULL`,
    [id, reason, new Date(now)],
  );
}

/** Targets in use that are not tried until somebody repairs them, and the one that has been so the longest. */
export async function givenUpTargets(
  sql: Sql,
): Promise<{ readonly count: number; readonly name: string; readonly since: EpochMs | null }> {
  const rows = await sql.prepared<{ name: string; since: EpochMs }>(
    `SELECT t.name, ${epoch('t.unusable_since')} AS since FROM target t
     WHERE t.unusable_reason IS NOT NULL AND t.enabled AND t.removed_at IS NULL ORDER BY t.unusable_since, t.id`,
  );
  return { count: rows.length, name: rows[0]?.name ?? '', since: rows[0]?.since ?? null };
}
