import type { Health } from './health.ts';
import { DAY, type EpochMs } from './time.ts';

/** What the map tells apart, worst first: the order of legends and of what lies on top. */
export const MAP_STATES = ['down', 'warning', 'unknown', 'maintenance', 'ok'] as const;
export type MapState = (typeof MAP_STATES)[number];

/** A device that talks but has a fault is a warning, like one that is late. Null: out of service, so on no map. */
export function mapStateOf(health: Health, faults: number): MapState | null {
  switch (health) {
    case 'online':
      return faults > 0 ? 'warning' : 'ok';
    case 'suspect':
      return 'warning';
    case 'offline':
      return 'down';
    case 'never_seen':
      return 'unknown';
    case 'maintenance':
      return 'maintenance';
    case 'decommissioned':
      return null;
  }
}

/** The worse of two. */
export const worse = (a: MapState, b: MapState): MapState => (MAP_STATES.indexOf(a) <= MAP_STATES.indexOf(b) ? a : b);

/** Trouble that began within the last day. `since` null: nothing is wrong. */
export const isNewTrouble = (state: MapState, since: EpochMs | null, now: EpochMs): boolean =>
  (state === 'down' || state === 'warning') && since !== null && since > now - DAY;
