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
      /** The return that ended it began then. */
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
  const last = Math.max(...back.map(({ knownAt }) => knownAt));
  const correction = cause === 'power_cut' ? decideCorrection(back) : null;
  const over = (reason: CauseOverReason, percent: number): EndingDecision => {
    const endedAt = returnBegan(back, (percent * devices.length) / 100) ?? now;
    return { over: true, reason, endedAt, correction };
  };
  if (100 * back.length >= MOST * devices.length) return over('most_talk_again', MOST);
  const stopsAt = 100 * back.length >= MANY * devices.length ? last + NEXT_RETURN_WITHIN : null;
  if (stopsAt !== null && now >= stopsAt) return over('returns_have_stopped', MANY);
  const heldUntil = cause === 'self' ? openedAt + LONGEST_HOLD : null;
  if (heldUntil !== null && now >= heldUntil)
    return { over: true, reason: 'held_too_long', endedAt: now, correction: null };
  const times = [stopsAt, heldUntil].filter((at) => at !== null);
  return { over: false, lookAgainAt: times.length === 0 ? null : Math.min(...times) };
}

/**
 * So many are back that it is over; one followed the other closely. What had come back long before them came back for a
 * reason of its own. Null when nothing is back.
 */
function returnBegan(back: readonly ExplainedDevice[], enough: number): EpochMs | null {
  const times = back.map(({ since }) => since).sort((a, b) => a - b);
  let at = Math.max(0, Math.ceil(enough) - 1);
  while (at > 0 && (times[at] as EpochMs) - (times[at - 1] as EpochMs) <= NEXT_RETURN_WITHIN) at -= 1;
  return times[at] ?? null;
}

/** Devices that come back without having restarted had power all the time. */
function decideCorrection(back: readonly ExplainedDevice[]): CauseCorrectionReason | null {
  const known = back.filter(({ restarted }) => restarted !== null);
  return known.length > 0 && known.every(({ restarted }) => restarted === false) ? 'nobody_restarted' : null;
}

/** How long what a cause leaves behind may take to start (ms): its own deadline, between 3 and 15 minutes. */
export const startUpTime = (offlineAfterSeconds: number): number =>
  Math.min(Math.max(offlineAfterSeconds * SECOND, START_UP.shortest), START_UP.longest);
