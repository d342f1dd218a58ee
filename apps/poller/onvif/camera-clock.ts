import type { ClockReading } from './probe-outcome.ts';
import { innerOf, textOf } from './tag-scan.ts';

/** Reads UTCDateTime of GetSystemDateAndTimeResponse (Core 25.12, 8.3.8); time-zone text is never used. */

export interface CameraTime {
  readonly reading: ClockReading;
  /** Camera's clock minus ours in ms; null when the camera did not tell. */
  readonly offset: number | null;
}

/**
 * @param sentAt our time when the question left, epoch ms
 * @param receivedAt our time when the answer was complete, epoch ms
 */
export function readCameraTime(xml: string, sentAt: number, receivedAt: number): CameraTime {
  const utc = innerOf(xml, 'UTCDateTime');
  if (utc === null) return { reading: { kind: 'unknown', reason: 'not_told' }, offset: null };
  const told = utcMilliseconds(utc);
  if (told === null) return { reading: { kind: 'unknown', reason: 'not_a_time' }, offset: null };
  // The camera cuts its fraction off: on average it is half a second later than it says.
  const offset = told + 500 - (sentAt + receivedAt) / 2;
  return { reading: { kind: 'read', driftSeconds: Math.round(offset / 100) / 10 }, offset };
}

const limits = {
  Year: [1970, 9999],
  Month: [1, 12],
  Day: [1, 31],
  Hour: [0, 23],
  Minute: [0, 59],
  Second: [0, 60],
} as const;

function utcMilliseconds(utc: string): number | null {
  const field = (name: keyof typeof limits): number => {
    const text = textOf(utc, name) ?? '';
    const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    return value >= limits[name][0] && value <= limits[name][1] ? value : Number.NaN;
  };
  const day = field('Day');
  const midnight = Date.UTC(field('Year'), field('Month') - 1, day);
  // 31 February would silently become March; a field that is no number makes all of it NaN.
  if (new Date(midnight).getUTCDate() !== day) return null;
  const at = midnight + ((field('Hour') * 60 + field('Minute')) * 60 + field('Second')) * 1000;
  return Number.isNaN(at) ? null : at;
}
