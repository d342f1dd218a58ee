import type { BatteryChemistry, LightProfile } from './light-profile.ts';

/**
 * Voltage of a rested 12 V battery (V) and what is left in it (percent). Makers' tables; LiFePO4 is flat in its middle,
 * so there a tenth of a volt says little.
 */
const CURVES: Readonly<Record<BatteryChemistry, readonly (readonly [volts: number, percent: number])[]>> = {
  lead_acid: [
    [11.5, 0],
    [11.8, 10],
    [12.0, 25],
    [12.2, 45],
    [12.4, 65],
    [12.6, 85],
    [12.75, 100],
  ],
  lifepo4: [
    [11.0, 0],
    [12.0, 6],
    [12.6, 12],
    [12.85, 20],
    [13.0, 32],
    [13.1, 45],
    [13.2, 65],
    [13.3, 88],
    [13.4, 100],
  ],
  li_ion: [
    [9.6, 0],
    [10.3, 8],
    [10.8, 25],
    [11.1, 45],
    [11.5, 65],
    [12.0, 85],
    [12.5, 100],
  ],
};

/** Ohms of a 12 V battery of 100 Ah with its leads; a small one has more. */
const OHMS_AT_100_AH: Readonly<Record<BatteryChemistry, number>> = { lead_acid: 0.03, lifepo4: 0.012, li_ion: 0.02 };

export const restVolts = (volts: number, amps: number, profile: LightProfile): number => volts - amps * ohmsOf(profile);

/** Ω of the whole battery. */
export const ohmsOf = ({ chemistry, capacityAh, nominalVolts }: LightProfile): number =>
  ((OHMS_AT_100_AH[chemistry] * 100) / capacityAh) * (nominalVolts / 12);

/**
 * What is left, percent. `amps`: into the battery positive, out of it negative; 0 when nobody measures it.
 * While it charges hard the voltage says less: the charger's end voltage reads as full.
 */
export function chargeLeft(volts: number, amps: number, profile: LightProfile): number {
  const rest = (restVolts(volts, amps, profile) * 12) / profile.nominalVolts;
  const curve = CURVES[profile.chemistry];
  let [lowVolts, lowPercent] = curve[0]!;
  if (rest <= lowVolts) return 0;
  for (const [highVolts, highPercent] of curve) {
    if (rest <= highVolts && highVolts > lowVolts) {
      return lowPercent + ((rest - lowVolts) / (highVolts - lowVolts)) * (highPercent - lowPercent);
    }
    [lowVolts, lowPercent] = [highVolts, highPercent];
  }
  return 100;
}
