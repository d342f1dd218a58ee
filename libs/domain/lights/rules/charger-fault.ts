import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, type LightRule, rounded, unknown } from '../light-rule.ts';
import { charges, rises, shouldCharge } from './charging.ts';

/** The panel has its voltage, and nothing reaches the battery. */
export const CHARGER_FAULT = {
  code: 'charger_fault',
  severity: 'major',
  tell: true,
  version: 'charger_fault/1',
  raiseAfter: 100 * MINUTE,
  clearAfter: HOUR,
  keepsOver: 20 * HOUR,
  look(view) {
    if (!shouldCharge(view) || view.sample.pvVoltage === undefined) return unknown('no_time_to_charge');
    const flows = charges(view) ?? rises(view);
    if (flows === null) return unknown('not_told');
    if (flows) return good('charges');
    return view.sample.pvVoltage >= 12.5 * view.scale ? bad('voltage_without_current') : unknown('no_panel_voltage');
  },
  evidence: ({ sample, panelWatts, left }) => ({
    panelVoltage: rounded(sample.pvVoltage, 1),
    panelWatts: rounded(panelWatts, 1),
    batteryVoltage: rounded(sample.batteryVoltage),
    batteryLeft: rounded(left, 0),
  }),
} as const satisfies LightRule;
