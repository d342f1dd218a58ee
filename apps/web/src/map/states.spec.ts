import { describe, expect, it } from '@jest/globals';
import { donutName, readDonut } from './donut.ts';
import { sum } from './states.ts';

describe('devices in sight', () => {
  it('are the sum of what is drawn', () => {
    const site = { siteId: 'a', state: 'down', down: 1, warning: 0, unknown: 0, maintenance: 0, ok: 2 };
    const cluster = { cluster: true, sites: 3, down: 0, warning: 4, unknown: 0, maintenance: 1, ok: 5 };
    expect(sum([site, cluster])).toEqual({ down: 1, warning: 4, unknown: 0, maintenance: 1, ok: 7 });
    expect(sum([])).toEqual({ down: 0, warning: 0, unknown: 0, maintenance: 0, ok: 0 });
  });
});

describe('the name of a donut', () => {
  it('gives its parts back, as shares of the whole', () => {
    expect(readDonut(donutName([1, 0, 0, 0, 15]))).toEqual([1 / 16, 0, 0, 0, 15 / 16]);
    expect(readDonut('donut:0,0,0,0,0')).toBeNull();
    expect(readDonut('sign:down')).toBeNull();
    expect(readDonut('donut:1,x,0,0,0')).toBeNull();
  });
});
