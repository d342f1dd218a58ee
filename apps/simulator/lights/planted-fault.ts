/** What can be wrong with a simulated light, by the code that the product should name. */
export const PLANTED = [
  'lamp_failure',
  'lamp_unexpected_on',
  'dimming_failure',
  'cycling_failure',
  'lamp_power_high',
  'lamp_power_low',
  'supply_loss',
  'battery_hot',
  'not_charging',
  'panel_fault',
  'charger_fault',
  'controller_fault',
  'clock_fault',
  'theft_suspected',
] as const;
export type Planted = (typeof PLANTED)[number];
