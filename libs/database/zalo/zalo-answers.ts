import { Injectable } from '@nestjs/common';
import { MINUTE, SECOND, type EpochMs, type ZaloChat } from '#libs/domain';
import { newId } from '../new-id.ts';
import { Database, type Sql } from '../sql.ts';

/** One process may hold an answer so long (ms). */
const LEASE = 30 * SECOND;
/** Nobody waits longer for an answer in a chat. */
const WORTH_SAYING = 10 * MINUTE;
const TRIES = 3;

export interface ZaloAnswer {
  readonly id: string;
  readonly chat: ZaloChat;
  readonly text: string;
  readonly attempts: number;
}

/** Puts what we say in a chat beside the outbox: it answers a person and speaks of no incident. */
export async function answerInChat(sql: Sql, chat: ZaloChat, text: string, now: EpochMs): Promise<void> {
  await sql.query(
    `INSERT INTO zalo_answer (id, space, chat_id, text, created_at, next_attempt_at) VALUES ($1, $2, $3, $4, $5, $5)`,
    [newId(now), chat.space, chat.id, text, new Date(now)],
  );
}

/** Answers in chats that wait to be sent. */
@Injectable()
export class ZaloAnswers {
  constructor(private readonly database: Database) {}

  /** Up to `limit` that are due, each for this process alone for a while. */
  async claim(limit: number, now: EpochMs): Promise<ZaloAnswer[]> {
    await this.database.query(
      `UPDATE zalo_answer SET next_attempt_at = NULL, outcome = 'too_late'
       WHERE next_attempt_at IS NOT NULL AND created_at < $1`,
      [new Date(now - WORTH_SAYING)],
    );
    const rows = await this.database.query<{
      id: string;
      space: ZaloChat['space'];
      chat: string;
      text: string;
      attempts: number;
    }>(
      `UPDATE zalo_answer SET attempts = attempts + 1, next_attempt_at = $2
       WHERE id IN (SELECT id FROM zalo_answer WHERE next_attempt_at <= $1 ORDER BY created_at, id LIMIT $3
         FOR UPDATE SKIP LOCKED)
       RETURNING id, space, chat_id AS chat, text, attempts`,
      [new Date(now), new Date(now + LEASE), limit],
    );
    return rows.map(({ space, chat, ...row }) => ({ ...row, chat: { space, id: chat } }));
  }

  /** `again`: null when it is over. After three tries it is over anyway. */
  async record({ id, attempts }: ZaloAnswer, outcome: string, again: EpochMs | null): Promise<void> {
    const next = again === null || attempts >= TRIES ? null : new Date(again);
    await this.database.query('UPDATE zalo_answer SET outcome = $2, next_attempt_at = $3 WHERE id = $1', [
      id,
      outcome,
      next,
    ]);
  }
}
