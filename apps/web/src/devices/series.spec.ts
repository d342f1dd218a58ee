import { describe, expect, it } from '@jest/globals';
import { isRange, seriesOf } from './series.ts';

const units = { batteryVoltage: 'V', lampOn: 'yes_no', latencyMs: 'ms' };

describe('series of a chart', () => {
  it('are made of readings, with gaps where a field was not sent', () => {
    const items = [
      { at: '2026-11-21T12:00:00Z', values: { batteryVoltage: 12.6, lampOn: true } },
      { at: '2026-11-21T12:01:00Z', values: { lampOn: false, chargerState: 'float' } },
    ];
    expect(seriesOf(items, units)).toEqual([
      { field: 'batteryVoltage', isFlag: false, at: [1_795_262_400, 1_795_262_460], values: [12.6, null] },
      { field: 'lampOn', isFlag: true, at: [1_795_262_400, 1_795_262_460], values: [1, 0] },
    ]);
  });

  it('are made of hours by their averages, and of nothing when nothing was measured', () => {
    const hour = { min: 10, avg: 20, max: 90, last: 12, count: 60 };
    expect(seriesOf([{ at: '2026-11-21T12:00:00Z', values: { latencyMs: hour } }], units)[0]?.values).toEqual([20]);
    expect(seriesOf([], units)).toEqual([]);
  });

  it('cover ranges that stand in the address', () => {
    expect([isRange('7d'), isRange('2d'), isRange(null)]).toEqual([true, false, false]);
  });
});
