import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';
import { chargesToday } from './charging.ts';

/** The sun shines on the neighbours and nothing comes in, where the controller cannot say whether panel or charger is to blame. */
export const NOT_CHARGING = {
  code: 'not_charging',
  severity: 'major',
  tell: true,
  version: 'not_charging/2',
  raiseAfter: 100 * MINUTE,
  clearAfter: HOUR,
  keepsOver: 20 * HOUR,
  explainedBy: ['theft_suspected', 'supply_loss', 'panel_fault', 'charger_fault', 'controller_fault'],
  look(view) {
    if (view.frozenSince !== null) return unknown('repeats_itself');
    const flows = chargesToday(view);
    if (flows === null) return unknown('no_time_to_charge');
    if (flows) return good('charges');
    return view.sample.pvVoltage === undefined ? bad('nothing_comes_in') : unknown('panel_or_charger_is_named');
  },
  evidence: ({ panelWatts, sample, left, nearYield, profile, before }) => ({
    panelWatts: rounded(panelWatts, 1),
    batteryVoltage: rounded(sample.batteryVoltage),
    batteryVoltageAtDawn: rounded(before.day?.voltsAtDawn),
    batteryLeft: rounded(left, 0),
    neighboursWatts: nearYield === null ? null : rounded(nearYield * profile.panelWatts, 1),
    neighboursSunHours: rounded(before.day?.sunHours, 1),
  }),
} as const satisfies LightRule;
