import { describe, expect, it } from '@jest/globals';
import { partition } from './territory-change.ts';

const has = { units: ['a', 'b', 'c'], sites: ['s'], devices: [], targets: ['t'] };
const none = { units: [], sites: [], devices: [], targets: [] };

describe('partition', () => {
  it('gives what is named to who names it, the rest to the rest', () => {
    expect(partition(has, [{ units: ['a'] }, { units: ['b'], rest: true }])).toEqual({
      ok: true,
      parts: [
        { ...none, units: ['a'] },
        { ...none, units: ['b', 'c'], sites: ['s'], targets: ['t'] },
      ],
    });
  });

  it('names what nobody takes', () => {
    const left = { units: ['c'], sites: ['s'], devices: [], targets: ['t'] };
    expect(partition(has, [{ units: ['a'] }, { units: ['b'] }])).toEqual({ ok: false, left, wrong: none });
  });

  it('names what is taken twice or is not there', () => {
    const dealt = partition(has, [{ units: ['a'] }, { units: ['a', 'x'], rest: true }]);
    expect(dealt).toMatchObject({ ok: false, wrong: { ...none, units: ['a', 'x'] } });
  });
});
