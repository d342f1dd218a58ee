import { DAY, MINUTE, SECOND, type EpochMs } from './time.ts';

/** A place's calendar and wall clock. */
export interface LocalClock {
  /** Calendar day, `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes since local midnight. */
  readonly minute: number;
}

/** A stretch of a local day, `HH:MM`. `to` not later than `from` lies on the next day. */
export interface LocalStretch {
  readonly from: string;
  readonly to: string;
}

export interface Stretch {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

// Making a format costs fifty times as much as using it.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** The wall clock read as if it were UTC. */
function wallAsUtc(at: EpochMs, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
}

/** `timeZone`: an IANA name. */
export function localClock(at: EpochMs, timeZone: string): LocalClock {
  const wall = wallAsUtc(at, timeZone);
  return { date: new Date(wall).toISOString().slice(0, 10), minute: Math.floor((wall % DAY) / MINUTE) };
}

export const dayAfter = (date: string, days = 1): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The moment when the clocks of the place show this day and minute; one that a clock change skips is the one after it. */
export function momentOf(date: string, minute: number, timeZone: string): EpochMs {
  const wall = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE;
  const offsetAt = (at: EpochMs): number => wallAsUtc(at, timeZone) - Math.floor(at / SECOND) * SECOND;
  return wall - offsetAt(wall - offsetAt(wall));
}

export function stretchOn(date: string, { from, to }: LocalStretch, timeZone: string): Stretch {
  const overMidnight = minuteOf(to) <= minuteOf(from);
  return {
    from: momentOf(date, minuteOf(from), timeZone),
    until: momentOf(overMidnight ? dayAfter(date) : date, minuteOf(to), timeZone),
  };
}

/** The days on which a stretch that holds now can have begun: yesterday and today. */
export function daysAround(now: EpochMs, timeZone: string): readonly [string, string] {
  const { date } = localClock(now, timeZone);
  return [dayAfter(date, -1), date];
}

/** The last local days, oldest first; the last one is today, until now. */
export function lastDays(
  now: EpochMs,
  count: number,
  timeZone: string,
): readonly { readonly day: string; readonly period: Stretch }[] {
  const today = localClock(now, timeZone).date;
  return Array.from({ length: count }, (_, index) => {
    const day = dayAfter(today, index + 1 - count);
    const until = day === today ? now : momentOf(dayAfter(day), 0, timeZone);
    return { day, period: { from: momentOf(day, 0, timeZone), until } };
  });
}

export const holds = ({ from, until }: Stretch, now: EpochMs): boolean => from <= now && now < until;

/** Is it a day of the calendar, `YYYY-MM-DD`? */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Is it `HH:MM`? */
export const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
