import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, type LightRule, rounded, unknown } from '../light-rule.ts';
import { charges, rises, shouldCharge } from './charging.ts';

/** The sun shines on the neighbours and nothing comes in, where the controller cannot say whether panel or charger is to blame. */
export const NOT_CHARGING = {
  code: 'not_charging',
  severity: 'major',
  tell: true,
  version: 'not_charging/1',
  raiseAfter: 100 * MINUTE,
  clearAfter: HOUR,
  keepsOver: 20 * HOUR,
  look(view) {
    if (!shouldCharge(view)) return unknown('no_time_to_charge');
    const flows = charges(view) ?? rises(view);
    if (flows === null) return unknown('not_told');
    if (flows) return good('charges');
    return view.sample.pvVoltage === undefined ? bad('nothing_comes_in') : unknown('panel_or_charger_is_named');
  },
  evidence: ({ panelWatts, sample, left, nearYield, profile }) => ({
    panelWatts: rounded(panelWatts, 1),
    batteryVoltage: rounded(sample.batteryVoltage),
    batteryLeft: rounded(left, 0),
    neighboursWatts: nearYield === null ? null : rounded(nearYield * profile.panelWatts, 1),
  }),
} as const satisfies LightRule;
