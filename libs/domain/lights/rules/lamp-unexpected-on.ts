import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';

/** Day, and it shines: what it burns now is missing at night. */
export const LAMP_UNEXPECTED_ON = {
  code: 'lamp_unexpected_on',
  severity: 'minor',
  tell: true,
  talq: 'lampUnexpectedOn',
  version: 'lamp_unexpected_on/2',
  raiseAfter: 10 * MINUTE,
  clearAfter: 20 * MINUTE,
  keepsOver: HOUR,
  explainedBy: ['clock_fault', 'cycling_failure'],
  look({ expected, lit, frozenSince, sun }) {
    if (expected !== false) return unknown('lamp_may_shine');
    if (lit === null) return unknown('not_told');
    if (frozenSince !== null && frozenSince < sun.sunrise - 30 * MINUTE) return unknown('repeats_itself');
    return lit ? bad('shines_by_day') : good('dark_by_day');
  },
  evidence: ({ watts, sample, sun }) => ({
    lampWatts: rounded(watts, 1),
    lampOn: sample.lampOn ?? null,
    sunHeight: rounded(sun.height, 1),
  }),
} as const satisfies LightRule;
