import { type BatteryChemistry, type DimmingStep, type LightProfile } from './light-profile.ts';

/** What somebody knows of a lamp; the kind of its battery and its watts are on every box. */
export interface KnownOfLight {
  readonly chemistry: BatteryChemistry;
  readonly lampWatts: number;
  readonly nominalVolts?: number | undefined;
  readonly capacityAh?: number | undefined;
  readonly panelWatts?: number | undefined;
  readonly dimming?: readonly DimmingStep[] | undefined;
  readonly sensorOnly?: boolean | undefined;
}

/** As lamps are sold: so many hours of full power a night, so many nights without sun. */
const HOURS = 10;
const NIGHTS = 2.5;
/** Share of what is written on a battery that may be used night after night. */
const USABLE: Readonly<Record<BatteryChemistry, number>> = { lead_acid: 0.6, lifepo4: 0.9, li_ion: 0.85 };
/** Hours of full sun on a winter day in the north, after all losses. */
const SUN = 2.8;

/** What was not said, as such lamps usually are. */
export function completeProfile({ chemistry, lampWatts, ...known }: KnownOfLight): LightProfile {
  const nominalVolts = known.nominalVolts ?? 12;
  const night = lampWatts * HOURS;
  return {
    chemistry,
    lampWatts,
    nominalVolts,
    capacityAh: known.capacityAh ?? Math.max(1, Math.round((night * NIGHTS) / (nominalVolts * USABLE[chemistry]))),
    panelWatts: known.panelWatts ?? Math.max(1, Math.round(night / SUN / 5) * 5),
    dimming: [...(known.dimming ?? [])].sort((one, other) => one.afterMinutes - other.afterMinutes),
    sensorOnly: known.sensorOnly ?? false,
  };
}
