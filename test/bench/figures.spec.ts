import { describe, expect, it } from '@jest/globals';
import { figure, median, paired } from './figures.ts';

describe('figures', () => {
  it('takes the middle, or the mean of the two in the middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
  });

  it('refuses to make a median of nothing', () => {
    expect(() => median([])).toThrow('the median of nothing');
  });

  it('keeps the spread', () => {
    expect(figure('ingest', 'rate', '1/s', [10, 30, 20])).toMatchObject({ value: 20, low: 10, high: 30 });
  });

  it('pairs each round with its own baseline, not median with median', () => {
    const line = paired('ingest', 'rate', '1/s', [10, 20, 90], { name: 'naive', rounds: [1, 10, 30] });
    expect(line).toMatchObject({ value: 20, baseline: 'naive', ratio: 3, ratioLow: 2, ratioHigh: 10 });
  });
});
