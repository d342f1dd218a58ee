import {
  BUILT_IN_POLICY,
  decideDigest,
  DIGEST_RULE,
  type DigestReason,
  type DigestVariables,
  type EpochMs,
  type Severity,
} from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { digestContents, type DigestContent } from './digest-content.ts';
import { enqueue } from './enqueue.ts';
import { digestTargets, type DigestTarget } from './targets.ts';

/**
 * One transaction: asks for up to `limit` targets whether their daily digest is due, and puts those that are into the
 * outbox. Returns how many were asked; engines share them. A row for target and day makes each digest one, whatever
 * dies and wherever clocks go.
 */
export function sendDigests(database: Database, limit: number, now: EpochMs): Promise<number> {
  return database.transaction(async (tx) => {
    const targets = await digestTargets(tx, limit, now);
    const decided = targets.map((target) => {
      const digestAt = target.digestAt ?? BUILT_IN_POLICY.digestAt ?? 'off';
      return { target, ...decideDigest(target, { digestAt, askedBefore: target.askedBefore }, now) };
    });
    await askAgain(tx, decided);
    const due = decided.filter(({ reason }) => reason === 'daily_digest').map(({ target }) => target);
    const contents = await digestContents(tx, due, now);
    for (const { target, reason, day } of decided) {
      if (reason === 'digest_not_due') continue;
      const content = contents.get(target.id);
      const said = reason === 'daily_digest' && content === undefined ? 'nothing_to_say' : reason;
      const first = await isFirst(tx, target, day, said, now);
      if (first && content !== undefined) await send(tx, target, day, content, now);
    }
    return targets.length;
  });
}

async function askAgain(
  sql: Sql,
  decided: readonly { readonly target: DigestTarget; readonly nextAt: EpochMs }[],
): Promise<void> {
  await sql.query(
    `UPDATE target t SET digest_due_at = d.at FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, at timestamptz)
     WHERE t.id = d.id`,
    [JSON.stringify(decided.map(({ target, nextAt }) => ({ id: target.id, at: new Date(nextAt) })))],
  );
}

/** False when this day's digest was decided before; what was switched off or came too late may still be sent. */
async function isFirst(
  sql: Sql,
  { id }: DigestTarget,
  day: string,
  reason: DigestReason,
  now: EpochMs,
): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO digest AS g (target_id, day, at, reason) VALUES ($1, $2, $3, $4)
     ON CONFLICT (target_id, day) DO UPDATE SET at = excluded.at, reason = excluded.reason
       WHERE g.reason IN ('digest_off','too_late_today') RETURNING 1`,
    [id, day, new Date(now), reason],
  );
  return rows.length > 0;
}

async function send(sql: Sql, target: DigestTarget, day: string, content: DigestContent, now: EpochMs): Promise<void> {
  const variables: DigestVariables = { unit: target.unit, timeZone: target.timeZone, day, ...content };
  const message = { event: 'digest.daily' as const, variables };
  const severity: Severity = 'info';
  const why = { suppressed: false, reason: 'daily_digest', rule: DIGEST_RULE };
  // No incident is told by it: it says again what was said, or deliberately not.
  const [id] = await enqueue(
    sql,
    [{ target, unitId: target.unit.id, message, severity, ...why, incidentIds: [] }],
    now,
  );
  await sql.query('UPDATE digest SET notification_id = $3 WHERE target_id = $1 AND day = $2', [target.id, day, id]);
}
