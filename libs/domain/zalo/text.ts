const LONGEST_TEXT = 2_000;
const MENTION = /\[@[^\]]*\]/gu;

/**
 * A text as Zalo may have it: composed (NFC), at most 2,000 characters, and without `[@…]`, with which the name of a
 * device could ping everybody in the group. We mention nobody ourselves.
 */
export function zaloText(text: string): string {
  let clean = text.normalize('NFC');
  // What is left after one may be one again: `[@[@x]y]`.
  for (let before = ''; before !== clean;) {
    before = clean;
    clean = clean.replace(MENTION, '');
  }
  clean = clean.replace(/\[@/gu, '[ @');
  if (clean.length <= LONGEST_TEXT) return clean;
  return `${clean.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/** `0912 345 678`, `+84 912…`, `84912…` → `84912345678`; null: no Vietnamese number. */
export function zaloPhone(phone: string): string | null {
  const digits = phone.replace(/[\s.()-]/g, '').replace(/^\+/, '');
  const national = digits.replace(/^(?:0084|84|0)/, '');
  if (!/^(?:\+?84|0084|0)/.test(digits) || !/^[1-9]\d{8,9}$/.test(national)) return null;
  return `84${national}`;
}
