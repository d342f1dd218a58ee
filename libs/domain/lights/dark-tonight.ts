import { DAY, MINUTE } from '../time.ts';
import type { BatteryChemistry, LightProfile } from './light-profile.ts';
import type { LightMemory, NightNotes } from './light-memory.ts';
import { median } from './median.ts';
import type { SunNow } from './sun.ts';

export interface DarkTonight {
  /** Will it be dark before morning? */
  readonly dark: boolean;
  /** 0 to 1. */
  readonly likelihood: number;
  readonly reason: 'too_little_known' | 'empty_last_nights' | 'less_than_a_night_needs' | 'enough_for_the_night';
  /** Percent of the battery: now, expected at sunset, that the night needs, and how sure that is. */
  readonly leftNow: number | null;
  readonly leftAtDusk: number | null;
  readonly need: number | null;
  readonly uncertainty: number | null;
}

export const DARK_RULE = 'dark_tonight/1';
/** Listed from this likelihood on. */
const LISTED_FROM = 0.5;
/** Nights in which a lamp was seen to lose charge, at least. */
const NIGHTS = 3;
/** A night is counted as dark from so many minutes without light for want of charge. */
export const DARK_MINUTES = 30;
/** Percent at which controllers cut the lamp. */
const CUT = 9;
/** Percent by which a voltage misses what is left. */
const BLUR: Readonly<Record<BatteryChemistry, number>> = { lead_acid: 7, lifepo4: 13, li_ion: 7 };

const UNKNOWN: DarkTonight = {
  dark: false,
  likelihood: 0,
  reason: 'too_little_known',
  leftNow: null,
  leftAtDusk: null,
  need: null,
  uncertainty: null,
};

/**
 * Before sunset: will what is left at dusk last the night? What a night takes is learnt from this lamp's own last nights,
 * what the rest of the day brings from its last days and from how this day went so far. Where it ran empty lately, its
 * own dusk values, with their own errors, draw the line between a bright and a dark night.
 */
export function darkTonight(memory: LightMemory, profile: LightProfile, sun: SunNow): DarkTonight {
  const { left: leftNow, day, nights } = memory;
  const rates = nights
    .filter(({ lostMinutes }) => lostMinutes >= 120)
    .map(({ lost, lostMinutes }) => lost / lostMinutes);
  if (leftNow === null || day === null || profile.sensorOnly || rates.length < NIGHTS) return UNKNOWN;
  const leftAtDusk = sun.isUp ? Math.min(100, leftNow + gainUntilDusk(memory)) : leftNow;
  const nightMinutes = (DAY - (sun.sunset - sun.sunrise)) / MINUTE;
  const rate = median(rates);
  const need =
    Math.max(0, rate) *
    (sun.isUp
      ? nightMinutes
      : Math.max(0, (sun.sunrise + (sun.sunrise < sun.sunset ? DAY : 0) - (memory.at ?? 0)) / MINUTE));
  const spread = Math.sqrt(BLUR[profile.chemistry] ** 2 + (deviation(rates) * nightMinutes) ** 2 + (sun.isUp ? 25 : 0));
  const line = ownLine(nights) ?? { at: need + CUT, spread, reason: 'less_than_a_night_needs' as const };
  const likelihood = normal((line.at - leftAtDusk) / line.spread);
  const dark = likelihood >= LISTED_FROM;
  return {
    dark,
    likelihood,
    reason: dark ? line.reason : 'enough_for_the_night',
    leftNow,
    leftAtDusk,
    need,
    uncertainty: line.spread,
  };
}

/** Percent that the rest of the day still brings. */
function gainUntilDusk({ days, day, left }: LightMemory): number {
  const known = days.filter(
    (each) => each.leftAtForecast !== null && each.leftAtDusk !== null && each.leftAtDawn !== null,
  );
  if (known.length === 0 || day === null || left === null) return 0;
  const usual = median(known.map((each) => each.leftAtDusk! - each.leftAtForecast!));
  const soFar = median(known.map((each) => each.leftAtForecast! - each.leftAtDawn!));
  const today = left - (day.leftAtDawn ?? left);
  const share = soFar <= 1 ? 1 : Math.min(1.2, Math.max(0, today / soFar));
  return usual * (usual > 0 ? share : 1);
}

/** Between the best dusk after which it ran empty and the worst after which it did not; null: it did not run empty lately. */
function ownLine(nights: readonly NightNotes[]): { at: number; spread: number; reason: 'empty_last_nights' } | null {
  const known = nights.filter((night) => night.leftAtDusk !== null);
  const dark = known.filter(({ emptyMinutes }) => emptyMinutes >= DARK_MINUTES).map((night) => night.leftAtDusk!);
  if (dark.length === 0) return null;
  const bright = known.filter(({ emptyMinutes }) => emptyMinutes < DARK_MINUTES).map((night) => night.leftAtDusk!);
  const highestDark = median(dark.sort((a, b) => b - a).slice(0, 3));
  const above = bright.filter((left) => left > highestDark - 5);
  const at = above.length === 0 ? highestDark + 6 : (highestDark + Math.min(...above)) / 2;
  return { at, spread: 6, reason: 'empty_last_nights' };
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** Share of a normal distribution below (a logistic stands in for it: within a hundredth). */
const normal = (x: number): number => 1 / (1 + Math.exp(-1.702 * x));
