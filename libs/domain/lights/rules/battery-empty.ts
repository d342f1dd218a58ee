import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';

/** Nothing is left: the lamp is out, or about to go out. */
export const BATTERY_EMPTY = {
  code: 'battery_empty',
  severity: 'major',
  tell: true,
  talq: 'batteryEmpty',
  version: 'battery_empty/2',
  raiseAfter: 20 * MINUTE,
  clearAfter: HOUR,
  keepsOver: 2 * HOUR,
  explainedBy: ['theft_suspected', 'supply_loss'],
  look({ left, sample, scale, expected, lit, before, sun }) {
    if (left === null || (sample.batteryVoltage ?? 0) < 9 * scale) return unknown('not_told');
    if (left >= 3 && sample.isNight === false && sun.height < -4) return unknown('controller_sees_day');
    if (expected === true && lit === false && (before.emptied || left < 12)) return bad('lamp_cut_to_save_the_battery');
    if (left < 3) return bad('nothing_left');
    return left > 35 ? good('charged_again') : unknown('in_between');
  },
  evidence: ({ sample, left, lit }) => ({
    batteryVoltage: rounded(sample.batteryVoltage),
    batteryLeft: rounded(left, 0),
    lampShines: lit,
  }),
} as const satisfies LightRule;
