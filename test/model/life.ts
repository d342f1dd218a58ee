import type { Random } from '#apps/simulator';

/** One thing that happens to a device, to the doors that may hear it, or to the engine; `door` is 0 or 1. */
export type Happening =
  | { readonly what: 'wait'; readonly ms: number }
  /** The device reports through this door, if the door is up; the report is not stored yet. */
  | { readonly what: 'speak'; readonly door: number }
  /** The connection broke, or the will was published. */
  | { readonly what: 'hint'; readonly door: number }
  /** The door stores what it heard; what was acknowledged is what this stored. */
  | { readonly what: 'commit'; readonly door: number }
  /** The commit's answer was lost: the same batch is written again. */
  | { readonly what: 'commit_again'; readonly door: number }
  /** The door's second: it renews its lease, reads rows again, looks for silence. */
  | { readonly what: 'tick'; readonly door: number }
  /** SIGKILL: what it heard and did not store is gone. */
  | { readonly what: 'kill'; readonly door: number }
  /** A new process in its place, with a memory read from the rows. */
  | { readonly what: 'start'; readonly door: number }
  | { readonly what: 'engine' };

export const INTERVAL_SECONDS = 5;
export const OFFLINE_AFTER_SECONDS = 15;
const WAITS = [0, 0, 1, 40, 999, 1_000, 2_500, 5_000, 7_500, 10_000, 10_001, 14_999, 15_000, 16_000, 40_000, 600_000];
/** As often as they stand here: much of a life is reporting, storing and looking. */
const KINDS: readonly Happening['what'][] = [
  ...(['wait', 'wait', 'wait', 'speak', 'speak', 'speak', 'commit', 'commit', 'commit_again', 'hint'] as const),
  ...(['tick', 'tick', 'tick', 'engine', 'engine', 'kill', 'start'] as const),
];

/** A random order of happenings; a device heard by one door mostly, sometimes by the other. */
export function randomLife(random: Random, longest: number): Happening[] {
  return Array.from({ length: random.whole(2, longest) }, (): Happening => {
    const what = random.pick(KINDS);
    if (what === 'wait') return { what, ms: random.pick(WAITS) };
    if (what === 'engine') return { what };
    return { what, door: random.next() < 0.7 ? 0 : 1 };
  });
}
