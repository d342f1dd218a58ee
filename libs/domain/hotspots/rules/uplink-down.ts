import { MINUTE } from '../../time.ts';
import { bad, good, unknown } from '../../fault-rule.ts';
import type { HotspotRule } from '../hotspot-rule.ts';

/** It says so itself, over a second way: its line is down. Where there is no second way it falls silent instead. */
export const UPLINK_DOWN = {
  code: 'uplink_down',
  severity: 'major',
  tell: true,
  version: 'uplink_down/1',
  raiseAfter: 5 * MINUTE,
  clearAfter: 5 * MINUTE,
  keepsOver: 30 * MINUTE,
  look: ({ sample: { wanUp } }) =>
    wanUp === undefined ? unknown('not_told') : wanUp ? good('line_is_up') : bad('line_is_down'),
  evidence: ({ sample }) => ({ wanUp: sample.wanUp ?? null, internetOk: sample.internetOk ?? null }),
} as const satisfies HotspotRule;
