import type { FaultMemory } from '../fault-rule.ts';
import type { EpochMs } from '../time.ts';

/** One day between two sunsets as far as it matters for charging. */
export interface DayNotes {
  /** The sunrise it began with. */
  readonly sunrise: EpochMs;
  /** Percent left when the sun rose; null: not known. */
  readonly leftAtDawn: number | null;
  /** V: highest while the sun was up, and first. */
  readonly voltsMax: number | null;
  readonly voltsAtDawn: number | null;
  /** Sums of what this panel and its neighbours gave for each watt of panel, while the battery took all it could get. */
  readonly ownYield: number;
  readonly nearYield: number;
  readonly yieldSamples: number;
  /** Hours of full panel power that the neighbours had so far this day; null: nobody near measures it. */
  readonly sunHours: number | null;
  /** The lamp shone while it was day: the battery's voltage says nothing of the sun. */
  readonly burned: boolean;
  /** Percent left when "dark tonight" is decided, and when the sun set. */
  readonly leftAtForecast: number | null;
  readonly leftAtDusk: number | null;
  /** When the lamp went out after sunrise; null: it was out, or is still lit. */
  readonly outAt: EpochMs | null;
}

/** One night as far as it matters for light and for the next night. */
export interface NightNotes {
  readonly sunset: EpochMs;
  readonly litMinutes: number;
  /** Dark although it should shine. */
  readonly darkMinutes: number;
  /** Of those, with an empty battery. */
  readonly emptyMinutes: number;
  readonly leftAtDusk: number | null;
  readonly leftAtDawn: number | null;
  readonly leftLowest: number | null;
  /** Percent lost while lit, and the minutes in which it was. */
  readonly lost: number;
  readonly lostMinutes: number;
  /** First seen lit. */
  readonly litAt: EpochMs | null;
}

export const NOTES_KEPT = 14;

/** What is remembered of one light: bounded, and all that rules know of the past. */
export interface LightMemory {
  readonly at: EpochMs | null;
  readonly lit: boolean | null;
  /** When the lamp went on or out within the last hour, oldest first. */
  readonly switches: readonly EpochMs[];
  readonly litSince: EpochMs | null;
  readonly left: number | null;
  /** The battery ran empty and has not recovered: darkness is explained. */
  readonly emptied: boolean;
  /** W at full power, learnt slowly; null until it shone at full power for a while. */
  readonly fullWatts: number | null;
  readonly fullSamples: number;
  readonly rssiUsual: number | null;
  readonly rssiSamples: number;
  /** Of looks at a hungry battery under the sun, the share in which its panel was tied to it. */
  readonly tiedShare: number;
  readonly tiedSamples: number;
  /** Since when every field has repeated itself. */
  readonly sameSince: EpochMs | null;
  readonly print: number;
  readonly day: DayNotes | null;
  readonly night: NightNotes | null;
  /** Ended ones, newest last, at most NOTES_KEPT. */
  readonly days: readonly DayNotes[];
  readonly nights: readonly NightNotes[];
  readonly faults: Readonly<Record<string, FaultMemory>>;
}

/** What was remembered by an older version lacks what was added since. */
export const completed = (memory: LightMemory | null): LightMemory =>
  memory === null ? NEW_LIGHT : { ...NEW_LIGHT, ...memory };

export const NEW_LIGHT: LightMemory = {
  at: null,
  lit: null,
  switches: [],
  litSince: null,
  left: null,
  emptied: false,
  fullWatts: null,
  fullSamples: 0,
  rssiUsual: null,
  rssiSamples: 0,
  tiedShare: 0,
  tiedSamples: 0,
  sameSince: null,
  print: 0,
  day: null,
  night: null,
  days: [],
  nights: [],
  faults: {},
};
