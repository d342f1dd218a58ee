import { localClock } from '../local-clock.ts';
import { MINUTE, SECOND, type EpochMs } from '../time.ts';

/** `14:05:09 ngày 21/11/2026`, by the clock on the wall of the place. */
export function localMoment(at: EpochMs, timeZone: string): string {
  const { date, minute } = localClock(at, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor((at % MINUTE) / SECOND);
  const [year, month, day] = date.split('-');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(seconds)} ngày ${day}/${month}/${year}`;
}
