import type { Json } from './wire.ts';
import type { ZaloWorld } from './world.ts';

/** What a villager writes. `quotes`: the message he replies to. */
export interface Words {
  readonly from: string;
  readonly text: string;
  readonly quotes?: string;
}

/** The event of a word in a group of the OA. */
export function groupText(world: ZaloWorld, groupId: string, { from, text, quotes }: Words): Json {
  const { appId, oaId } = world.settings;
  return {
    ...{
      app_id: appId,
      oa_id: oaId,
      event_name: 'user_send_group_text',
      sender: { id: from },
      recipient: { id: groupId },
    },
    message: { text, msg_id: world.newId(), ...(quotes !== undefined && { quote_msg_id: quotes }) },
  };
}

/** The event of a word to the OA itself; from now on it may answer. */
export function userText(world: ZaloWorld, { from, text, quotes }: Words): Json {
  const { appId, oaId } = world.settings;
  const person = world.people.get(from) ?? world.addPerson(from);
  person.interactedAt = world.now();
  return {
    ...{ app_id: appId, user_id_by_app: `by-app-${from}`, event_name: 'user_send_text' },
    ...{ sender: { id: from }, recipient: { id: oaId } },
    message: { text, msg_id: world.newId(), ...(quotes !== undefined && { quote_msg_id: quotes }) },
  };
}

/** A phone or a person tells that a message arrived, or was looked at. */
export function receipt(
  world: ZaloWorld,
  kind: 'user_received_message' | 'user_seen_message',
  messageId: string,
): Json {
  const { appId, oaId } = world.settings;
  const sent = world.sent.find((message) => message.messageId === messageId);
  return {
    ...{ app_id: appId, event_name: kind, sender: { id: oaId }, recipient: { id: sent?.to ?? '' } },
    message: {
      ...{ msg_id: messageId, delivery_time: String(world.now()) },
      ...(sent?.trackingId != null && { tracking_id: sent.trackingId }),
    },
  };
}

/** The update of a word to the bot: from a group it hears only what mentions it or replies to it. */
export function botUpdate(world: ZaloWorld, chatId: string, { from, text, quotes }: Words): Json | null {
  const chat = world.chats.get(chatId);
  if (!chat || (chat.isGroup && !text.startsWith('@') && quotes === undefined)) return null;
  return {
    event_name: 'message.text.received',
    message: {
      ...{ from: { id: from, display_name: world.people.get(from)?.name ?? `Người ${from}`, is_bot: false }, text },
      ...{ chat: { id: chatId, chat_type: chat.isGroup ? 'GROUP' : 'PRIVATE' } },
      ...{ message_id: world.newId(), date: world.now() },
      ...(quotes !== undefined && { quote_message_id: quotes }),
    },
  };
}
