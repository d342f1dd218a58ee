import type { DayNotes, LightMemory, NightNotes } from './light-memory.ts';
import { dimmedTo, type LightProfile } from './light-profile.ts';
import { median } from './median.ts';

export const BATTERY_WEAR = ['holds_little', 'empties_though_charged', 'gets_worse'] as const;
export const PANEL_WEAR = ['gives_little', 'gets_worse'] as const;
export type WearReason = (typeof BATTERY_WEAR)[number] | (typeof PANEL_WEAR)[number];

/** How worn a part is, 0 (new) to 1 (gone), why we say so, and night by night or day by day what it is concluded from. */
export interface Wear {
  readonly wear: number;
  readonly reasons: readonly WearReason[];
  /** Percent of what a new or clean one shows, oldest first; at most fourteen. */
  readonly trend: readonly number[];
}

/** From so much wear on a part is in the plan. */
export const PLANNED_FROM = 0.25;
/** Nights, or days, from which a conclusion is drawn. */
const FEWEST = 4;
/** Percent and minutes that a night must have taken to be measured. */
const LOST = 8;
const LONG = 180;
/** Percent at dusk: it was charged. */
const CHARGED = 85;
const EMPTY_MINUTES = 30;
/** Share by which the newer half is below the older one. */
const WORSE = 0.07;

/**
 * What the battery holds of what is written on it: what its nights should have taken against what they took. Null: not
 * known, nobody wrote down what hangs there, or its nights were too short.
 */
export function batteryWear({ nights }: LightMemory, profile: LightProfile): Wear | null {
  if (profile.sensorOnly) return null;
  const trend = profile.isAssumed ? [] : nights.flatMap((night) => heldShare(night, profile));
  const emptied = nights.filter((night) => (night.leftAtDusk ?? 0) >= CHARGED && night.emptyMinutes >= EMPTY_MINUTES);
  if (trend.length < FEWEST && emptied.length < 2) return null;
  const held = trend.length < FEWEST ? null : median(trend);
  const reasons: WearReason[] = [];
  if (held !== null && held < 1 - PLANNED_FROM) reasons.push('holds_little');
  if (emptied.length >= 2) reasons.push('empties_though_charged');
  if (getsWorse(trend)) reasons.push('gets_worse');
  const wear = Math.max(held === null ? 0 : 1 - held, emptied.length >= 2 ? 0.4 + 0.04 * emptied.length : 0);
  return { wear: limited(wear), reasons, trend: trend.map(percent) };
}

/** What the panel gives of what its neighbours give. Null: not measured. */
export function panelWear({ days, day }: LightMemory): Wear | null {
  const trend = [...days, ...(day === null ? [] : [day])].flatMap(givenShare);
  if (trend.length < FEWEST) return null;
  const given = median(trend);
  const reasons: WearReason[] = [];
  if (given < 1 - PLANNED_FROM) reasons.push('gives_little');
  if (getsWorse(trend)) reasons.push('gets_worse');
  return { wear: limited(1 - given), reasons, trend: trend.map(percent) };
}

function heldShare({ lost, lostMinutes }: NightNotes, profile: LightProfile): number[] {
  if (lost < LOST || lostMinutes < LONG) return [];
  let wattMinutes = 0;
  for (let minute = 0; minute < lostMinutes; minute += 10)
    wattMinutes += (10 * profile.lampWatts * dimmedTo(profile, minute)) / 100;
  const should = (100 * wattMinutes) / 60 / (profile.capacityAh * profile.nominalVolts);
  return [Math.min(1.2, should / lost)];
}

const givenShare = ({ ownYield, nearYield, yieldSamples }: DayNotes): number[] =>
  yieldSamples < 3 || nearYield <= 0 ? [] : [Math.min(1.2, ownYield / nearYield)];

function getsWorse(trend: readonly number[]): boolean {
  if (trend.length < 2 * FEWEST) return false;
  const middle = trend.length >> 1;
  return median(trend.slice(0, middle)) - median(trend.slice(middle)) >= WORSE;
}

const limited = (wear: number): number => Math.min(1, Math.max(0, wear));
const percent = (share: number): number => Math.round(100 * share);
