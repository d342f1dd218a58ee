import { Injectable } from '@nestjs/common';
import {
  SEND_LEASE,
  type Channel,
  type DeliveryOutcome,
  type EpochMs,
  type Language,
  type Message,
  type NotificationId,
  type Severity,
  type TargetId,
} from '#libs/domain';
import { followUpMessage } from '../escalation/follow-up.ts';
import { newId } from '../new-id.ts';
import { bundleWaiting } from './bundle-waiting.ts';
import { withinBudget } from './budget.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/** A message that this process alone may send until the lease ends. */
export interface OutboxItem {
  readonly id: NotificationId;
  /** The same for every attempt. */
  readonly idempotencyKey: string;
  /** This attempt's number, from 1. */
  readonly attempt: number;
  readonly leaseUntil: EpochMs;
  readonly createdAt: EpochMs;
  readonly message: Message;
  readonly severity: Severity;
  readonly language: Language;
  readonly target: {
    readonly id: TargetId;
    readonly channel: Channel;
    readonly address: Readonly<Record<string, string>>;
    /** From the contact, where the channel's address is personal. */
    readonly email: string | null;
    readonly phone: string | null;
    readonly secret: { readonly keyId: string; readonly ciphertext: Buffer } | null;
  };
}

interface Row {
  id: NotificationId;
  idempotency_key: string;
  attempts: number;
  lease_until: Date;
  created_at: Date;
  event: string;
  variables: unknown;
  severity: Severity;
  language: Language;
  target_id: TargetId;
  target_name: string;
  channel: Channel;
  address: Record<string, string>;
  email: string | null;
  phone: string | null;
  secret_key_id: string | null;
  secret_ciphertext: Buffer | null;
}

/** A test speaks of the target itself; everything else of what was stored when it was decided. */
function toMessage({ event, variables, target_name: targetName }: Row): Message {
  if (event === 'test') return { event, variables: { targetName } };
  return { event, variables } as Message;
}

function toItem(row: Row): OutboxItem {
  const { secret_key_id: keyId, secret_ciphertext: ciphertext } = row;
  return {
    id: row.id,
    idempotencyKey: row.idempotency_key,
    attempt: row.attempts,
    leaseUntil: row.lease_until.getTime(),
    createdAt: row.created_at.getTime(),
    message: toMessage(row),
    severity: row.severity,
    language: row.language,
    target: {
      id: row.target_id,
      channel: row.channel,
      address: row.address,
      email: row.email,
      phone: row.phone,
      secret: keyId !== null && ciphertext !== null ? { keyId, ciphertext } : null,
    },
  };
}

/**
 * One message per target at a time over all engines: the oldest that is due, the worst targets' first. A message about
 * an incident waits for the earlier ones about it (a recovery never overtakes its opening). What was never tried goes
 * only to the targets of `$4`; repetitions and tests cost no budget. While a message is being
 * sent its next attempt is the end of its lease, so a killed sender's message is found like any other.
 */
const CLAIM = `
  WITH due AS (
    SELECT DISTINCT ON (n.target_id) n.id, n.severity, n.created_at FROM notification n
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
  claimed AS (
    UPDATE notification SET state = 'sending', attempts = attempts + 1, lease_until = $2, next_attempt_at = $2,
      spent_at = CASE WHEN attempts = 0 AND event <> 'test' THEN $1 ELSE spent_at END
    WHERE id IN (SELECT id FROM due
      ORDER BY array_position(ARRAY['critical','major','minor','info'], severity), created_at, id LIMIT $3)
    RETURNING *)
  SELECT n.id, n.idempotency_key, n.attempts, n.lease_until, n.created_at, n.event, n.variables, n.severity, n.language,
    n.target_id, t.name AS target_name, n.channel, t.address, c.email, c.phone, t.secret_key_id, t.secret_ciphertext
  FROM claimed n JOIN target t ON t.id = n.target_id LEFT JOIN contact c ON c.id = t.contact_id
  ORDER BY n.created_at, n.id`;

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
      const candidates = await withinBudget(tx, limit, now);
      await bundleWaiting(tx, candidates, now);
      const targetIds = candidates.map(({ targetId }) => targetId);
      const rows = await tx.query<Row>(CLAIM, [new Date(now), new Date(now + SEND_LEASE), limit, targetIds]);
      await beginAttempts(tx, rows, now);
      return rows.map(toItem);
    });
  }

  async #somethingIsDue(now: EpochMs): Promise<boolean> {
    const rows = await this.database.query(
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
   * accepted: that stays true whoever holds it now. Returns false when nothing was changed.
   */
  async record(
    item: Pick<OutboxItem, 'id' | 'attempt'>,
    outcome: DeliveryOutcome,
    statusCode: number | null,
    now: EpochMs,
  ): Promise<boolean> {
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
      return changed.length > 0;
    });
  }
}

async function beginAttempts(sql: Sql, rows: readonly Row[], now: EpochMs): Promise<void> {
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
           lease_until = NULL, next_attempt_at = NULL
         WHERE id = $1 AND state <> 'accepted' RETURNING id`,
        [id, new Date(now)],
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
