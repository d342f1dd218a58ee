import { BATTERY_EMPTY } from './battery-empty.ts';
import { BATTERY_HOT } from './battery-hot.ts';
import { BATTERY_LOW } from './battery-low.ts';
import { CHARGER_FAULT } from './charger-fault.ts';
import { CLOCK_FAULT } from './clock-fault.ts';
import { CONTROLLER_FAULT } from './controller-fault.ts';
import { CYCLING_FAILURE } from './cycling-failure.ts';
import { DIMMING_FAILURE } from './dimming-failure.ts';
import { LAMP_FAILURE } from './lamp-failure.ts';
import { LAMP_POWER_HIGH } from './lamp-power-high.ts';
import { LAMP_POWER_LOW } from './lamp-power-low.ts';
import { LAMP_UNEXPECTED_ON } from './lamp-unexpected-on.ts';
import { NOT_CHARGING } from './not-charging.ts';
import { PANEL_FAULT } from './panel-fault.ts';
import { SUPPLY_LOSS } from './supply-loss.ts';
import { THEFT_SUSPECTED } from './theft-suspected.ts';
import type { LightRule } from '../light-rule.ts';

/** Every fault of a solar light. A new one is its file and its line here. */
export const LIGHT_RULES = [
  LAMP_FAILURE,
  LAMP_UNEXPECTED_ON,
  DIMMING_FAILURE,
  CYCLING_FAILURE,
  LAMP_POWER_HIGH,
  LAMP_POWER_LOW,
  SUPPLY_LOSS,
  BATTERY_LOW,
  BATTERY_EMPTY,
  BATTERY_HOT,
  NOT_CHARGING,
  PANEL_FAULT,
  CHARGER_FAULT,
  CONTROLLER_FAULT,
  CLOCK_FAULT,
  THEFT_SUSPECTED,
] as const satisfies readonly LightRule[];

export type LightFaultCode = (typeof LIGHT_RULES)[number]['code'];
