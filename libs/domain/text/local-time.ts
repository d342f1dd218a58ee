import { localClock } from '../local-clock.ts';
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
  const { date, minute } = localClock(at, timeZone);
  const [, month, day] = date.split('-').map(Number);
  return { hour: Math.floor(minute / 60), minute: minute % 60, day: day ?? NaN, month: month ?? NaN };
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
