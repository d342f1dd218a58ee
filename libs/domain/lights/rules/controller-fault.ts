import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';
import { LIGHT_FIELDS } from '../light-sample.ts';

/** Every field repeats itself for so long (ms): it no longer measures. */
const FROZEN = 3 * HOUR;
const FIELDS = 3;

/** The controller says so itself, or sends the same numbers hour after hour. */
export const CONTROLLER_FAULT = {
  code: 'controller_fault',
  severity: 'major',
  tell: true,
  talq: 'controlGearCommFailure',
  version: 'controller_fault/1',
  raiseAfter: 20 * MINUTE,
  clearAfter: HOUR,
  keepsOver: HOUR,
  look({ sample, before, at }) {
    if (sample.errorCode !== undefined && sample.errorCode !== 0) return bad('says_so_itself');
    const frozen = before.sameSince !== null && at - before.sameSince >= FROZEN;
    // Radio and temperature are never the same for hours; a coarse voltage may be.
    const moves = sample.rssi !== undefined || sample.batteryTemperature !== undefined;
    if (moves && frozen && LIGHT_FIELDS.filter((name) => sample[name] !== undefined).length >= FIELDS)
      return bad('repeats_itself');
    return before.sameSince === null || at - before.sameSince < HOUR ? good('measures') : unknown('too_early');
  },
  evidence: ({ sample, before, at }) => ({
    errorCode: sample.errorCode ?? null,
    sameForMinutes: before.sameSince === null ? null : Math.round((at - before.sameSince) / MINUTE),
  }),
} as const satisfies LightRule;
