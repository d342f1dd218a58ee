import { MINUTE, SECOND, type EpochMs } from '../time.ts';
import type { CauseOverReason, CauseCorrectionReason, FoundCause } from './cause-reasons.ts';

/** Percent. */
const MOST = 80;
const MANY = 30;
/** Returns that have begun go on within this time of each other (ms). */
const NEXT_RETURN_WITHIN = 5 * MINUTE;
/** Everything is held for so long at most: a real disaster must not stay untold. */
export const LONGEST_HOLD = 60 * MINUTE;
/** Devices need this long to start up before their further silence is theirs (ms). */
const START_UP = { shortest: 3 * MINUTE, longest: 15 * MINUTE } as const;

/** A device that a cause explained, as it is now. */
export interface ExplainedDevice {
  readonly talks: boolean;
  /** When its present state began, and when we learnt of it. */
  readonly since: EpochMs;
  readonly knownAt: EpochMs;
  /** Did it start anew since the cause began? Null: it never says. */
  readonly restarted: boolean | null;
}

export type EndingDecision =
  | {
      readonly over: true;
      readonly reason: CauseOverReason;
      /** The first of those talking now returned then. */
      readonly endedAt: EpochMs;
      readonly correction: CauseCorrectionReason | null;
    }
  /** `lookAgainAt`: when time alone may end it. */
  | { readonly over: false; readonly lookAgainAt: EpochMs | null };

/** Is a cause over, by what became of the devices it explained? */
export function decideEnding(
  cause: FoundCause,
  openedAt: EpochMs,
  devices: readonly ExplainedDevice[],
  now: EpochMs,
): EndingDecision {
  const back = devices.filter(({ talks }) => talks);
  const [first, last] = [Math.min(...back.map(({ since }) => since)), Math.max(...back.map(({ knownAt }) => knownAt))];
  const correction = cause === 'power_cut' ? decideCorrection(back) : null;
  const endedAt = back.length === 0 ? now : first;
  if (100 * back.length >= MOST * devices.length) return { over: true, reason: 'most_talk_again', endedAt, correction };
  const stopsAt = 100 * back.length >= MANY * devices.length ? last + NEXT_RETURN_WITHIN : null;
  if (stopsAt !== null && now >= stopsAt) return { over: true, reason: 'returns_have_stopped', endedAt, correction };
  const heldUntil = cause === 'self' ? openedAt + LONGEST_HOLD : null;
  if (heldUntil !== null && now >= heldUntil)
    return { over: true, reason: 'held_too_long', endedAt: now, correction: null };
  const times = [stopsAt, heldUntil].filter((at) => at !== null);
  return { over: false, lookAgainAt: times.length === 0 ? null : Math.min(...times) };
}

/** Devices that come back without having restarted had power all the time. */
function decideCorrection(back: readonly ExplainedDevice[]): CauseCorrectionReason | null {
  const known = back.filter(({ restarted }) => restarted !== null);
  return known.length > 0 && known.every(({ restarted }) => restarted === false) ? 'nobody_restarted' : null;
}

/** How long what a cause leaves behind may take to start (ms): its own deadline, between 3 and 15 minutes. */
export const startUpTime = (offlineAfterSeconds: number): number =>
  Math.min(Math.max(offlineAfterSeconds * SECOND, START_UP.shortest), START_UP.longest);
