import { HOUR } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** By its own weeks this happens once in a thousand times. */
const SURPRISE = 7;
const SHORTEST = 3 * HOUR;

/** It says that all is well, and nobody comes where somebody always came: an aerial, a password, a radio that is off. */
export const NO_CLIENTS = {
  code: 'no_clients',
  severity: 'minor',
  tell: true,
  version: 'no_clients/1',
  raiseAfter: 0,
  clearAfter: 0,
  keepsOver: HOUR,
  explainedBy: ['uplink_down', 'no_internet', 'dns_failing'],
  look: ({ sample: { clients }, rhythm, at }) => {
    if (clients === undefined) return unknown('not_told');
    if (clients > 0) return good('somebody_is_there');
    const long = rhythm.emptySince !== null && at - rhythm.emptySince >= SHORTEST;
    return long && rhythm.surprise >= SURPRISE ? bad('nobody_where_somebody_always_came') : unknown('may_be_chance');
  },
  evidence: ({ rhythm, at }) => ({
    emptyHours: rhythm.emptySince === null ? 0 : rounded((at - rhythm.emptySince) / HOUR, 1),
    onceIn: Math.round(Math.exp(Math.min(rhythm.surprise, 14))),
  }),
} as const satisfies HotspotRule;
