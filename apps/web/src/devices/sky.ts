import { getPosition, getTimes } from 'suncalc';

/** Epoch seconds, as charts want them. */
export interface Sky {
  readonly nights: readonly (readonly [from: number, until: number])[];
  /** Degrees above the horizon, by day only. */
  readonly sun: readonly (readonly [at: number, height: number])[];
}

const DAY = 86_400;
const STEP = 900;
/** Beyond so many seconds an arc a day is a comb. */
const ARCS_UP_TO = 3 * DAY;

/** When the sun was up over a place, and how high, between two moments (epoch seconds). */
export function skyOver(latitude: number, longitude: number, from: number, until: number): Sky {
  const days: (readonly [rise: number, set: number])[] = [];
  for (let noon = from - DAY; noon <= until + DAY; noon += DAY) {
    const { sunrise, sunset } = getTimes(new Date(noon * 1_000), latitude, longitude);
    if (sunrise === null || sunset === null) return { nights: [], sun: [] };
    const day = [sunrise.getTime() / 1_000, sunset.getTime() / 1_000] as const;
    if (day[0] > (days.at(-1)?.[1] ?? 0)) days.push(day);
  }
  const nights = days.slice(1).flatMap(([rise], index) => {
    const span = [Math.max(from, days[index]![1]), Math.min(until, rise)] as const;
    return span[0] < span[1] ? [span] : [];
  });
  const sun: (readonly [number, number])[] = [];
  if (until - from <= ARCS_UP_TO)
    for (let at = from; at <= until; at += STEP) {
      const height = getPosition(new Date(at * 1_000), latitude, longitude).altitude;
      if (height > 0) sun.push([at, height]);
    }
  return { nights, sun };
}
