import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** °C inside: radios begin to throttle and to restart. */
const HOT = 75;
const COOL = 68;

/** Too hot inside: the sun on its box, or air that cannot pass. */
export const OVERHEATING = {
  code: 'overheating',
  severity: 'minor',
  tell: true,
  version: 'overheating/1',
  raiseAfter: 15 * MINUTE,
  clearAfter: 30 * MINUTE,
  keepsOver: HOUR,
  look: ({ sample: { temperature } }) => {
    if (temperature === undefined) return unknown('not_told');
    if (temperature >= HOT) return bad('too_hot');
    return temperature < COOL ? good('cool_enough') : unknown('in_between');
  },
  evidence: ({ sample }) => ({ temperature: rounded(sample.temperature, 0) }),
} as const satisfies HotspotRule;
