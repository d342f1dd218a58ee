import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightMemory } from '../light-memory.ts';
import type { LightRule } from '../light-rule.ts';

/** Minutes of darkness after which a night that began lit ended dark. */
const ENDED_DARK = 30;

/** When it last shone, it went out in the night: what was in the battery may have been used up. */
function wentOut({ night, nights }: LightMemory): boolean {
  if ((night?.litAt ?? null) !== null) return true;
  const last = nights.findLast(({ litAt }) => litAt !== null);
  return last !== undefined && last.darkMinutes >= ENDED_DARK;
}

/** Night, and no light: not because the battery is empty, not because the controller takes it for day. */
export const LAMP_FAILURE = {
  code: 'lamp_failure',
  severity: 'major',
  tell: true,
  talq: 'lampFailure',
  version: 'lamp_failure/3',
  raiseAfter: 10 * MINUTE,
  clearAfter: 20 * MINUTE,
  keepsOver: HOUR,
  explainedBy: ['cycling_failure', 'clock_fault', 'theft_suspected'],
  look({ expected, lit, dimmed, before, left, sample, sun, profile, scale, frozenSince }) {
    if (expected !== true) return unknown('lamp_may_rest');
    if (lit === null) return unknown('not_told');
    if (lit) return good('lamp_shines');
    // Nothing has moved since daylight: these are not tonight's numbers.
    if (frozenSince !== null && frozenSince < sun.sunset - 30 * MINUTE) return unknown('repeats_itself');
    if (dimmed === 0) return unknown('programme_rests');
    if (sample.isNight === false && sun.height < -4) return unknown('controller_sees_day');
    if (!profile.sensorOnly) {
      // Nobody says what the battery has: it may well have been used up.
      if (left === null && wentOut(before)) return unknown('went_out_in_the_night');
      if ((sample.batteryVoltage ?? 12 * scale) < 9 * scale) return unknown('no_supply');
      if (before.emptied || (left !== null && left < 15)) return unknown('battery_empty');
    }
    return bad(sample.lampOn === true ? 'told_on_without_current' : 'dark_at_night');
  },
  evidence: ({ watts, sample, left, sun }) => ({
    lampWatts: rounded(watts, 1),
    lampOn: sample.lampOn ?? null,
    batteryLeft: rounded(left, 0),
    sunHeight: rounded(sun.height, 1),
  }),
} as const satisfies LightRule;
