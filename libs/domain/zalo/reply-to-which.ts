import { readReply } from '../reply.ts';
import type { NotificationId } from '../ids.ts';

/** A message in this chat whose incident is open and that nobody has taken. */
export interface OpenMessage {
  readonly notificationId: NotificationId;
  /** One line that tells it from the others. */
  readonly label: string;
}

/** What a villager's words in a linked chat mean. `ask`: which of these; `choices` in their order. */
export type ZaloReplyDecision =
  | { readonly kind: 'reply'; readonly notificationId: NotificationId; readonly text: string; readonly reason: string }
  | { readonly kind: 'ask'; readonly choices: readonly OpenMessage[]; readonly reason: 'which_one' }
  | { readonly kind: 'nothing_open'; readonly reason: 'nothing_open' }
  | { readonly kind: 'ignore'; readonly reason: 'small_talk' | 'asked_before' };

/** So many can be told apart in one message. */
const MOST_CHOICES = 9;
const CHOICE = /^\s*1\s*([a-i])\s*[.!]?\s*$/iu;

/** The words without the mention of the bot with which they begin in a group. */
export const withoutMention = (text: string): string => text.replace(/^\s*@\S+\s+/u, '').trim();

/**
 * A reply to a message of ours is about that message, whatever it says. To a message that nobody knows here, it is asked
 * about. Without one, `1` or `TÔI ĐI` is about the only open
 * message; with several we ask once, and then `1a`, `1b` … answers. Other words are people talking to each other.
 */
export function whichMessage(
  words: string,
  quoted: NotificationId | 'unknown' | null,
  open: readonly OpenMessage[],
  asked: readonly NotificationId[] | null,
): ZaloReplyDecision {
  const text = withoutMention(words);
  if (quoted !== null && quoted !== 'unknown') return { kind: 'reply', notificationId: quoted, text, reason: 'quoted' };
  const letter = CHOICE.exec(text)?.[1]?.toLowerCase();
  const chosen = letter === undefined ? undefined : asked?.[letter.charCodeAt(0) - 'a'.charCodeAt(0)];
  if (chosen !== undefined) return { kind: 'reply', notificationId: chosen, text: '1', reason: 'chosen' };
  if (!readReply(text).acknowledges) return { kind: 'ignore', reason: 'small_talk' };
  const [only, ...others] = open;
  if (only === undefined) return { kind: 'nothing_open', reason: 'nothing_open' };
  if (others.length === 0 && quoted === null)
    return { kind: 'reply', notificationId: only.notificationId, text, reason: 'only_one_open' };
  if (asked !== null) return { kind: 'ignore', reason: 'asked_before' };
  return { kind: 'ask', choices: open.slice(0, MOST_CHOICES), reason: 'which_one' };
}
