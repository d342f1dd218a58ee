import { describe, expect, it } from '@jest/globals';
import { ClockSteps } from './clock-steps.ts';
import { createLogger } from './logger.ts';
import { loadConfig } from './config.ts';

describe('clock steps', () => {
  const told: number[] = [];
  let broken = false;
  const steps = new ClockSteps(createLogger(loadConfig({ LOG_LEVEL: 'silent' })));
  steps.onSetBack(async (now) => {
    if (broken) throw new Error('the database is away');
    told.push(now);
  });

  it('says nothing of time that runs, jumps ahead or is corrected a little', async () => {
    for (const at of [1_000_000, 1_001_000, 90_000_000, 89_999_000]) await steps.look(at);
    expect(told).toEqual([]);
  });

  it('tells once that it was set back, and again when whoever listens failed', async () => {
    broken = true;
    await expect(steps.look(80_000_000)).rejects.toThrow('away');
    broken = false;
    await steps.look(80_000_000);
    await steps.look(80_000_000);
    expect(told).toEqual([80_000_000]);
  });
});
