import { describe, expect, it } from '@jest/globals';
import { DatabaseClock } from './database-clock.ts';

/** A server whose clock is `ahead` ms ahead of our monotonic one, answering after the given delays. */
function setUp(ahead: number, delays: number[] = [2]) {
  const state = { mono: 100, ahead, steps: [] as number[], call: 0 };
  const clock = new DatabaseClock({
    monotonic: () => state.mono,
    readServerTime: async () => {
      const delay = delays[state.call++ % delays.length] ?? 0;
      state.mono += delay / 2;
      const reading = state.mono + state.ahead;
      state.mono += delay / 2;
      return reading;
    },
    onStep: (byMs) => state.steps.push(byMs),
  });
  return { clock, state };
}

describe('DatabaseClock', () => {
  it('follows the server by the monotonic clock', async () => {
    const { clock, state } = setUp(1_000_000);
    await clock.measure();
    const before = clock.now();
    state.mono += 5_000;
    expect([before, clock.now() - before]).toEqual([1_000_106, 5_000]);
  });

  it('does not run backwards for a small correction', async () => {
    const { clock, state } = setUp(1_000_000);
    await clock.measure();
    const before = clock.now();
    state.ahead -= 300;
    await clock.measure();
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(state.steps).toEqual([]);
  });

  it('follows a step of the server and tells it', async () => {
    const { clock, state } = setUp(10_000_000);
    await clock.measure();
    const before = clock.now();
    state.ahead -= 3_600_000;
    await clock.measure();
    expect(state.steps).toEqual([-3_600_000]);
    expect(clock.now()).toBeLessThan(before - 3_590_000);
  });

  it('throws before it was measured', () => {
    expect(() => setUp(0).clock.now()).toThrow('before it was measured');
  });
});
