import { describe, expect, it } from '@jest/globals';
import { newStickerCode, readSticker, STICKER_SIGNS } from './sticker-code.ts';

/** The same numbers in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
}

const codes = (count: number): string[] => {
  const below = numbers(29);
  return Array.from({ length: count }, () => newStickerCode(below));
};
const isRefused = (text: string): boolean => readSticker(text).kind === 'unreadable';
const plain = (code: string): string => code.replace('-', '');

describe('newStickerCode', () => {
  it('makes codes that are read back, and hardly ever one twice', () => {
    const made = codes(2_000);
    for (const code of made) expect(readSticker(code)).toEqual({ kind: 'code', code });
    expect(new Set(made).size).toBeGreaterThan(1_990);
    expect(made[0]).toMatch(/^[0-9B-Z]{4}-[0-9B-Z]{4}$/);
  });

  it('makes nothing that can be read as a word: no vowel, no two letters side by side, no 0 1 3 4 beside a letter', () => {
    expect(STICKER_SIGNS).not.toMatch(/[AEIOUYL]/);
    for (const code of codes(2_000)) expect(plain(code)).not.toMatch(/[A-Z][A-Z0134]|[0134][A-Z]/);
  });
});

describe('readSticker', () => {
  it('finds every single wrong sign, at every place, over the whole alphabet', () => {
    const missed: string[] = [];
    for (const code of codes(100)) {
      const signs = plain(code);
      for (let at = 0; at < signs.length; at += 1)
        for (const wrong of STICKER_SIGNS) {
          if (wrong === signs[at]) continue;
          const typed = signs.slice(0, at) + wrong + signs.slice(at + 1);
          if (!isRefused(typed)) missed.push(`${code} as ${typed}`);
        }
    }
    expect(missed).toEqual([]);
  });

  it('finds every two neighbours that changed places, for every pair of signs', () => {
    const missed: string[] = [];
    const [base] = codes(1).map(plain) as [string];
    for (let at = 0; at < base.length - 1; at += 1)
      for (const first of STICKER_SIGNS)
        for (const second of STICKER_SIGNS) {
          if (first === second) continue;
          // Whatever code holds this pair here: its sum and that of the swapped one differ by less than 29, and not by 0.
          const pair = (a: string, b: string) => base.slice(0, at) + a + b + base.slice(at + 2);
          if (!isRefused(pair(first, second)) && !isRefused(pair(second, first))) missed.push(pair(first, second));
        }
    for (const code of codes(500)) {
      const signs = plain(code);
      for (let at = 0; at < signs.length - 1; at += 1) {
        const [a = '', b = ''] = signs.slice(at, at + 2);
        const typed = signs.slice(0, at) + b + a + signs.slice(at + 2);
        if (a !== b && !isRefused(typed)) missed.push(`${code} as ${typed}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('reads as people type: small letters, blanks, any dash, O for 0, I and L for 1', () => {
    const code = codes(5_000).find((one) => one.includes('0') && one.includes('1')) as string;
    const typed = code.toLowerCase().replace('-', ' – ').replace(/0/g, 'o');
    expect(readSticker(` ${typed.replace(/1/g, 'l')} `)).toEqual({ kind: 'code', code });
    expect(readSticker(typed.replace(/1/g, 'I'))).toEqual({ kind: 'code', code });
    expect(readSticker(plain(code))).toEqual({ kind: 'code', code });
  });

  it('reads what a camera reads: the whole address, or its token', () => {
    const token = 'Ab3-_Ab3-_Ab3-_Ab3-_Ab';
    for (const text of [token, `https://canh.example.vn/p/${token}`, `http://10.0.0.2:3000/p/${token}?lang=en`])
      expect(readSticker(text)).toEqual({ kind: 'token', token });
  });

  it.each([
    ['https://example.org/menu', 'no_sticker'],
    ['', 'wrong_length'],
    ['K7M2-69Q', 'wrong_length'],
    ['K7M2-69QA', 'strange_sign'],
    ['Đèn cổng đình', 'strange_sign'],
  ])('says why it cannot read "%s": %s', (text, reason) => {
    expect(readSticker(text)).toEqual({ kind: 'unreadable', reason });
  });
});
