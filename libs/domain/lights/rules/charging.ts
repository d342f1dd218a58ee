import { HOUR } from '../../time.ts';
import type { LightView } from '../light-view.ts';

/** Degrees: below it even a good panel gives little. */
const SUN_FROM = 25;
/** W for each watt of panel that neighbours give when the sun truly shines. */
const SHINES_FROM = 0.2;
/** A panel that gives less of what its neighbours give does not charge. */
const NOTHING = 0.06;

/** Is this a moment in which a healthy light charges, so that one that does not shows itself? */
export const shouldCharge = ({ hungry, sun, nearYield, lit }: LightView): boolean =>
  hungry && lit !== true && sun.height > SUN_FROM && nearYield !== null && nearYield >= SHINES_FROM;

/** Does anything flow into the battery? By the panel's watts, else by the battery's amperes; null: not told. */
export function charges(view: LightView): boolean | null {
  const { panelWatts, profile, sample, nearYield } = view;
  if (panelWatts !== null) return panelWatts > NOTHING * profile.panelWatts * (nearYield ?? 0) && panelWatts > 0.5;
  if (sample.batteryCurrent !== undefined) return sample.batteryCurrent > 0.01 * profile.capacityAh * 0.5;
  // A simple charger ties the panel to the battery while it charges; apart from it the panel stands high.
  if (sample.pvVoltage !== undefined && sample.batteryVoltage !== undefined && sample.pvVoltage > 9 * view.scale) {
    return sample.pvVoltage < 1.12 * sample.batteryVoltage ? true : null;
  }
  return null;
}

/** The battery's voltage since dawn, where nobody measures a current: up with the sun, or not; null: too early. */
export function rises({ before, sample, scale, at }: LightView): boolean | null {
  const { day } = before;
  if (day === null || day.voltsAtDawn === null || sample.batteryVoltage === undefined) return null;
  if (at - day.sunrise < 3 * HOUR) return null;
  return sample.batteryVoltage - day.voltsAtDawn > 0.12 * scale;
}
