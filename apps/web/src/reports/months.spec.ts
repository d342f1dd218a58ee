import { describe, expect, it } from '@jest/globals';
import { latestMonths } from './months.ts';

describe('the months offered', () => {
  it('begin with the present one in Việt Nam and go back over the year', () => {
    expect(latestMonths(Date.parse('2026-12-31T17:00:00Z'), 3)).toEqual(['2027-01', '2026-12', '2026-11']);
    expect(latestMonths(Date.parse('2026-12-31T16:59:59Z'), 1)).toEqual(['2026-12']);
  });
});
