import { type EpochMs, DAY } from '../time.ts';
import type { DayNotes, LightMemory } from './light-memory.ts';

/** Why a spell of little sun over one neighbourhood begins, goes on or ends. */
export type CloudySpell =
  | { readonly change: 'begins'; readonly startedAt: EpochMs; readonly low: readonly number[] }
  | { readonly change: 'over' }
  | { readonly change: null };

/** So many lights make a neighbourhood. */
const ENOUGH = 5;
/** Share of them that says the same. */
const MOST = 0.6;
/** Of its best day of the last fortnight: below, a day was poor; above the second, it was a good one. */
const POOR = 0.45;
const GOOD = 0.6;
/** Days in a row. Two are enough where batteries show it already. */
const LONG = 3;
const SHORT = 2;
/** Percent left: a battery that shows it; and the share of them that is enough with a short spell. */
const LOW = 35;
const SOME = 0.1;

const NOTHING: CloudySpell = { change: null };

/**
 * Do the lights of a neighbourhood lack sun together? By what their panels got day by day, else by what their batteries
 * gained. `low`: places in `memories` of those with little left.
 */
export function cloudySpell(memories: readonly LightMemory[], lasts: boolean): CloudySpell {
  const known = memories.map(daysOf).filter((days) => days.length >= LONG);
  if (known.length < ENOUGH) return NOTHING;
  const share = (says: (days: readonly DayNotes[]) => boolean): number => known.filter(says).length / known.length;
  if (lasts) return share((days) => isGood(days, days.length - 1)) >= MOST ? { change: 'over' } : NOTHING;
  const poorFor = (days: number) => share((own) => wasPoorFor(own, days)) >= MOST;
  const low = memories.flatMap(({ left }, index) => ((left ?? 100) < LOW ? [index] : []));
  const isShown = low.length >= SOME * memories.length && low.length > 0;
  const length = isShown && poorFor(LONG) ? LONG : isShown && poorFor(SHORT) ? SHORT : null;
  if (length === null) return NOTHING;
  const startedAt = Math.max(...known.map((days) => days[days.length - length]!.sunrise));
  return { change: 'begins', startedAt, low };
}

/** Ended ones, and from sunset on this one, which is all there is of it. */
const daysOf = ({ days, day, night }: LightMemory): readonly DayNotes[] =>
  day !== null && night !== null && night.sunset > day.sunrise ? [...days, day] : days;

const wasPoorFor = (days: readonly DayNotes[], length: number): boolean =>
  Array.from({ length }, (_, back) => days.length - 1 - back).every((index) => isPoor(days, index));

function isPoor(days: readonly DayNotes[], index: number): boolean {
  const sun = ofBest(days, index);
  if (sun !== null) return sun < POOR;
  const gained = gainOf(days, index);
  return gained !== null && gained < 0;
}

function isGood(days: readonly DayNotes[], index: number): boolean {
  const sun = ofBest(days, index);
  if (sun !== null) return sun > GOOD;
  const gained = gainOf(days, index);
  return gained !== null && (gained > 0 || (days[index]!.leftAtDusk ?? 0) >= 90);
}

/** What the neighbours' panels got this day, of their best; null: not known. */
function ofBest(days: readonly DayNotes[], index: number): number | null {
  const known = days.flatMap(({ sunHours }) => (sunHours === null ? [] : [sunHours]));
  const sun = days[index]?.sunHours ?? null;
  if (sun === null || known.length < LONG) return null;
  const best = Math.max(...known);
  return best > 0 ? sun / best : null;
}

/** Percent at dusk against the dusk before; null: not known, or days are missing between. */
function gainOf(days: readonly DayNotes[], index: number): number | null {
  const [before, day] = [days[index - 1], days[index]];
  if (!before || !day || before.leftAtDusk === null || day.leftAtDusk === null) return null;
  return day.sunrise - before.sunrise > 1.5 * DAY ? null : day.leftAtDusk - before.leftAtDusk;
}
