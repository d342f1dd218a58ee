/** Where a chat lives: ids of one space mean nothing in another. */
export const ZALO_SPACES = ['zalo_group', 'zalo_user', 'zalo_bot'] as const;
export type ZaloSpace = (typeof ZALO_SPACES)[number];

export interface ZaloChat {
  readonly space: ZaloSpace;
  readonly id: string;
}

/** What an event of Zalo says to us. `unknown` is kept and left alone. */
export type ZaloEvent =
  | {
      readonly kind: 'text';
      readonly chat: ZaloChat;
      readonly isGroup: boolean;
      readonly senderId: string;
      readonly senderName: string | null;
      readonly text: string;
      /** The message that was replied to. */
      readonly quotes: string | null;
    }
  /** `at`: when it happened, epoch ms; null: nobody says. */
  | { readonly kind: 'received' | 'seen'; readonly messageId: string | null; readonly at: number | null }
  | { readonly kind: 'withdraw'; readonly userId: string }
  | { readonly kind: 'group_gone'; readonly groupId: string }
  | { readonly kind: 'unknown' };

export interface ReadZaloEvent {
  /** As Zalo calls it. */
  readonly name: string;
  /** The same event sent twice has the same key. */
  readonly key: string;
  readonly event: ZaloEvent;
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
/** Without NUL, which no table takes. */
const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== ''
    ? value.replaceAll('\0', '')
    : typeof value === 'number'
      ? String(value)
      : null;
const idIn = (value: unknown): string | null => text(fields(value)['id']);

const GROUP_GONE = new Set(['delete_group', 'disperse_group']);

/** An event of an Official Account: 1:1, groups, templates. `body`: parsed JSON. */
export function readOaEvent(body: unknown): ReadZaloEvent {
  const given = fields(body);
  const message = fields(given['message']);
  const name = text(given['event_name']) ?? 'unnamed';
  const subject =
    idIn(given['sender']) ?? text(given['group_id']) ?? idIn(given['follower']) ?? text(given['user_id']) ?? '';
  const messageId = text(message['msg_id']);
  const key = `${name}:${messageId ?? `${text(given['timestamp']) ?? ''}:${subject}`}`;
  return { name, key: key.slice(0, LONGEST_KEY), event: oaEvent(name, given, message) };
}

const LONGEST_KEY = 200;

function oaEvent(name: string, given: Fields, message: Fields): ZaloEvent {
  const senderId = idIn(given['sender']);
  const recipientId = idIn(given['recipient']);
  if (name === 'user_send_group_text' && senderId !== null && recipientId !== null)
    return said({ space: 'zalo_group', id: recipientId }, true, senderId, message);
  if (name === 'user_send_text' && senderId !== null)
    return said({ space: 'zalo_user', id: senderId }, false, senderId, message);
  if (name === 'user_received_message' || name === 'user_seen_message') {
    const kind = name === 'user_received_message' ? 'received' : 'seen';
    const at = Number(text(message['delivery_time']) ?? text(given['timestamp'])) || null;
    return { kind, messageId: text(message['msg_id']) ?? seenId(message), at };
  }
  const userId = senderId ?? text(given['user_id']) ?? idIn(given['follower']);
  if (name === 'user_withdraw' && userId !== null) return { kind: 'withdraw', userId };
  const groupId = text(given['group_id']);
  if (GROUP_GONE.has(name) && groupId !== null) return { kind: 'group_gone', groupId };
  return { kind: 'unknown' };
}

/** Some events carry a list of messages. */
const seenId = (message: Fields): string | null => {
  const ids = message['msg_ids'];
  return Array.isArray(ids) ? text(ids[0]) : null;
};

function said(chat: ZaloChat, isGroup: boolean, senderId: string, message: Fields): ZaloEvent {
  const quotes = text(message['quote_msg_id']) ?? text(message['quote_message_id']);
  return { kind: 'text', chat, isGroup, senderId, senderName: null, text: text(message['text']) ?? '', quotes };
}

/** An update of the Bot Platform, with or without its `{ok, result}` around it. */
export function readBotUpdate(body: unknown): ReadZaloEvent {
  const outer = fields(body);
  const given = 'result' in outer ? fields(outer['result']) : outer;
  const message = fields(given['message']);
  const name = text(given['event_name']) ?? 'unnamed';
  const messageId = text(message['message_id']) ?? text(message['date']) ?? '';
  const chatId = idIn(message['chat']);
  const key = `${name}:${chatId ?? ''}:${messageId}`.slice(0, LONGEST_KEY);
  const from = fields(message['from']);
  const senderId = text(from['id']);
  if (name !== 'message.text.received' || chatId === null || senderId === null || from['is_bot'] === true)
    return { name, key, event: { kind: 'unknown' } };
  const isGroup = text(fields(message['chat'])['chat_type']) === 'GROUP';
  const quotes = text(message['quote_message_id']) ?? idOfReply(message);
  const chat = { space: 'zalo_bot', id: chatId } as const;
  const senderName = text(from['display_name']);
  return {
    name,
    key,
    event: { kind: 'text', chat, isGroup, senderId, senderName, text: text(message['text']) ?? '', quotes },
  };
}

const idOfReply = (message: Fields): string | null => text(fields(message['reply_to_message'])['message_id']);
