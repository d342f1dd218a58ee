import { expect, it } from '@jest/globals';
import { readList } from './last-list.ts';

it('reads back what was kept, and takes nothing else for a list', () => {
  const list = { at: 1_763_700_000_000, items: [] };
  expect(readList(JSON.stringify(list))).toEqual(list);
  for (const wrong of [null, '', 'null', '[]', '{"at":"1","items":[]}', '{"at":1,"items":{}}', '{'])
    expect(readList(wrong)).toBeNull();
});
