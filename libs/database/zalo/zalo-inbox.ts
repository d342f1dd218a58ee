import { Injectable } from '@nestjs/common';
import { type Channel, DAY, type EpochMs } from '#libs/domain';
import { newId } from '../new-id.ts';
import { Database, type Transaction } from '../sql.ts';

export type ZaloDoor = 'oa' | 'bot';

/** An event as it came in. */
export interface RawZaloEvent {
  readonly door: ZaloDoor;
  /** The same for the same event. */
  readonly key: string;
  readonly name: string;
  readonly body: string;
}

export interface WaitingZaloEvent extends RawZaloEvent {
  readonly id: string;
}

/** Long enough to look into what went wrong; short enough for what people wrote to each other. */
const KEPT = 30 * DAY;

/** What came in at Zalo's doors: stored first, read afterwards by the engine, each event once. */
@Injectable()
export class ZaloInbox {
  constructor(private readonly database: Database) {}

  /** False: it was here before. */
  async receive({ door, key, name, body }: RawZaloEvent, now: EpochMs): Promise<boolean> {
    const rows = await this.database.query(
      `WITH event AS (
         INSERT INTO zalo_event (id, door, event_key, name, body, received_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (door, event_key) DO NOTHING RETURNING id)
       SELECT pg_notify('zalo_event', '') FROM event`,
      [newId(now), door, key, name, body, new Date(now)],
    );
    return rows.length > 0;
  }

  /** The oldest that wait. */
  waiting(limit: number): Promise<WaitingZaloEvent[]> {
    return this.database.query<WaitingZaloEvent>(
      `SELECT id, door, event_key AS key, name, body FROM zalo_event WHERE processed_at IS NULL ORDER BY id LIMIT $1`,
      [limit],
    );
  }

  /** Does the work of one event and marks it done, in one transaction; another engine's are left to it. */
  async process(id: string, work: (tx: Transaction) => Promise<string>, now: EpochMs): Promise<string | null> {
    return this.database.transaction(async (tx) => {
      const [event] = await tx.query(
        'SELECT 1 FROM zalo_event WHERE id = $1 AND processed_at IS NULL FOR UPDATE SKIP LOCKED',
        [id],
      );
      if (!event) return null;
      const outcome = await work(tx);
      await tx.query('UPDATE zalo_event SET processed_at = $2, outcome = $3 WHERE id = $1', [
        id,
        new Date(now),
        outcome,
      ]);
      return outcome;
    });
  }

  /** By which of our channels this message went; what nobody knows was sent to one person: only those tell of themselves. */
  async channelOf(providerMessageId: string): Promise<Channel> {
    const [row] = await this.database.query<{ channel: Channel }>(
      `SELECT channel FROM notification WHERE provider_message_id = $1
         AND channel IN ('zalo_gmf','zalo_bot','zalo_template') LIMIT 1`,
      [providerMessageId],
    );
    return row?.channel ?? 'zalo_template';
  }

  /** Forgets what was said long ago. */
  async forget(now: EpochMs): Promise<void> {
    await this.database.query('DELETE FROM zalo_event WHERE received_at < $1', [new Date(now - KEPT)]);
    await this.database.query('DELETE FROM zalo_answer WHERE created_at < $1', [new Date(now - KEPT)]);
    await this.database.query('DELETE FROM zalo_link WHERE expires_at < $1', [new Date(now - KEPT)]);
  }
}
