import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { DiskWatch, isFull } from './disk-watch.ts';
import { Metrics } from './metrics.ts';
import { Notices } from './notices.ts';
import { Readiness } from './readiness.ts';

const MB = 1e6;
const RESERVE = 200 * MB;

describe('a disk', () => {
  it.each([
    [201, false, false],
    [199, false, true],
    [299, true, true],
    [300, true, false],
  ])('with %d MB free, full before: %p, is full: %p', (free, wasFull, full) => {
    expect(isFull(free * MB, RESERVE, wasFull)).toBe(full);
  });
});

describe('the watch over a disk', () => {
  let free: number;
  let switched: boolean[];
  let ballast: { bytes: number; fill(bytes: number): Promise<void>; release(): void };
  let notices: Notices;
  let watch: DiskWatch;

  beforeEach(() => {
    free = 10_000;
    switched = [];
    ballast = {
      bytes: 0,
      fill: async (bytes) => void (ballast.bytes = bytes),
      release: () => void (ballast.bytes = 0),
    };
    notices = new Notices();
    const disk = {
      freeBytes: async () => free * MB,
      setReadOnly: (on: boolean) => void switched.push(on),
      ballast,
    };
    const told = { logger: pino({ level: 'silent' }), metrics: new Metrics(), notices, readiness: new Readiness() };
    watch = new DiskWatch(disk, RESERVE, told);
  });

  it('turns off at its first look what an earlier process turned on, and keeps a ballast', async () => {
    await watch.check(0);
    await watch.check(1);
    expect([switched, ballast.bytes]).toEqual([[false], 50 * MB]);
  });

  it('stops storing below the reserve, tells it once with its beginning, and goes on with room again', async () => {
    for (const [at, megabytes] of [10_000, 150, 120, 299].entries()) {
      free = megabytes;
      await watch.check(at);
    }
    expect(switched).toEqual([false, true]);
    expect(notices.list()).toEqual([
      { code: 'disk_full', since: 1, details: { freeMegabytes: 299, neededMegabytes: 300 } },
    ]);
    free = 300;
    await watch.check(5);
    expect([switched, notices.list()]).toEqual([[false, true, false], []]);
  });

  it('gives the ballast up only when the last room is taken', async () => {
    await watch.check(0);
    free = 60;
    await watch.check(1);
    const kept = ballast.bytes;
    free = 1;
    await watch.check(2);
    expect([kept, ballast.bytes]).toEqual([50 * MB, 0]);
  });
});
