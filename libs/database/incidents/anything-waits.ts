import type { EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';

const DIGEST = `removed_at IS NULL AND enabled AND audience = 'responsible'`;

/** Is there anything for the engine to do? One question, so that a healthy fleet costs next to nothing. */
export async function anythingWaits(sql: Sql, now: EpochMs): Promise<boolean> {
  const [row] = await sql.query<{ waits: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM silence_candidate) OR EXISTS (SELECT 1 FROM transition_work)
       OR EXISTS (SELECT 1 FROM announcement WHERE due_at <= $1)
       OR EXISTS (SELECT 1 FROM cause_work WHERE due_at <= $1)
       OR EXISTS (SELECT 1 FROM target WHERE ${DIGEST} AND digest_due_at IS NULL)
       OR EXISTS (SELECT 1 FROM target WHERE ${DIGEST} AND digest_due_at <= $1)
       OR EXISTS (SELECT 1 FROM incident_follow_up WHERE due_at <= $1)
       OR EXISTS (SELECT 1 FROM door WHERE lease_until < $1 AND swept_at IS NULL) AS waits`,
    [new Date(now)],
  );
  return row?.waits ?? false;
}
