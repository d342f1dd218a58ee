import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

type Texts = { readonly [key: string]: string | Texts };

const read = (file: string): Texts => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Texts;

/** `{a: {b: 'x'}}` → `[['a.b', 'x']]`. */
const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );

const placeholders = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe.each([
  ['the texts of the screens', './vi.json', './en.json'],
  ['the texts of the wizard', '../install/words.vi.json', '../install/words.en.json'],
])('%s', (_, inVietnamese, inEnglish) => {
  const vi = new Map(flat(read(inVietnamese)));
  const en = new Map(flat(read(inEnglish)));

  it('exist in both languages under the same keys, in the same order', () => {
    expect([...en.keys()]).toEqual([...vi.keys()]);
  });

  it('are never empty', () => {
    const empty = [...vi, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it('are NFC, as every text of the product', () => {
    const decomposed = [...vi, ...en].filter(([, text]) => text !== text.normalize('NFC')).map(([key]) => key);
    expect(decomposed).toEqual([]);
  });

  it('carry the same placeholders', () => {
    const different = [...vi.keys()].filter(
      (key) => placeholders(vi.get(key)).join() !== placeholders(en.get(key)).join(),
    );
    expect(different).toEqual([]);
  });
});
