import { describe, expect, it } from '@jest/globals';
import { readMoment, readOutageLines, readOutageTimes } from './maintenance-import.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const NOW = Date.parse('2026-11-21T05:00:00Z');
const EIGHT = Date.parse('2026-11-23T01:00:00Z');

describe('the lines of a list', () => {
  it('are read with or without headings, comma or semicolon, quotes, commas in the reason', () => {
    const csv =
      '\uFEFFĐơn vị,Từ,Đến,Lý do\r\n09784,2026-11-23 08:00,2026-11-23 17:00,"Sửa ""trạm"", thay dây"\r\n\r\nThôn 1,a,b,c, d\n';
    expect(readOutageLines(csv)).toEqual([
      {
        line: 2,
        unit: '09784',
        from: '2026-11-23 08:00',
        until: '2026-11-23 17:00',
        reason: 'Sửa "trạm", thay dây',
        problem: null,
      },
      { line: 4, unit: 'Thôn 1', from: 'a', until: 'b', reason: 'c, d', problem: null },
    ]);
    expect(readOutageLines('Thôn 1;23/11/2026 8:00;23/11/2026 17:00;Sửa lưới')).toHaveLength(1);
  });

  it('say when a quote is not closed, and on which line it began', () => {
    expect(readOutageLines('Thôn 1,1,2,x\nThôn 2,3,4,"y\nThôn 3,5,6,z')).toEqual([
      expect.objectContaining({ line: 1, problem: null }),
      expect.objectContaining({ line: 2, unit: 'Thôn 2', problem: 'quote_not_closed' }),
    ]);
  });
});

it.each([
  ['2026-11-23 08:00', EIGHT],
  ['2026-11-23T8:00', EIGHT],
  ['23/11/2026 08:00', EIGHT],
  ['23.11.2026 8h', EIGHT],
  ['8h00 23/11/2026', EIGHT],
  ['08:00, 23/11/2026', EIGHT],
  ['2026-11-23T01:00:00Z', EIGHT],
  ['2026-11-23T08:00+07:00', EIGHT],
  ['31/02/2026 08:00', null],
  ['23/11 08:00', null],
  ['25:00 23/11/2026', null],
  ['', null],
])('the moment "%s"', (text, at) => {
  expect(readMoment(text, ZONE)).toBe(at);
});

it.each([
  [{}, []],
  [{ from: 'x', until: 'y', reason: '' }, ['from_unreadable', 'until_unreadable', 'reason_missing']],
  [{ until: '23/11/2026 07:00' }, ['ends_before_it_begins']],
  [{ from: '20/11/2026 07:00', until: '20/11/2026 08:00' }, ['is_past']],
  [{ until: '23/12/2026 17:00' }, ['too_long']],
])('the times of a line with %j', (changes, problems) => {
  const line = { line: 1, unit: 'u', from: '23/11/2026 08:00', until: '23/11/2026 17:00', reason: 'r', ...changes };
  const read = readOutageTimes(line, ZONE, NOW);
  expect(read.ok ? [] : read.problems).toEqual(problems);
});
