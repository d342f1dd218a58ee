import { getTimes } from 'suncalc';

const DAY_MS = 86_400_000;
/** Vietnam has one time zone and no daylight saving. */
const ZONE_MS = 7 * 3_600_000;
/** The district: one sun for all of it. */
const DISTRICT = { latitude: 21.09, longitude: 105.66 };

/** Hour of the local day, 0 ≤ h < 24, with fractions. */
export const localHour = (now: number): number => (((now + ZONE_MS) % DAY_MS) / DAY_MS) * 24;

export interface Daylight {
  /** Hours of the local day. */
  readonly sunrise: number;
  readonly sunset: number;
}

const days = new Map<number, Daylight>();

/** When the sun rises and sets over the district on this local day. */
export function daylightOf(now: number): Daylight {
  const day = Math.floor((now + ZONE_MS) / DAY_MS);
  const known = days.get(day);
  if (known) return known;
  const { sunrise, sunset } = getTimes(
    new Date(day * DAY_MS - ZONE_MS + DAY_MS / 2),
    DISTRICT.latitude,
    DISTRICT.longitude,
  );
  if (sunrise === null || sunset === null) throw new RangeError('no sunrise over the district');
  days.clear();
  const found = { sunrise: localHour(sunrise.getTime()), sunset: localHour(sunset.getTime()) };
  days.set(day, found);
  return found;
}

/** 0 at night, 1 at the middle of the day: a plain half sine. */
export function sunlight(hour: number, { sunrise, sunset }: Daylight): number {
  return hour <= sunrise || hour >= sunset ? 0 : Math.sin((Math.PI * (hour - sunrise)) / (sunset - sunrise));
}

/** Share of the day's light that has come down by this hour: the sine summed up, 0 to 1. */
export function lightSoFar(hour: number, { sunrise, sunset }: Daylight): number {
  if (hour <= sunrise) return 0;
  if (hour >= sunset) return 1;
  return (1 - Math.cos((Math.PI * (hour - sunrise)) / (sunset - sunrise))) / 2;
}

/** Share of the night that has passed by this hour, 0 in daylight. */
export function nightSoFar(hour: number, { sunrise, sunset }: Daylight): number {
  const night = 24 - sunset + sunrise;
  if (hour >= sunset) return (hour - sunset) / night;
  return hour < sunrise ? (24 - sunset + hour) / night : 0;
}
