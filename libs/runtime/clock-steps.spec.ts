import { describe, expect, it } from '@jest/globals';
import { ClockSteps } from './clock-steps.ts';
import { VirtualClock } from './clock.ts';
import { createLogger } from './logger.ts';
import { loadConfig } from './config.ts';

describe('clock steps', () => {
  const clock = new VirtualClock(1_000_000);
  const told: number[] = [];
  let broken = false;
  const steps = new ClockSteps(clock, createLogger(loadConfig({ LOG_LEVEL: 'silent' })));
  steps.onSetBack(async (now) => {
    if (broken) throw new Error('the database is away');
    told.push(now);
  });

  it('says nothing of time that runs, jumps ahead or is corrected a little', async () => {
    for (const at of [1_000_000, 1_001_000, 90_000_000, 89_999_000]) {
      clock.set(at);
      await steps.look();
    }
    expect(told).toEqual([]);
  });

  it('tells once that it was set back, and again when whoever listens failed', async () => {
    clock.set(80_000_000);
    broken = true;
    await expect(steps.look()).rejects.toThrow('away');
    broken = false;
    await steps.look();
    await steps.look();
    expect(told).toEqual([80_000_000]);
  });
});
