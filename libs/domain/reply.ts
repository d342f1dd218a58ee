export const REPLY_REASONS = ['said_one', 'said_going', 'only_received', 'no_words', 'something_else'] as const;
export type ReplyReason = (typeof REPLY_REASONS)[number];

export interface ReplyDecision {
  readonly acknowledges: boolean;
  readonly reason: ReplyReason;
}

/** "Tôi đi" with or without its marks. "Tối đi" (this evening) and "tới đi" (come on) are other words. */
const GOING = /^(tôi|toi) (đi|di)$/u;
/** The message was seen; nobody said that he goes. */
const RECEIVED = /^(đã |da |ok )?(nhận|nhan)( được| duoc)?( rồi| roi)?$|^(ok|oke|okay|vâng|vang|dạ|da|ừ|rồi|roi)$/u;

/**
 * Does this reply to one message mean "I am going to check"? Only `1` and `TÔI ĐI` do, whatever the case, the marks and
 * the punctuation around them; everything else is read and changes nothing.
 */
export function readReply(text: string): ReplyDecision {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (words === '1') return { acknowledges: true, reason: 'said_one' };
  if (GOING.test(words)) return { acknowledges: true, reason: 'said_going' };
  if (words === '') return { acknowledges: false, reason: 'no_words' };
  return { acknowledges: false, reason: RECEIVED.test(words) ? 'only_received' : 'something_else' };
}
