import { DAY, HOUR, MINUTE, SECOND, type EpochMs } from '../time.ts';

/** Monday, 1 January 2024, UTC: the week in which all recordings begin. */
const MONDAY = Date.UTC(2024, 0, 1);
const WEEK = 7 * DAY;

/** How far a recording is moved: whole weeks, so that weekday and time of day stay (for duty, quiet hours, digests). */
export const weeksToNeutral = (from: EpochMs): number => Math.floor((from - MONDAY) / WEEK) * WEEK;

/** `1h30m` as traces write it, to the second; never negative. */
export function writeDuration(ms: number): string {
  let rest = Math.max(0, Math.round(ms / SECOND)) * SECOND;
  const parts = [];
  for (const [unit, size] of [
    ['d', DAY],
    ['h', HOUR],
    ['m', MINUTE],
    ['s', SECOND],
  ] as const) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.join('') || '0s';
}
