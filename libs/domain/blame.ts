import type { Cause } from './incident.ts';

/** Whose fault it is that a device was down: its own, the power grid's, its way to us, planned work's, or ours. */
export const BLAMES = ['device', 'grid', 'uplink', 'planned', 'ours'] as const;
export type Blame = (typeof BLAMES)[number];

/** What the cause of an incident says about the down time of its devices. */
export function blameOfCause(cause: Cause): Blame {
  switch (cause) {
    case 'device':
    case 'weather':
      // Bad weather empties batteries; a lamp that falls silent for it had too small a one.
      return 'device';
    case 'power_cut':
      return 'grid';
    case 'uplink':
    case 'carrier':
      return 'uplink';
    case 'planned':
      return 'planned';
    case 'self':
      return 'ours';
  }
}
