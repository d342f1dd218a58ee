const DAY_MS = 86_400_000;
/** Vietnam has one time zone and no daylight saving. */
const ZONE_MS = 7 * 3_600_000;

/** Hour of the local day, 0 ≤ h < 24, with fractions. */
export const localHour = (now: number): number => (((now + ZONE_MS) % DAY_MS) / DAY_MS) * 24;

export const SUNRISE = 6;
export const SUNSET = 18;

/** 0 at night, 1 at noon: a plain half sine over twelve hours, the same on every day of the year. */
export function sunlight(hour: number): number {
  return hour <= SUNRISE || hour >= SUNSET ? 0 : Math.sin((Math.PI * (hour - SUNRISE)) / (SUNSET - SUNRISE));
}

/** Share of the day's light that has come down by this hour: the sine summed up, 0 to 1. */
export function lightSoFar(hour: number): number {
  if (hour <= SUNRISE) return 0;
  if (hour >= SUNSET) return 1;
  return (1 - Math.cos((Math.PI * (hour - SUNRISE)) / (SUNSET - SUNRISE))) / 2;
}

/** Share of the night that has passed by this hour, 0 in daylight. */
export function nightSoFar(hour: number): number {
  if (hour >= SUNSET) return (hour - SUNSET) / (24 - SUNSET + SUNRISE);
  return hour < SUNRISE ? (24 - SUNSET + hour) / (24 - SUNSET + SUNRISE) : 0;
}
