import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** Percent in use: beyond it routers drop connections and hang. */
const TIGHT = 92;
const FREE = 85;

/** Its memory fills up: it will hang unless it is restarted. */
export const MEMORY_LOW = {
  code: 'memory_low',
  severity: 'minor',
  tell: true,
  version: 'memory_low/1',
  raiseAfter: 30 * MINUTE,
  clearAfter: 30 * MINUTE,
  keepsOver: HOUR,
  look: ({ sample: { memoryPercent } }) => {
    if (memoryPercent === undefined) return unknown('not_told');
    if (memoryPercent >= TIGHT) return bad('hardly_any_memory');
    return memoryPercent < FREE ? good('memory_enough') : unknown('in_between');
  },
  evidence: ({ sample }) => ({ memoryPercent: rounded(sample.memoryPercent, 0) }),
} as const satisfies HotspotRule;
