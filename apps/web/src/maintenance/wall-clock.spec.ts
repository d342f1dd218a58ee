import { expect, it } from '@jest/globals';
import { fromInput, toInput } from './wall-clock.ts';

it('shows and reads the clocks of Vietnam, wherever the phone thinks it is', () => {
  expect(toInput(Date.parse('2026-11-21T17:05:59Z'))).toBe('2026-11-22T00:05');
  expect(Date.parse(fromInput('2026-11-22T00:05') ?? '')).toBe(Date.parse('2026-11-21T17:05:00Z'));
  expect(fromInput('')).toBeUndefined();
});
