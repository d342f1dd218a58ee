import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';

const TIMES = 4;

/** On and off and on again within the hour: a loose wire, a worn driver, a sensor that sees its own light. */
export const CYCLING_FAILURE = {
  code: 'cycling_failure',
  severity: 'minor',
  tell: true,
  talq: 'cyclingFailure',
  version: 'cycling_failure/1',
  raiseAfter: 0,
  clearAfter: 3 * HOUR,
  keepsOver: 20 * HOUR,
  look({ expected, lit, at, before, left }) {
    if (lit === null || expected !== true) return unknown('not_told');
    if (before.emptied || (left !== null && left < 15)) return unknown('battery_empty');
    if (before.switches.length === 0 && before.lit === lit && lit)
      return at - (before.litSince ?? at) > 50 * MINUTE ? good('shines_steadily') : unknown('too_early');
    const recent =
      before.switches.filter((when) => when > at - HOUR).length + (before.lit !== null && lit !== before.lit ? 1 : 0);
    if (recent >= TIMES) return bad('on_and_off');
    return recent <= 1 && lit && at - (before.litSince ?? at) > 50 * MINUTE
      ? good('shines_steadily')
      : unknown('too_few');
  },
  evidence: ({ before, at }) => ({ switchesInAnHour: before.switches.filter((when) => when > at - HOUR).length }),
} as const satisfies LightRule;
