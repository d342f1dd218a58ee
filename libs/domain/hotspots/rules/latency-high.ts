import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** ms there and back: from here on a page feels broken, and a call is no talk any more. */
const SLOW = 400;
const QUICK = 250;

/** Connected, and everything takes long. */
export const LATENCY_HIGH = {
  code: 'latency_high',
  severity: 'minor',
  tell: true,
  version: 'latency_high/1',
  raiseAfter: 20 * MINUTE,
  clearAfter: 30 * MINUTE,
  keepsOver: HOUR,
  explainedBy: ['uplink_down', 'no_internet'],
  look: ({ sample: { latencyMs } }) => {
    if (latencyMs === undefined) return unknown('not_told');
    if (latencyMs >= SLOW) return bad('answers_take_long');
    return latencyMs < QUICK ? good('answers_quickly') : unknown('in_between');
  },
  evidence: ({ sample }) => ({ latencyMs: rounded(sample.latencyMs, 0), clients: sample.clients ?? null }),
} as const satisfies HotspotRule;
