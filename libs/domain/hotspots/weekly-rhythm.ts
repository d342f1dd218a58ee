import { type EpochMs, HOUR } from '../time.ts';

/** Vietnam has one time zone and no daylight saving. */
const ZONE = 7 * HOUR;
const HOURS_A_WEEK = 168;
/** A week counts by so much at most: what changes for good is learnt within two months. */
const LIGHTEST = 1 / 8;
/** Weeks in which an hour was seen, before it is an expectation. */
const WEEKS = 2;
/** No hour is so sure that missing guests prove anything alone. */
const SUREST = 0.85;

/** When guests come to one hotspot, hour by hour of its week, and how unlikely it is that nobody comes now. */
export interface WeeklyRhythm {
  /** Hour by hour from Thursday midnight, as the epoch began: share of weeks in which somebody came; weeks seen. */
  readonly came: readonly number[];
  readonly weeks: readonly number[];
  /** The hour that is being counted (hours since the epoch, local); null: none yet. */
  readonly hour: number | null;
  readonly cameThisHour: boolean;
  readonly emptySince: EpochMs | null;
  /** −ln of the chance that so many hours pass without a guest: 7 is once in a thousand. */
  readonly surprise: number;
}

export const NEW_RHYTHM: WeeklyRhythm = {
  came: [],
  weeks: [],
  hour: null,
  cameThisHour: false,
  emptySince: null,
  surprise: 0,
};

/** The rhythm after one report. */
export function feelRhythm(before: WeeklyRhythm, clients: number, at: EpochMs): WeeklyRhythm {
  const hour = Math.floor((at + ZONE) / HOUR);
  const folded = before.hour === null || before.hour === hour ? before : foldHour(before, before.hour);
  const came = clients > 0;
  return {
    ...folded,
    hour,
    cameThisHour: came || (before.hour === hour && before.cameThisHour),
    emptySince: came ? null : (before.emptySince ?? at),
    surprise: came ? 0 : folded.surprise,
  };
}

function foldHour(rhythm: WeeklyRhythm, hour: number): WeeklyRhythm {
  const slot = hour % HOURS_A_WEEK;
  const came = filled(rhythm.came);
  const weeks = filled(rhythm.weeks);
  const [usual, seen] = [came[slot]!, weeks[slot]!];
  const surprise =
    rhythm.cameThisHour || seen < WEEKS ? rhythm.surprise : rhythm.surprise - Math.log(1 - Math.min(usual, SUREST));
  const weight = Math.max(LIGHTEST, 1 / (seen + 1));
  came[slot] = usual + ((rhythm.cameThisHour ? 1 : 0) - usual) * weight;
  weeks[slot] = Math.min(seen + 1, Math.round(1 / LIGHTEST));
  return { ...rhythm, came: came.map((share) => Math.round(share * 1_000) / 1_000), weeks, surprise };
}

const filled = (values: readonly number[]): number[] =>
  values.length === HOURS_A_WEEK ? [...values] : new Array<number>(HOURS_A_WEEK).fill(0);
