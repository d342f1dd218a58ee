import { Injectable } from '@nestjs/common';
import type { Channel, EpochMs, NotificationId } from '#libs/domain';
import { followUpMessage } from '../escalation/follow-up.ts';
import { Database, type Sql } from '../sql.ts';

/** `failed`: the provider took it, and it never reached its reader. */
export type ReceiptKind = 'delivered' | 'read' | 'failed';

/** What a provider tells of a message that it accepted before. */
@Injectable()
export class DeliveryReceipts {
  constructor(private readonly database: Database) {}

  /**
   * Writes down what became of a message; what was read never goes back to delivered, what was delivered never to failed, and a repeated receipt changes
   * nothing. One that comes before the acceptance is on record is kept until then, for a day. `at`: when it happened, as
   * the provider says. True when a message is known by this id.
   */
  record(channel: Channel, providerMessageId: string, kind: ReceiptKind, at: EpochMs): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await lockReceipts(tx, channel, providerMessageId);
      if (await apply(tx, channel, providerMessageId, kind, new Date(at))) return true;
      await tx.query(
        `INSERT INTO delivery_receipt (channel, provider_message_id, kind, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [channel, providerMessageId, kind, new Date(at)],
      );
      return false;
    });
  }

  /** Those of messages that nobody knows. */
  async forget(before: EpochMs): Promise<void> {
    await this.database.query('DELETE FROM delivery_receipt WHERE at < $1', [new Date(before)]);
  }
}

/** In the transaction that wrote down the acceptance: receipts that came before it take effect. */
export async function applyReceipts(tx: Sql, channel: Channel, providerMessageId: string): Promise<void> {
  await lockReceipts(tx, channel, providerMessageId);
  const receipts = await tx.query<{ kind: ReceiptKind; at: Date }>(
    `DELETE FROM delivery_receipt WHERE channel = $1 AND provider_message_id = $2 RETURNING kind, at`,
    [channel, providerMessageId],
  );
  for (const { kind, at } of receipts) await apply(tx, channel, providerMessageId, kind, at);
}

/** So that neither misses the other: whoever comes second sees what the first wrote. */
async function lockReceipts(tx: Sql, channel: Channel, providerMessageId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('receipt ' || $1 || ' ' || $2, 0))`, [
    channel,
    providerMessageId,
  ]);
}

/** Another one may have to hear it, and the next level to know. */
async function applyFailure(sql: Sql, channel: Channel, id: string, at: Date): Promise<boolean> {
  const rows = await sql.query<{ id: NotificationId }>(
    `UPDATE notification SET state = 'failed', failed_at = $3, last_error = 'not_delivered'
     WHERE channel = $1 AND provider_message_id = $2 AND state = 'accepted' RETURNING id`,
    [channel, id, at],
  );
  for (const row of rows) await followUpMessage(sql, row.id, at.getTime());
  return rows.length > 0;
}

async function apply(sql: Sql, channel: Channel, id: string, kind: ReceiptKind, at: Date): Promise<boolean> {
  if (kind === 'failed') return applyFailure(sql, channel, id, at);
  const rows = await sql.query(
    `UPDATE notification SET
       state = CASE WHEN $3 = 'read' OR state = 'read' THEN 'read' ELSE 'delivered' END,
       delivered_at = CASE WHEN $3 = 'delivered' THEN coalesce(delivered_at, $4) ELSE delivered_at END,
       read_at = CASE WHEN $3 = 'read' THEN coalesce(read_at, $4) ELSE read_at END
     WHERE channel = $1 AND provider_message_id = $2 AND state IN ('accepted','delivered','read') RETURNING id`,
    [channel, id, kind, at],
  );
  return rows.length > 0;
}
