import {
  askWhich,
  type EpochMs,
  type Language,
  type NotificationId,
  type TargetId,
  type ZaloChat,
  type ZaloEvent,
  ZALO_ANSWERS,
  whichMessage,
} from '#libs/domain';
import { receiveReply } from '../notifications/ack-replies.ts';
import type { Sql } from '../sql.ts';
import { recallChat, rememberQuestion } from './chat-memory.ts';
import { CHANNEL_OF_SPACE, linkChat } from './link-chat.ts';
import { openMessages } from './open-messages.ts';
import { answerInChat } from './zalo-answers.ts';

export interface HeardInChat {
  readonly said: Extract<ZaloEvent, { readonly kind: 'text' }>;
  /** Who wrote it, if anybody told us. */
  readonly name: string | null;
  /** The linking code in it, under every key; null: there is none. */
  readonly codeHashes: readonly string[] | null;
}

interface ChatTarget {
  readonly id: TargetId;
  readonly language: Language;
}

/** Somebody wrote in a chat: a code links it, a reply acknowledges. Says what came of it. */
export async function hearChat(tx: Sql, { said, name, codeHashes }: HeardInChat, now: EpochMs): Promise<string> {
  const { chat } = said;
  const targets = await targetsIn(tx, chat);
  if (codeHashes === null && targets.length === 0) return 'not_linked';
  const memory = await recallChat(tx, chat, now);
  if (codeHashes !== null) return linkChat(tx, chat, codeHashes, memory, now);
  const targetIds = targets.map(({ id }) => id);
  const quoted = said.quotes === null ? null : await messageCalled(tx, said.quotes, targetIds);
  const decision = whichMessage(said.text, quoted, await openMessages(tx, targetIds, now), memory.asked);
  const language = targets[0]?.language ?? 'vi';
  switch (decision.kind) {
    case 'reply': {
      const read = await receiveReply(tx, { notificationId: decision.notificationId, text: decision.text, name }, now);
      if (read?.acknowledges) await rememberQuestion(tx, chat, null, now);
      return read?.reason ?? 'message_gone';
    }
    case 'ask':
      await rememberQuestion(
        tx,
        chat,
        decision.choices.map(({ notificationId }) => notificationId),
        now,
      );
      await answerInChat(tx, chat, askWhich(decision.choices, language), now);
      return decision.reason;
    case 'nothing_open':
      // In a group a bare 1 may answer a neighbour.
      if (!said.isGroup) await answerInChat(tx, chat, ZALO_ANSWERS.nothingOpen[language], now);
      return decision.reason;
    case 'ignore':
      return decision.reason;
  }
}

export async function targetsIn(sql: Sql, { space, id }: ZaloChat): Promise<ChatTarget[]> {
  const { channel, field } = CHANNEL_OF_SPACE[space];
  return sql.query<ChatTarget>(
    `SELECT id, language FROM target
     WHERE channel = $1 AND coalesce(address->>'groupId', address->>'chatId', address->>'userId') = $2
       AND channel IN ('zalo_gmf','zalo_bot','zalo_template') AND address->>$3 = $2 AND removed_at IS NULL ORDER BY id`,
    [channel, id, field],
  );
}

/** By what the provider calls it. */
async function messageCalled(
  sql: Sql,
  providerId: string,
  targetIds: readonly TargetId[],
): Promise<NotificationId | 'unknown'> {
  const [row] = await sql.query<{ id: NotificationId }>(
    `SELECT id FROM notification WHERE provider_message_id = $1 AND target_id = ANY($2)
       AND channel IN ('zalo_gmf','zalo_bot','zalo_template') LIMIT 1`,
    [providerId, targetIds],
  );
  return row?.id ?? 'unknown';
}
