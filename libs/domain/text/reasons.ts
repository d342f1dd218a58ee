import type { Language } from '../unit.ts';
import { CAUSE_WORDS } from './reasons/cause-reasons.ts';
import { DELIVERY_WORDS } from './reasons/delivery-reasons.ts';
import { DEVICE_WORDS } from './reasons/device-reasons.ts';
import { LADDER_WORDS } from './reasons/ladder-reasons.ts';
import { PEOPLE_WORDS } from './reasons/people-reasons.ts';
import { PHONE_WORDS } from './reasons/phone-reasons.ts';
import { SELF_CHECK_WORDS } from './reasons/self-check-reasons.ts';
import { TELLING_WORDS } from './reasons/telling-reasons.ts';
import { ZALO_WORDS } from './reasons/zalo-reasons.ts';
import type { Words } from './reasons/words.ts';

/** Each code stands in one of them. */
export const REASON_TOPICS: readonly Readonly<Record<string, Words>>[] = [
  DEVICE_WORDS,
  PEOPLE_WORDS,
  TELLING_WORDS,
  CAUSE_WORDS,
  DELIVERY_WORDS,
  SELF_CHECK_WORDS,
  ZALO_WORDS,
  PHONE_WORDS,
  LADDER_WORDS,
];

/**
 * Every reason that is stored anywhere, in words. The screens carry a copy of it, because they import types only:
 * test/check/reasons.spec keeps both alike, and finds codes of rules that have no words here.
 */
export const REASON_WORDS: Readonly<Record<string, Words>> = Object.assign({}, ...REASON_TOPICS);

/** Codes with a part that is not ours. */
const PATTERNS: readonly (readonly [RegExp, (found: string, language: Language) => string])[] = [
  [
    /^http_(\d{3})$/,
    (status, language) => (language === 'vi' ? `Nơi nhận trả lời lỗi ${status}` : `The receiver answered ${status}`),
  ],
  [
    /^smtp_(\d{3})$/,
    (status, language) => (language === 'vi' ? `Máy chủ thư trả lời ${status}` : `The mail server answered ${status}`),
  ],
  [
    /^gave_up_after_(\w+)$/,
    (code, language) => {
      const why = lowerFirst(reasonWords(code, language));
      return language === 'vi' ? `Thử nhiều lần không được: ${why}` : `Given up after many attempts: ${why}`;
    },
  ],
];

/** What a stored reason means; a code nobody knows is shown as it is, so that it can be asked about. */
export function reasonWords(code: string, language: Language): string {
  const words = Object.hasOwn(REASON_WORDS, code) ? REASON_WORDS[code] : undefined;
  if (words) return words[language];
  for (const [pattern, say] of PATTERNS) {
    const found = pattern.exec(code)?.[1];
    if (found !== undefined) return say(found, language);
  }
  return code;
}

export const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
