import { describe, expect, it } from '@jest/globals';
import { backoffMs, nextSlot } from './backoff.ts';

describe('a device that was refused', () => {
  it('waits longer each time, up to a minute and a half, never all together', () => {
    expect([0, 1, 2, 3].map((failures) => backoffMs(failures, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(backoffMs(50, 0.5)).toBe(60_000);
    expect(backoffMs(50, 0.999)).toBeLessThan(90_000);
    expect(backoffMs(3, 0)).toBe(4_000);
  });
});

describe('the slot of a device', () => {
  it('comes once an interval, always after now, at its own place in the minute', () => {
    expect(nextSlot(0, 60_000, 0.25)).toBe(15_000);
    expect(nextSlot(15_000, 60_000, 0.25)).toBe(75_000);
    expect(nextSlot(15_001, 60_000, 0.25)).toBe(75_000);
    expect(nextSlot(59_999, 60_000, 0)).toBe(60_000);
  });
});
