import { describe, expect, it } from '@jest/globals';
import { VirtualClock } from './clock.ts';
import { createLogger } from './logger.ts';
import { LoopRegistry } from './loop-registry.ts';
import { Metrics } from './metrics.ts';

function setUp() {
  const lines: string[] = [];
  const clock = new VirtualClock(1_000);
  const loops = new LoopRegistry(
    clock,
    createLogger({ logLevel: 'error' }, { write: (line) => lines.push(line) }),
    new Metrics(),
  );
  return { clock, loops, lines };
}

describe('LoopRegistry driven by hand', () => {
  it('runs loops in due order and leaves the clock at the end', async () => {
    const { clock, loops } = setUp();
    const seen: string[] = [];
    loops.add({ name: 'slow', everyMs: 500, run: async (now) => void seen.push(`slow ${now}`) });
    loops.add({ name: 'quick', everyMs: 300, run: async (now) => void seen.push(`quick ${now}`) });
    await loops.advanceTo(clock, 1_700);
    expect(seen).toEqual(['slow 1000', 'quick 1000', 'quick 1300', 'slow 1500', 'quick 1600']);
    expect(clock.now()).toBe(1_700);
  });

  it('runs a woken loop at the present moment', async () => {
    const { clock, loops } = setUp();
    const seen: number[] = [];
    const sleeper = loops.add({ name: 'sleeper', everyMs: 10_000, run: async (now) => void seen.push(now) });
    loops.add({ name: 'waker', everyMs: 400, run: async (now) => (now === 1_400 ? sleeper.wake() : undefined) });
    await loops.advanceTo(clock, 2_000);
    expect(seen).toEqual([1_000, 1_400]);
  });

  it('logs and counts an error with its cause, and goes on', async () => {
    const { clock, loops, lines } = setUp();
    const run = async (): Promise<void> => {
      throw new Error('outer', { cause: new Error('inner') });
    };
    loops.add({ name: 'broken', everyMs: 100, run });
    await loops.advanceTo(clock, 1_250);
    expect(loops.failuresOf('broken')).toBe(3);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      loop: 'broken',
      err: { message: 'outer', cause: { message: 'inner' } },
    });
  });
});

describe('LoopRegistry driven by timers', () => {
  it('never overlaps a loop with itself, remembers a wake, and waits for the run when it stops', async () => {
    const { loops } = setUp();
    const gates: (() => void)[] = [];
    let inside = 0;
    let most = 0;
    let arrive: () => void = () => undefined;
    const nextArrival = () => new Promise<void>((resolve) => (arrive = resolve));
    const run = async (): Promise<void> => {
      most = Math.max(most, (inside += 1));
      await new Promise<void>((resolve) => {
        gates.push(resolve);
        arrive();
      });
      inside -= 1;
    };
    const first = nextArrival();
    const handle = loops.add({ name: 'only', everyMs: 3_600_000, run });
    loops.start();
    await first;
    handle.wake();
    const second = nextArrival();
    gates[0]?.();
    await second;
    const stopped = loops.stop();
    gates[1]?.();
    await stopped;
    expect({ runs: gates.length, most, inside }).toEqual({ runs: 2, most: 1, inside: 0 });
  });
});
