/**
 * What stands on a printed sticker: `K86P-5465`. Typed by people on ladders, read aloud over bad lines.
 * 29 signs, no vowels; 29 is prime, so that one check sign finds every wrong sign and every two that changed places.
 */
export const STICKER_SIGNS = '0123456789BCDFGHJKMNPQRSTVWXZ';

const LENGTH = 8;
const HALF = LENGTH / 2;
/** Read as letters by people who look for words. */
const VOWEL_LIKE = '0134';
const MISREAD: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

export type StickerReading =
  | { readonly kind: 'code'; readonly code: string }
  /** Of a scanned address, or alone: 128 random bits in base64url. */
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'unreadable'; readonly reason: 'no_sticker' | 'wrong_length' | 'strange_sign' | 'check_fails' };

const TOKEN = /^[\w-]{22}$/;
const ADDRESS = /\/p\/([\w-]{22})(?:[/?#].*)?$/;

/**
 * What somebody typed or a camera read: a code in any case, with or without dashes and blanks, O for 0, I and L for 1;
 * a whole address; or its token.
 */
export function readSticker(text: string): StickerReading {
  const given = text.trim();
  const token = ADDRESS.exec(given)?.[1] ?? (TOKEN.test(given) ? given : undefined);
  if (token !== undefined) return { kind: 'token', token };
  if (/[/:]/.test(given)) return { kind: 'unreadable', reason: 'no_sticker' };
  const signs = given
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '')
    .replace(/[OIL]/g, (sign) => MISREAD[sign] ?? sign);
  if ([...signs].some((sign) => !STICKER_SIGNS.includes(sign))) return { kind: 'unreadable', reason: 'strange_sign' };
  if (signs.length !== LENGTH) return { kind: 'unreadable', reason: 'wrong_length' };
  if (weightedSum(signs) % STICKER_SIGNS.length !== 0) return { kind: 'unreadable', reason: 'check_fails' };
  return { kind: 'code', code: written(signs) };
}

/**
 * A new code, about one of a hundred million. `below(n)`: a random whole number from 0 to n - 1. No code can be read
 * as a word, in whatever language: a letter has no letter and no vowel-like digit (0 1 3 4) beside it.
 */
export function newStickerCode(below: (limit: number) => number): string {
  for (;;) {
    let signs = '';
    while (signs.length < LENGTH - 1) {
      const allowed = [...STICKER_SIGNS].filter((sign) => mayFollow(signs, sign));
      signs += allowed[below(allowed.length)] ?? '';
    }
    const check = checkOf(signs);
    if (mayFollow(signs, check)) return written(signs + check);
  }
}

/** Weights 1 to 8 differ and are no multiples of 29: a wrong sign changes the sum, so do two that changed places. */
const weightedSum = (signs: string): number =>
  [...signs].reduce((sum, sign, index) => sum + (LENGTH - index) * STICKER_SIGNS.indexOf(sign), 0);

/** The last sign has weight 1: it makes the sum a multiple of 29. */
function checkOf(signs: string): string {
  const rest = weightedSum(signs) % STICKER_SIGNS.length;
  return STICKER_SIGNS[(STICKER_SIGNS.length - rest) % STICKER_SIGNS.length] ?? '';
}

const isLetter = (sign: string): boolean => sign > '9';

function mayFollow(signs: string, next: string): boolean {
  const last = signs.at(-1);
  if (last === undefined) return true;
  if (isLetter(last)) return !isLetter(next) && !VOWEL_LIKE.includes(next);
  return !isLetter(next) || !VOWEL_LIKE.includes(last);
}

const written = (signs: string): string => `${signs.slice(0, HALF)}-${signs.slice(HALF)}`;
