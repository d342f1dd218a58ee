import { DAY, HOUR, MINUTE, type EpochMs } from '../time.ts';

export interface LocalMoment {
  readonly hour: number;
  readonly minute: number;
  readonly day: number;
  /** 1–12. */
  readonly month: number;
}

/** The wall clock of a time zone (IANA name) at a moment. */
export function localMoment(at: EpochMs, timeZone: string): LocalMoment {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return { hour: read('hour'), minute: read('minute'), day: read('day'), month: read('month') };
}

/** The two largest parts of a length of time, as people say it; whole minutes, rounded down. */
export interface SpokenDuration {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

export function spokenDuration(ms: number): SpokenDuration {
  const length = Math.max(0, ms);
  const days = Math.floor(length / DAY);
  const hours = Math.floor((length % DAY) / HOUR);
  return { days, hours, minutes: days > 0 ? 0 : Math.floor((length % HOUR) / MINUTE) };
}

export const twoDigits = (value: number): string => String(value).padStart(2, '0');
