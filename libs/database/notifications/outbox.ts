import { Injectable } from '@nestjs/common';
import { SEND_LEASE, type Attempt, type DeliveryOutcome, type EpochMs, triedWithProbe } from '#libs/domain';
import { followUpMessage } from '../escalation/follow-up.ts';
import { newId } from '../new-id.ts';
import { bundleWaiting } from './bundle-waiting.ts';
import { accountOf, recordOnAccount, readRooms, spendTokens } from './accounts.ts';
import { withinBudget } from './budget.ts';
import { addCost } from './channel-costs.ts';
import { applyReceipts } from './receipts.ts';
import { type OutboxItem, type OutboxRow, toItem } from './outbox-item.ts';
import { recordOnTarget } from './target-health.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/**
 * One message per target at a time over all engines: the oldest that is due, the worst targets' first, and of each account
 * of a channel only as many as it has room for (`$5`, `$6`); an account is probed with what was tried least. A message about an incident waits for the earlier ones about
 * it (a recovery never overtakes its opening). What was never tried goes only to the targets of `$4`; repetitions and
 * tests cost no budget, and a test may look whether an account works again. While a message is being sent its next
 * attempt is the end of its lease, so a killed sender's message is found like any other.
 */
const CLAIM = `
  WITH due AS (
    SELECT DISTINCT ON (n.target_id) n.id, n.severity, n.created_at, n.channel, n.event, n.target_id, n.attempts
    FROM notification n
    WHERE n.state IN ('queued','sending') AND n.next_attempt_at <= $1
      AND (n.attempts > 0 OR n.event = 'test' OR n.target_id = ANY($4))
      AND NOT EXISTS (SELECT 1 FROM notification s
        WHERE s.target_id = n.target_id AND s.state = 'sending' AND s.next_attempt_at > $1)
      AND NOT EXISTS (SELECT 1 FROM notification_incident mine
        JOIN notification_incident theirs ON theirs.incident_id = mine.incident_id
        JOIN notification e ON e.id = theirs.notification_id
        WHERE mine.notification_id = n.id AND e.target_id = n.target_id AND e.state IN ('queued','sending')
          AND (e.created_at, e.id) < (n.created_at, n.id))
    ORDER BY n.target_id, array_position(ARRAY['critical','major','minor','info'], n.severity), n.created_at, n.id),
  placed AS (
    SELECT due.*, array_position(ARRAY['critical','major','minor','info'], due.severity) AS urgency,
      coalesce(r.room, ($6::jsonb->>due.channel)::int) AS room,
      row_number() OVER (PARTITION BY due.channel, due.account ORDER BY
        coalesce(r.probing AND due.event = 'test', false) DESC, CASE WHEN r.probing THEN due.attempts ELSE 0 END,
        array_position(ARRAY['critical','major','minor','info'], due.severity), due.created_at, due.id) AS place
    FROM (SELECT due.*, ${accountOf('t')} AS account FROM due JOIN target t ON t.id = due.target_id) due
      LEFT JOIN jsonb_to_recordset($5::jsonb) AS r (channel text, account text, room int, probing boolean)
        USING (channel, account)),
  claimed AS (
    UPDATE notification n SET state = 'sending', attempts = attempts + 1, lease_until = $2, next_attempt_at = $2,
      spent_at = CASE WHEN attempts = 0 AND n.event <> 'test' THEN $1 ELSE spent_at END
    FROM (SELECT p.id, p.account FROM placed p WHERE p.place <= p.room OR (p.event = 'test' AND p.place = 1)
      ORDER BY p.urgency, p.created_at, p.id LIMIT $3) taken
    WHERE n.id = taken.id
    RETURNING n.*, taken.account)
  SELECT n.id, n.idempotency_key, n.attempts, n.lease_until, n.created_at, n.event, n.variables, n.severity, n.language,
    n.target_id, t.name AS target_name, n.channel, n.account, t.address, c.email, c.phone, t.secret_key_id,
    t.secret_ciphertext, t.old_secret_key_id, t.old_secret_ciphertext, t.old_secret_until, t.unusable_reason
  FROM claimed n JOIN target t ON t.id = n.target_id LEFT JOIN contact c ON c.id = t.contact_id
  ORDER BY array_position(ARRAY['critical','major','minor','info'], n.severity), n.created_at, n.id`;

/** What is to be sent and what became of it. */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  /**
   * Takes up to `limit` messages for sending and writes down that an attempt begins. What exceeds a target's budget is
   * put off, and what waited together leaves as one message.
   */
  async claim(limit: number, now: EpochMs): Promise<OutboxItem[]> {
    if (limit <= 0 || !(await this.#somethingIsDue(now))) return [];
    return this.database.transaction(async (tx) => {
      // Claims go one after another, so that two engines never take two messages of one target.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('outbox claim', 0))`);
      const rooms = await readRooms(tx, now);
      const candidates = await withinBudget(tx, limit, rooms, now);
      await bundleWaiting(tx, candidates, now);
      const targetIds = candidates.map(({ targetId }) => targetId);
      const room = [JSON.stringify(rooms.known), JSON.stringify(rooms.fresh)];
      const rows = await tx.query<OutboxRow>(CLAIM, [
        new Date(now),
        new Date(now + SEND_LEASE),
        limit,
        targetIds,
        ...room,
      ]);
      await spendTokens(tx, rows, rooms, now);
      await beginAttempts(tx, rows, now);
      return rows.map((row) => toItem(row, now));
    });
  }

  async #somethingIsDue(now: EpochMs): Promise<boolean> {
    const rows = await this.database.prepared(
      `SELECT 1 FROM notification WHERE state IN ('queued','sending') AND next_attempt_at <= $1 LIMIT 1`,
      [new Date(now)],
    );
    return rows.length > 0;
  }

  /** When the oldest message that is due and that nobody takes fell due; null: there is none. */
  async overdueSince(): Promise<EpochMs | null> {
    const [row] = await this.database.query<{ since: EpochMs | null }>(
      `SELECT ${epoch('min(next_attempt_at)')} AS since FROM notification WHERE state IN ('queued','sending')`,
    );
    return row?.since ?? null;
  }

  /**
   * Writes down how an attempt ended. A sender that comes back after its lease changes nothing, unless the message was
   * accepted: that stays true whoever holds it now. `costDong`: what the attempt cost. Returns false when nothing was
   * changed.
   */
  async record(
    item: Pick<OutboxItem, 'id' | 'attempt' | 'account' | 'leaseUntil'> & {
      readonly target: Pick<OutboxItem['target'], 'id' | 'channel'>;
    },
    attempt: Attempt,
    outcome: DeliveryOutcome,
    now: EpochMs,
    costDong = 0,
  ): Promise<boolean> {
    const statusCode = 'statusCode' in attempt ? attempt.statusCode : null;
    const { channel } = item.target;
    return this.database.transaction(async (tx) => {
      await tx.query(
        `UPDATE notification_attempt SET finished_at = $3, outcome = $4, detail = $5, status_code = $6
         WHERE notification_id = $1 AND attempt = $2`,
        [item.id, item.attempt, new Date(now), outcome.kind, outcome.reason, statusCode],
      );
      const changed = await tx.query(...statementOf(item, outcome, now));
      // Somebody heard, or could not be reached: the next level may have to know.
      const settled = outcome.kind === 'accepted' || outcome.kind === 'failed';
      if (changed.length > 0 && (settled || item.attempt === 1)) await followUpMessage(tx, item.id, now);
      if (outcome.kind === 'accepted' && outcome.providerMessageId !== null)
        await applyReceipts(tx, channel, outcome.providerMessageId);
      await recordOnTarget(tx, item.target.id, attempt, now);
      if (costDong > 0) await addCost(tx, channel, costDong, now);
      const tried = { target: item.target.id, startedAt: item.leaseUntil - SEND_LEASE };
      const account = await recordOnAccount(tx, { channel, account: item.account }, attempt, tried, now);
      await waitForProbe(tx, item, triedWithProbe(account, attempt, now));
      return changed.length > 0;
    });
  }
}

/** The account failed, not the message: it does not wait longer than that. */
async function waitForProbe(
  sql: Sql,
  { id, attempt }: Pick<OutboxItem, 'id' | 'attempt'>,
  at: EpochMs | null,
): Promise<void> {
  if (at === null) return;
  await sql.query(
    `UPDATE notification SET next_attempt_at = least(next_attempt_at, $3)
     WHERE id = $1 AND attempts = $2 AND state = 'queued'`,
    [id, attempt, new Date(at)],
  );
}

async function beginAttempts(sql: Sql, rows: readonly OutboxRow[], now: EpochMs): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `UPDATE notification_attempt SET finished_at = $2, outcome = 'uncertain', detail = 'sender_lost'
     WHERE notification_id = ANY($1) AND finished_at IS NULL`,
    [rows.map((row) => row.id), new Date(now)],
  );
  await sql.query(
    `INSERT INTO notification_attempt (id, notification_id, attempt, started_at)
     SELECT id, notification_id, attempt, $2
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, notification_id uuid, attempt int)`,
    [
      JSON.stringify(rows.map((row) => ({ id: newId(now), notification_id: row.id, attempt: row.attempts }))),
      new Date(now),
    ],
  );
}

function statementOf(
  { id, attempt }: Pick<OutboxItem, 'id' | 'attempt'>,
  outcome: DeliveryOutcome,
  now: EpochMs,
): [string, unknown[]] {
  switch (outcome.kind) {
    case 'accepted':
      return [
        `UPDATE notification SET state = 'accepted', accepted_at = $2, failed_at = NULL, last_error = NULL,
           lease_until = NULL, next_attempt_at = NULL, provider_message_id = $3
         WHERE id = $1 AND state NOT IN ('accepted','delivered','read') RETURNING id`,
        [id, new Date(now), outcome.providerMessageId],
      ];
    case 'failed':
      return [
        `UPDATE notification SET state = 'failed', failed_at = $3, last_error = $4, lease_until = NULL, next_attempt_at = NULL
         WHERE id = $1 AND state = 'sending' AND attempts = $2 RETURNING id`,
        [id, attempt, new Date(now), outcome.reason],
      ];
    case 'retry':
    case 'uncertain':
      return [
        `UPDATE notification SET state = 'queued', last_error = $4, lease_until = NULL, next_attempt_at = $3
         WHERE id = $1 AND state = 'sending' AND attempts = $2 RETURNING id`,
        [id, attempt, new Date(outcome.at), outcome.reason],
      ];
  }
}
