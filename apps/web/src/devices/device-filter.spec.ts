import { describe, expect, it } from '@jest/globals';
import { filterOf, withFilter } from './device-filter.ts';

describe('the device filter in the address', () => {
  it('reads what it knows and ignores the rest', () => {
    const search = new URLSearchParams('q=Th%C3%A1p&health=offline&kind=&page=3');
    expect(filterOf(search)).toEqual({ q: 'Tháp', health: 'offline' });
  });

  it('sets and removes one filter and keeps the others', () => {
    const start = new URLSearchParams('health=offline&unitId=u1');
    const narrowed = withFilter(start, 'kind', 'camera');
    expect(filterOf(narrowed)).toEqual({ kind: 'camera', health: 'offline', unitId: 'u1' });
    expect(filterOf(withFilter(narrowed, 'health', null))).toEqual({ kind: 'camera', unitId: 'u1' });
    expect(start.toString()).toBe('health=offline&unitId=u1');
  });
});
