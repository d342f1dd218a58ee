import {
  type EpochMs,
  LINK_CODE_LIFE,
  MINUTE,
  type NotificationId,
  WRONG_CODES_AT_MOST,
  type ZaloChat,
} from '#libs/domain';
import type { Sql } from '../sql.ts';

/** A question in a chat is answered within this time, or asked anew (ms). */
const QUESTION_LIFE = 30 * MINUTE;

export interface ChatMemory {
  readonly mayTryCode: boolean;
  /** The choices of a question that was asked a moment ago; null: none was. */
  readonly asked: readonly NotificationId[] | null;
}

/** What we remember of a chat; it is locked until the end of the transaction. */
export async function recallChat(sql: Sql, { space, id }: ZaloChat, now: EpochMs): Promise<ChatMemory> {
  await sql.query('INSERT INTO zalo_chat (space, chat_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [space, id]);
  const [row] = await sql.query<{ wrong: number; asked: NotificationId[] | null }>(
    `SELECT CASE WHEN wrong_since > $3 THEN wrong_codes ELSE 0 END AS wrong,
       CASE WHEN asked_at > $4 THEN asked END AS asked
     FROM zalo_chat WHERE space = $1 AND chat_id = $2 FOR UPDATE`,
    [space, id, new Date(now - LINK_CODE_LIFE), new Date(now - QUESTION_LIFE)],
  );
  return { mayTryCode: (row?.wrong ?? 0) < WRONG_CODES_AT_MOST, asked: row?.asked ?? null };
}

export async function rememberWrongCode(sql: Sql, { space, id }: ZaloChat, now: EpochMs): Promise<void> {
  await sql.query(
    `UPDATE zalo_chat SET wrong_codes = CASE WHEN wrong_since > $4 THEN wrong_codes + 1 ELSE 1 END,
       wrong_since = CASE WHEN wrong_since > $4 THEN wrong_since ELSE $3 END
     WHERE space = $1 AND chat_id = $2`,
    [space, id, new Date(now), new Date(now - LINK_CODE_LIFE)],
  );
}

/** Null: the question was answered. */
export async function rememberQuestion(
  sql: Sql,
  { space, id }: ZaloChat,
  asked: readonly NotificationId[] | null,
  now: EpochMs,
): Promise<void> {
  await sql.query('UPDATE zalo_chat SET asked = $3, asked_at = $4 WHERE space = $1 AND chat_id = $2', [
    space,
    id,
    asked,
    asked === null ? null : new Date(now),
  ]);
}
