import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';
import { powerEvidence, powerShare } from './lamp-power.ts';

/** It shines, but weakly: part of its diodes, or a driver that gives way. */
export const LAMP_POWER_LOW = {
  code: 'lamp_power_low',
  severity: 'minor',
  tell: true,
  talq: 'lampPowerTooLow',
  version: 'lamp_power_low/2',
  raiseAfter: 70 * MINUTE,
  clearAfter: HOUR,
  keepsOver: 20 * HOUR,
  look(view) {
    const share = powerShare(view);
    if (typeof share !== 'number') return share;
    if (view.left !== null && view.left < 30) return unknown('battery_low');
    if (share < 0.7) return bad('takes_less');
    return share > 0.82 ? good('takes_what_it_should') : unknown('in_between');
  },
  evidence: powerEvidence,
} as const satisfies LightRule;
