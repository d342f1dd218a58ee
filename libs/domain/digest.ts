import type { EpochMs } from './time.ts';
import { DAY, HOUR } from './time.ts';
import { dayAfter, localClock, minuteOf, momentOf } from './local-clock.ts';
import { quietStretch, type Reachable } from './reach.ts';

export const DIGEST_RULE = 'digest/1';

export const DIGEST_REASONS = [
  'daily_digest',
  'nothing_to_say',
  'digest_off',
  'digest_not_due',
  'too_late_today',
] as const;
export type DigestReason = (typeof DIGEST_REASONS)[number];

/** After a longer absence of ours the next day's digest says it all. */
const LATEST = 6 * HOUR;

export interface DigestDecision {
  /** `daily_digest`: it is due, if there is something to say and it was not sent for this day. */
  readonly reason: Extract<DigestReason, 'daily_digest' | 'digest_off' | 'digest_not_due' | 'too_late_today'>;
  /** The local day it is of. */
  readonly day: string;
  /** When to ask again. */
  readonly nextAt: EpochMs;
}

/** When a day's digest is sent: at its time, or when the quiet hours end in which that lies. */
function momentOn(date: string, digestAt: string, target: Reachable): EpochMs {
  const at = momentOf(date, minuteOf(digestAt), target.timeZone);
  return quietStretch(target, at)?.until ?? at;
}

/** `digestAt`: local `HH:MM` or `off`. `askedBefore`: a target that is new waits for the next one. */
export function decideDigest(
  target: Reachable,
  { digestAt, askedBefore }: { readonly digestAt: string; readonly askedBefore: boolean },
  now: EpochMs,
): DigestDecision {
  const today = localClock(now, target.timeZone).date;
  if (digestAt === 'off') return { reason: 'digest_off', day: today, nextAt: now + DAY };
  const moments = [-2, -1, 0, 1, 2].map((days) => {
    const day = dayAfter(today, days);
    return { day, at: momentOn(day, digestAt, target) };
  });
  const latest = moments.findLast(({ at }) => at <= now);
  const nextAt = moments.find(({ at }) => at > now)?.at ?? now + DAY;
  if (latest === undefined || !askedBefore) return { reason: 'digest_not_due', day: today, nextAt };
  return { reason: now - latest.at > LATEST ? 'too_late_today' : 'daily_digest', day: latest.day, nextAt };
}
