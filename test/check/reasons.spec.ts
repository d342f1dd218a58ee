import * as domain from '#libs/domain';
import { REASON_WORDS, reasonWords } from '#libs/domain';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** The lists from which reasons take their types, by name. */
const LISTS = Object.entries(domain).flatMap(([name, value]): [string, readonly string[]][] =>
  /_(REASONS|BECAUSE)$/.test(name) && Array.isArray(value) ? [[name, value as readonly string[]]] : [],
);

describe('every reason a rule can give', () => {
  it('is found by the names of the lists', () => {
    expect(LISTS.length).toBeGreaterThan(8);
    expect(LISTS.map(([name]) => name)).toEqual(expect.arrayContaining(['ANNOUNCEMENT_REASONS', 'RECIPIENT_REASONS']));
  });

  it.each(LISTS)('%s: has words in both languages', (_, codes) => {
    const without = codes.filter((code) => reasonWords(code, 'vi') === code || reasonWords(code, 'en') === code);
    expect(without).toEqual([]);
  });
});

it.each(['vi', 'en'] as const)('the screens say the same in %s', (language) => {
  const file = new URL(`../../apps/web/src/locales/${language}.json`, import.meta.url);
  const { reason } = JSON.parse(readFileSync(file, 'utf8')) as { reason: Record<string, string> };
  const catalogue = Object.entries(REASON_WORDS).map(([code, words]) => [code, words[language]]);
  expect(reason).toEqual(Object.fromEntries(catalogue));
});

it.each([
  ['http_503', 'Nơi nhận trả lời lỗi 503'],
  ['smtp_550', 'Máy chủ thư trả lời 550'],
  ['gave_up_after_timeout', 'Thử nhiều lần không được: nơi nhận không trả lời kịp'],
  ['from_the_future', 'from_the_future'],
  ['constructor', 'constructor'],
])('%s has words, or is shown as it is', (code, words) => {
  expect(reasonWords(code, 'vi')).toBe(words);
});
