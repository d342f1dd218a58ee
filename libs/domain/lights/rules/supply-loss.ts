import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';

/** The controller talks, but there is no battery behind it: a blown fuse, a torn wire, a stolen battery. */
export const SUPPLY_LOSS = {
  code: 'supply_loss',
  severity: 'major',
  tell: true,
  talq: 'supplyLoss',
  version: 'supply_loss/1',
  raiseAfter: 20 * MINUTE,
  clearAfter: 40 * MINUTE,
  keepsOver: HOUR,
  look({ sample, scale, profile }) {
    if (profile.sensorOnly || sample.batteryVoltage === undefined) return unknown('not_told');
    if (sample.batteryVoltage < 9 * scale) return bad('no_battery_voltage');
    return sample.batteryVoltage > 10.2 * scale ? good('battery_is_there') : unknown('in_between');
  },
  evidence: ({ sample }) => ({ batteryVoltage: rounded(sample.batteryVoltage) }),
} as const satisfies LightRule;
