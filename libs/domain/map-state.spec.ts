import { describe, expect, it } from '@jest/globals';
import { HEALTHS } from './health.ts';
import { isNewTrouble, mapStateOf, worse } from './map-state.ts';
import { DAY } from './time.ts';

describe('states on the map', () => {
  it('every health has its state, with and without faults', () => {
    expect(HEALTHS.map((health) => [health, mapStateOf(health, 0), mapStateOf(health, 2)])).toEqual([
      ['never_seen', 'unknown', 'unknown'],
      ['online', 'ok', 'warning'],
      ['suspect', 'warning', 'warning'],
      ['offline', 'down', 'down'],
      ['maintenance', 'maintenance', 'maintenance'],
      ['decommissioned', null, null],
    ]);
  });

  it('the worse of two, whichever comes first', () => {
    expect(worse('ok', 'down')).toBe('down');
    expect(worse('warning', 'unknown')).toBe('warning');
    expect(worse('ok', 'maintenance')).toBe('maintenance');
  });

  it('new is trouble of the last day, and nothing else', () => {
    const now = 10 * DAY;
    expect(isNewTrouble('down', now - DAY + 1, now)).toBe(true);
    expect(isNewTrouble('warning', now, now)).toBe(true);
    expect(isNewTrouble('down', now - DAY, now)).toBe(false);
    expect(isNewTrouble('ok', now, now)).toBe(false);
    expect(isNewTrouble('unknown', now, now)).toBe(false);
    expect(isNewTrouble('down', null, now)).toBe(false);
  });
});
