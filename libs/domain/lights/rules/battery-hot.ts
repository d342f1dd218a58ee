import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';

/** °C at which any of the three chemistries ages fast or becomes dangerous. */
const HOT = 55;

export const BATTERY_HOT = {
  code: 'battery_hot',
  severity: 'major',
  tell: true,
  talq: 'batteryOverTemperature',
  version: 'battery_hot/1',
  raiseAfter: 20 * MINUTE,
  clearAfter: HOUR,
  keepsOver: HOUR,
  look({ sample: { batteryTemperature } }) {
    if (batteryTemperature === undefined) return unknown('not_told');
    if (batteryTemperature >= HOT) return bad('too_hot');
    return batteryTemperature < HOT - 5 ? good('not_hot') : unknown('in_between');
  },
  evidence: ({ sample }) => ({ batteryTemperature: rounded(sample.batteryTemperature, 1) }),
} as const satisfies LightRule;
