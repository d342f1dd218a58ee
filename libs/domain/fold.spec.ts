import { expect, it } from '@jest/globals';
import { foldForSearch } from './fold.ts';

it.each([
  ['Tháp Thượng', 'thap thuong'],
  ['ĐAN PHƯỢNG', 'dan phuong'],
  ['Tha\u0301p Thu\u031Bo\u031B\u0323ng', 'thap thuong'],
  ['  Ngã ba – cột #12 ', 'nga ba cot 12'],
  ['', ''],
])('folds %j to %j', (text, folded) => {
  expect(foldForSearch(text)).toBe(folded);
});
