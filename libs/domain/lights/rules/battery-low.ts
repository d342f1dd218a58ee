import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';

/** Little is left. Shown, not told: whether it lasts the night is said by "dark tonight". */
export const BATTERY_LOW = {
  code: 'battery_low',
  severity: 'info',
  tell: false,
  talq: 'batteryLow',
  version: 'battery_low/1',
  raiseAfter: 30 * MINUTE,
  clearAfter: HOUR,
  keepsOver: HOUR,
  look({ left, sample, scale }) {
    if (left === null || (sample.batteryVoltage ?? 0) < 9 * scale) return unknown('not_told');
    if (left < 20) return bad('little_left');
    return left > 40 ? good('enough_left') : unknown('in_between');
  },
  evidence: ({ sample, left }) => ({ batteryVoltage: rounded(sample.batteryVoltage), batteryLeft: rounded(left, 0) }),
} as const satisfies LightRule;
