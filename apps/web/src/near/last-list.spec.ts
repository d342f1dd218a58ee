import { expect, it } from '@jest/globals';
import { readList } from './last-list.ts';

it('reads back what was kept, and takes nothing else for a list', () => {
  const list = { at: 1_763_700_000_000, items: [], mayAct: true };
  expect(readList(JSON.stringify(list))).toEqual(list);
  expect(readList(JSON.stringify({ ...list, mayAct: 'yes' }))).toEqual({ ...list, mayAct: false });
  for (const wrong of [null, '', 'null', '[]', '{"at":"1","items":[]}', '{"at":1,"items":{}}', '{'])
    expect(readList(wrong)).toBeNull();
});
