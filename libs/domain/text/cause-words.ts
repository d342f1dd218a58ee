import type { FoundCause } from '../causes/cause-reasons.ts';
import type { UnitKind } from '../unit.ts';

/** What is said of one cause; `where` and `what` are names and counts put into words already. */
export interface CauseSaid {
  /** The place, for the middle of a sentence. */
  readonly where: string;
  /** The uplink with its code and pole, or the carrier; empty for others. */
  readonly who: string;
  /** Of the reader's unit; empty where that is not for the reader. */
  readonly what: string;
  /** When it began or ended, and how long it took. */
  readonly moment: string;
  readonly duration: string;
  readonly likely: boolean;
  readonly corrected: boolean;
  readonly heldTooLong: boolean;
}

export interface CauseWords {
  /** First words of names of units, which stand in small letters inside a sentence. */
  readonly unitWords: readonly string[];
  /** "3 thôn của xã Ô Diên" */
  readonly places: (count: number, kind: UnitKind | null, where: string) => string;
  /** In a part of it. */
  readonly at: (where: string) => string;
  /** The whole of one place. */
  readonly whole: (where: string) => string;
  /** "5 camera của tổ tự quản số 5", for readers whose unit is a part of the place. */
  readonly of: (counts: string, unit: string) => string;
  readonly begins: Readonly<Record<FoundCause, (said: CauseSaid) => string>>;
  readonly ends: Readonly<Record<FoundCause, (said: CauseSaid) => string>>;
  readonly remaining: (counts: string) => string;
}
