import type { EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';

const DIGEST = `removed_at IS NULL AND enabled AND audience = 'responsible'`;

async function ask(sql: Sql, questions: readonly string[], now: EpochMs): Promise<boolean> {
  const text = `SELECT ${questions.map((question) => `EXISTS (${question})`).join(' OR ')} AS waits`;
  const [row] = await sql.prepared<{ waits: boolean }>(text, [new Date(now)]);
  return row?.waits ?? false;
}

/** Is there anything to decide? One question, so that a healthy fleet costs next to nothing. */
export const anythingToDecide = (sql: Sql, now: EpochMs): Promise<boolean> =>
  ask(
    sql,
    [
      'SELECT 1 FROM silence_candidate',
      'SELECT 1 FROM transition_work',
      'SELECT 1 FROM door WHERE lease_until < $1 AND swept_at IS NULL',
    ],
    now,
  );

/** Is a cause to be looked for? */
export const anythingToExplain = (sql: Sql, now: EpochMs): Promise<boolean> =>
  ask(sql, ['SELECT 1 FROM cause_work WHERE due_at <= $1'], now);

/** Is anybody to be told of anything? */
export const anythingToTell = (sql: Sql, now: EpochMs): Promise<boolean> =>
  ask(
    sql,
    [
      'SELECT 1 FROM announcement WHERE due_at <= $1',
      'SELECT 1 FROM incident_follow_up WHERE due_at <= $1',
      `SELECT 1 FROM target WHERE ${DIGEST} AND digest_due_at IS NULL`,
      `SELECT 1 FROM target WHERE ${DIGEST} AND digest_due_at <= $1`,
    ],
    now,
  );
