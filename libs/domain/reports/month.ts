import { localClock, momentOf } from '../local-clock.ts';
import type { Span } from '../span.ts';
import type { EpochMs } from '../time.ts';

/** A calendar month of a place, `YYYY-MM`. */
export type Month = string;

export const isMonth = (text: string): boolean => /^20\d{2}-(0[1-9]|1[0-2])$/.test(text);

const monthAfter = (month: Month): Month => {
  const [year = NaN, number = NaN] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** From the first midnight of the month to that of the next, by the clocks of the place (`timeZone`: an IANA name). */
export const monthSpan = (month: Month, timeZone: string): Span => ({
  from: momentOf(`${month}-01`, 0, timeZone),
  until: momentOf(`${monthAfter(month)}-01`, 0, timeZone),
});

export const monthAt = (at: EpochMs, timeZone: string): Month => localClock(at, timeZone).date.slice(0, 7);

export type ReportPeriod =
  | { readonly reason: 'over' | 'running'; readonly period: Span }
  | { readonly reason: 'not_begun'; readonly period: null };

/** What a report about this month covers now: all of it, or what has passed of it. */
export function reportPeriod(month: Month, timeZone: string, now: EpochMs): ReportPeriod {
  const { from, until } = monthSpan(month, timeZone);
  if (from >= now) return { reason: 'not_begun', period: null };
  return until <= now
    ? { reason: 'over', period: { from, until } }
    : { reason: 'running', period: { from, until: now } };
}
