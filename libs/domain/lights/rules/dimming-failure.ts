import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';

/** Told to shine less and does not: the battery is gone before morning. */
export const DIMMING_FAILURE = {
  code: 'dimming_failure',
  severity: 'minor',
  tell: true,
  talq: 'dimmingFailure',
  version: 'dimming_failure/2',
  // Longer than a controller that repeats itself goes unnoticed.
  raiseAfter: 70 * MINUTE,
  clearAfter: HOUR,
  keepsOver: 20 * HOUR,
  look({ expected, lit, watts, dimmed, profile, before, left, frozenSince }) {
    if (frozenSince !== null) return unknown('repeats_itself');
    if (expected !== true || lit !== true || watts === null || dimmed === null) return unknown('not_told');
    if (dimmed > 85 || dimmed === 0) return unknown('not_dimmed');
    if (left !== null && left < 20) return unknown('battery_low');
    const share = watts / (before.fullSamples >= 6 ? (before.fullWatts ?? profile.lampWatts) : profile.lampWatts);
    if (share > 0.85 && share > dimmed / 100 + 0.2) return bad('full_power_though_dimmed');
    return share < dimmed / 100 + 0.12 ? good('dims') : unknown('in_between');
  },
  evidence: ({ watts, dimmed, before, profile }) => ({
    lampWatts: rounded(watts, 1),
    dimmedTo: dimmed,
    fullWatts: rounded(before.fullWatts ?? profile.lampWatts, 1),
  }),
} as const satisfies LightRule;
