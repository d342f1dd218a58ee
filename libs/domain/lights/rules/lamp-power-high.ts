import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';
import { powerEvidence, powerShare } from './lamp-power.ts';

/** More than it should take: the battery is gone before morning. */
export const LAMP_POWER_HIGH = {
  code: 'lamp_power_high',
  severity: 'minor',
  tell: true,
  talq: 'lampPowerTooHigh',
  version: 'lamp_power_high/2',
  raiseAfter: 70 * MINUTE,
  clearAfter: HOUR,
  keepsOver: 20 * HOUR,
  look(view) {
    const share = powerShare(view);
    if (typeof share !== 'number') return share;
    if (share > 1.3) return bad('takes_more');
    return share < 1.15 ? good('takes_what_it_should') : unknown('in_between');
  },
  evidence: powerEvidence,
} as const satisfies LightRule;
