/** `{name}` or `{name:40}`, the most characters it may take. */
const SLOT = /\{([a-z_]+)(?::(\d{1,3}))?\}/g;
const USUAL_LENGTH = 60;
const EMPTY = '-';

/**
 * The text of an SMS: carriers let through only what matches the template they know, so its own words stay and each variable
 * is one line, cut to its length. `unicode` false: Vietnamese without diacritics, nothing but ASCII.
 */
export function fillSms(template: string, data: Readonly<Record<string, string>>, unicode: boolean): string {
  const shape = (text: string) => (unicode ? text.normalize('NFC') : withoutDiacritics(text));
  return shape(template).replace(SLOT, (_, name: string, length: string | undefined) => {
    const value = shape(data[name] ?? '')
      .replace(/[\s\p{C}]+/gu, ' ')
      .trim();
    return cut(value === '' ? EMPTY : value, Number(length ?? USUAL_LENGTH));
  });
}

/** A link that is cut leads nowhere. */
const cut = (text: string, length: number): string => {
  const characters = [...text];
  if (characters.length <= length) return text;
  return /^https?:/.test(text) ? EMPTY : characters.slice(0, length).join('').trimEnd();
};

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/đ/g, 'd'],
  [/Đ/g, 'D'],
  [/[“”„«»]/g, '"'],
  [/[‘’]/g, "'"],
  [/[–—−]/g, '-'],
  [/…/g, '...'],
  [/[^\n\x20-\x7E]/g, ''],
];

/** `Đèn cổng làng` → `Den cong lang`; what has no letter of its own is left out. */
export const withoutDiacritics = (text: string): string =>
  PLAIN.reduce((plain, [from, to]) => plain.replace(from, to), text.normalize('NFD').replace(/\p{M}/gu, ''));
