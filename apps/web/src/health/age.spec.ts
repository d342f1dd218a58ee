import { describe, expect, it } from '@jest/globals';
import { ageText, durationText, momentText } from './age.ts';

const now = Date.UTC(2026, 10, 21, 7, 5);

describe('ages in words', () => {
  it.each([
    [0, 'bây giờ', 'now'],
    [30_000, '30 giây trước', '30 seconds ago'],
    [5 * 60_000 + 59_000, '5 phút trước', '5 minutes ago'],
    [3 * 3_600_000, '3 giờ trước', '3 hours ago'],
    [9 * 86_400_000, '9 ngày trước', '9 days ago'],
  ])('%d ms ago', (elapsed, vietnamese, english) => {
    expect(ageText(now - elapsed, now, 'vi')).toBe(vietnamese);
    expect(ageText(now - elapsed, now, 'en')).toBe(english);
  });

  it('never speaks of the future when a clock is a little ahead', () => {
    expect(ageText(now + 2000, now, 'vi')).toBe('bây giờ');
  });
});

describe('durations in words', () => {
  it.each([
    [0, '0 giây'],
    [80 * 60_000, '1 giờ 20 phút'],
    [3_600_000 + 59_000, '1 giờ'],
    [2 * 86_400_000 + 5 * 3_600_000 + 60_000, '2 ngày 5 giờ'],
  ])('%d ms', (elapsed, text) => {
    expect(durationText(elapsed, 'vi')).toBe(text);
  });
});

it('shows moments in Vietnamese time', () => {
  expect(momentText(now, 'vi')).toContain('14:05');
  expect(momentText(now, 'vi')).toContain('21/11/2026');
});
