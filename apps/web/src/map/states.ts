import type { MapExtent } from '../api/shapes.ts';
import type { Sign } from '../health/sign.ts';

/** What the server counts, worst first, with the sign that people learn. */
export const STATES = ['down', 'warning', 'unknown', 'maintenance', 'ok'] as const;
export type State = (typeof STATES)[number];
export type Counts = MapExtent['byState'];

export const SIGN_OF: Readonly<Record<State, Sign>> = {
  down: 'down',
  warning: 'warn',
  unknown: 'unknown',
  maintenance: 'maintenance',
  ok: 'ok',
};

export const COLOURS: Readonly<Record<State, string>> = {
  down: '--health-down',
  warning: '--health-warn',
  unknown: '--health-unknown',
  maintenance: '--health-maintenance',
  ok: '--health-ok',
};

export const nothing = (): Counts => ({ down: 0, warning: 0, unknown: 0, maintenance: 0, ok: 0 });

/** Devices in sight, from the tags of what is drawn. */
export function sum(tags: readonly Readonly<Record<string, unknown>>[]): Counts {
  const counts = nothing();
  for (const one of tags) for (const state of STATES) counts[state] += Number(one[state] ?? 0);
  return counts;
}
