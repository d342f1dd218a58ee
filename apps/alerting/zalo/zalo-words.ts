import { asksForHelp, type Language, type Message, REPLY_HINT, speak, zaloText } from '#libs/domain';

/** A message as a chat shows it; `readsReplies`: a `1` is understood there. */
export function zaloWords(message: Message, language: Language, link: string | null, readsReplies: boolean): string {
  const text = speak(message, language, link);
  return zaloText(readsReplies && asksForHelp(message) ? `${text}\n${REPLY_HINT[language]}` : text);
}
