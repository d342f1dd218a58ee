import type { AvailabilityDay } from '../api/shapes.ts';

type Day = Pick<AvailabilityDay, 'availability' | 'upMs' | 'downMs'>;

export const BLAMES = ['device', 'grid', 'uplink', 'planned', 'ours'] as const;

export type Grade = 'ok' | 'warn' | 'down' | 'unknown';

/** Under 99 % somebody noticed, under 90 % somebody had to go. */
export function gradeOf({ availability }: Pick<Day, 'availability'>): Grade {
  if (availability === null) return 'unknown';
  if (availability >= 0.99) return 'ok';
  return availability >= 0.9 ? 'warn' : 'down';
}

/** Share of the tick's height; a day that is all down keeps a stump that can be seen. */
export function heightOf({ availability }: Pick<Day, 'availability'>): number {
  return availability === null ? 0.3 : Math.max(0.1, availability);
}

const downOf = ({ downMs }: Day): number => BLAMES.reduce((sum, blame) => sum + downMs[blame], 0);

/** Of all days together; null while nothing is known. */
export function wholeOf(days: readonly Day[]): number | null {
  const up = days.reduce((sum, day) => sum + day.upMs, 0);
  const down = days.reduce((sum, day) => sum + downOf(day), 0);
  return up + down === 0 ? null : up / (up + down);
}

/** Of how many something is known. */
export const knownDays = (days: readonly Day[]): number =>
  days.filter(({ availability }) => availability !== null).length;

/** The days with most down time, the worst first; none that were well. */
export function worstDays<One extends Day>(days: readonly One[], count: number): readonly One[] {
  const bad = days.filter((day) => downOf(day) >= 60_000);
  return bad.sort((a, b) => downOf(b) - downOf(a)).slice(0, count);
}

/** `2026-11-21` → `21/11`. */
export const dayText = (day: string): string => day.split('-').slice(1).reverse().join('/');
