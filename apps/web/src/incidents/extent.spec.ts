import { expect, it } from '@jest/globals';
import { extentOf } from './extent.ts';

it('counts are said in one order, however they come', () => {
  expect(extentOf({ wifi_hotspot: 156, camera: 2_700 })).toEqual([
    ['camera', 2_700],
    ['wifi_hotspot', 156],
  ]);
});

it('a single village is no news, and a kind without a word is left out', () => {
  expect(extentOf({ commune: 1, group: 36, village: 4, canary: 3 }, 2)).toEqual([
    ['village', 4],
    ['group', 36],
  ]);
  expect(extentOf(undefined)).toEqual([]);
});
