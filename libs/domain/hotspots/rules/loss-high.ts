import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** Percent of packets: pictures stop loading, calls break off. */
const MUCH = 10;
const LITTLE = 4;

/** Connected, and half of it gets lost on the way. */
export const LOSS_HIGH = {
  code: 'loss_high',
  severity: 'minor',
  tell: true,
  version: 'loss_high/1',
  raiseAfter: 20 * MINUTE,
  clearAfter: 30 * MINUTE,
  keepsOver: HOUR,
  explainedBy: ['uplink_down', 'no_internet'],
  look: ({ sample: { lossPercent } }) => {
    if (lossPercent === undefined) return unknown('not_told');
    if (lossPercent >= MUCH) return bad('much_is_lost');
    return lossPercent < LITTLE ? good('little_is_lost') : unknown('in_between');
  },
  evidence: ({ sample }) => ({ lossPercent: rounded(sample.lossPercent, 1), latencyMs: rounded(sample.latencyMs, 0) }),
} as const satisfies HotspotRule;
