const DAY_MS = 86_400_000;
/** Vietnam has one time zone and no daylight saving. */
const ZONE_MS = 7 * 3_600_000;

/** Hour of the local day, 0 ≤ h < 24, with fractions. */
export const localHour = (now: number): number => (((now + ZONE_MS) % DAY_MS) / DAY_MS) * 24;

/** Day of the local week, Sunday is 0. */
export const localWeekday = (now: number): number => (Math.floor((now + ZONE_MS) / DAY_MS) + 4) % 7;
