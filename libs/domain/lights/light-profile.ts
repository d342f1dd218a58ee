/** What hangs on a pole. Cheap lamps come without papers: whatever nobody wrote down has a sane default. */
export const BATTERY_CHEMISTRIES = ['lead_acid', 'lifepo4', 'li_ion'] as const;
export type BatteryChemistry = (typeof BATTERY_CHEMISTRIES)[number];

/** From `afterMinutes` past lamp-on, the lamp shines at `percent` of its power. */
export interface DimmingStep {
  readonly afterMinutes: number;
  readonly percent: number;
}

export interface LightProfile {
  readonly chemistry: BatteryChemistry;
  /** V; 12 stands for 12.8 of LiFePO4 and 11.1 of Li-ion too. */
  readonly nominalVolts: number;
  readonly capacityAh: number;
  readonly panelWatts: number;
  readonly lampWatts: number;
  /** In the order of `afterMinutes`. Empty: full power all night. */
  readonly dimming: readonly DimmingStep[];
  /** A mains lamp with a sensor: nothing is said of batteries and panels. */
  readonly sensorOnly: boolean;
  /** Nobody wrote it down: what a lamp and its panel should do is not known, only what they do. */
  readonly isAssumed?: boolean;
}

export const DEFAULT_LIGHT_PROFILE: LightProfile = {
  chemistry: 'lead_acid',
  nominalVolts: 12,
  capacityAh: 60,
  panelWatts: 80,
  lampWatts: 20,
  dimming: [],
  sensorOnly: false,
};

/** Percent of full power at a moment of the night. */
export function dimmedTo(profile: LightProfile, minutesLit: number): number {
  let percent = 100;
  for (const step of profile.dimming) {
    if (step.afterMinutes > minutesLit) break;
    percent = step.percent;
  }
  return percent;
}

/** Cells that lamps are sold with, by the highest voltage (V) that still belongs to each. */
const BY_VOLTAGE: readonly (readonly [below: number, nominalVolts: number, chemistry: BatteryChemistry])[] = [
  [5, 3, 'lifepo4'],
  [9, 6, 'lead_acid'],
  [19, 12, 'lead_acid'],
  [38, 24, 'lead_acid'],
  [76, 48, 'lead_acid'],
];

/** What is taken for granted where nobody wrote a profile: the battery by the voltage it shows when charged. */
export function assumedProfile(volts: number | null): LightProfile {
  const [, nominalVolts, chemistry] = BY_VOLTAGE.find(([below]) => (volts ?? 12) < below) ?? [
    0,
    12,
    'lead_acid' as const,
  ];
  return { ...DEFAULT_LIGHT_PROFILE, nominalVolts, chemistry, isAssumed: true };
}
