import { Child } from '../child.ts';
import type { SystemUnderTest } from './system-under-test.ts';

/** Flooded, it stores almost nothing while the broker goes on acknowledging: so it is asked for what it can do. */
const NAIVE_LADDER = [250, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_500];

function forked(name: string, file: string, argument: (known: readonly string[]) => unknown): SystemUnderTest {
  return {
    name,
    start: async (known) => {
      const child = new Child(new URL(file, import.meta.url));
      const port = await child.ask<number>('listen', argument(known.map(({ id }) => id)));
      return { port, sample: () => child.sample(), stop: () => child.stop() };
    },
  };
}

export const aedesNoop = (): SystemUnderTest => forked('aedes_noop', './aedes-noop.js', () => undefined);
/** Our protocol side without decoding and without a database: tells where time goes; runs only when asked for. */
export const doorOnly = (): SystemUnderTest => forked('door_only', './door-only.js', () => undefined);
export const naive = (url: string): SystemUnderTest => ({
  ...forked('naive', './naive.js', (devices) => ({ url, devices })),
  offered: NAIVE_LADDER,
});
