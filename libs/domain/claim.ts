import { HOUR, MINUTE } from './time.ts';

/** How long a code waits for its device (ms): it is typed at the pole, or on the morning after. */
export const CLAIM_CODE_LIFE = 24 * HOUR;
/** How long the device that used it may ask again: its answer may have been lost on the way. */
export const CLAIM_AGAIN = 15 * MINUTE;
/** Wrong codes from one address, and in what time, before it has to wait. */
export const CLAIM_TRIES = { most: 20, withinMs: 15 * MINUTE } as const;

const LETTERS = 12;
const ALPHABET = /^[abcdefghjkmnpqrstuvwxyz2-9]+$/;

/** What a keyed hash is made of. */
export const claimSecret = (code: string): string => `claim:${code}`;

/** The code in what was typed or printed, however it was grouped and whatever its case; null: no code of ours. */
export function claimCodeIn(typed: string): string | null {
  const code = typed.toLowerCase().replace(/[\s\-–—_.]/gu, '');
  return code.length === LETTERS && ALPHABET.test(code) ? code : null;
}
