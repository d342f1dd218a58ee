import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';
import { chargesToday } from './charging.ts';

/** The panel has its voltage, and nothing reaches the battery. */
export const CHARGER_FAULT = {
  code: 'charger_fault',
  severity: 'major',
  tell: true,
  version: 'charger_fault/2',
  raiseAfter: 100 * MINUTE,
  clearAfter: HOUR,
  keepsOver: 20 * HOUR,
  explainedBy: ['theft_suspected', 'supply_loss', 'controller_fault'],
  look(view) {
    if (view.frozenSince !== null) return unknown('repeats_itself');
    const { pvVoltage } = view.sample;
    if (pvVoltage === undefined) return unknown('not_told');
    const flows = chargesToday(view);
    if (flows === null) return unknown('no_time_to_charge');
    if (flows) return good('charges');
    return pvVoltage >= 12.5 * view.scale ? bad('voltage_without_current') : unknown('no_panel_voltage');
  },
  evidence: ({ sample, panelWatts, left, before }) => ({
    panelVoltage: rounded(sample.pvVoltage, 1),
    panelWatts: rounded(panelWatts, 1),
    batteryVoltage: rounded(sample.batteryVoltage),
    batteryLeft: rounded(left, 0),
    neighboursSunHours: rounded(before.day?.sunHours, 1),
  }),
} as const satisfies LightRule;
