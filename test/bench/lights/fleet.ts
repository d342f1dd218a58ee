import {
  type Climate,
  LightModel,
  type LightNature,
  type Planted,
  PLANTED,
  type Quality,
  Random,
} from '#apps/simulator';
import { type BatteryChemistry, DAY, type EpochMs, HOUR, type LightProfile } from '#libs/domain';

export interface FleetPlan {
  readonly seed: string;
  readonly lights: number;
  readonly nights: number;
  readonly communes: number;
  readonly climate: Climate;
  readonly chemistry: Readonly<Record<BatteryChemistry, number>>;
  /** Share of lights with a battery near its end. */
  readonly ageing: number;
  /** Share of lights with a planted fault. */
  readonly faulty: number;
}

/** Where the rules were made. */
export const TUNING: FleetPlan = {
  seed: 'ruler',
  lights: 1_800,
  nights: 60,
  communes: 3,
  climate: {
    seed: 'delta',
    spellShare: 0.12,
    spellDays: 3,
    cloudy: 0.3,
    clear: 0.85,
    fog: { fromDay: 30, days: 5 },
    fogLight: 0.1,
  },
  chemistry: { lead_acid: 0.5, lifepo4: 0.4, li_ion: 0.1 },
  ageing: 0.03,
  faulty: 0.4,
};

/** Another country: other clouds, other batteries, twice as many old ones. Never looked at while tuning. */
export const HELD_OUT: FleetPlan = {
  ...TUNING,
  seed: 'held-out',
  climate: {
    seed: 'coast',
    spellShare: 0.18,
    spellDays: 4,
    cloudy: 0.22,
    clear: 0.78,
    fog: { fromDay: 22, days: 5 },
    fogLight: 0.12,
  },
  chemistry: { lead_acid: 0.3, lifepo4: 0.5, li_ion: 0.2 },
  ageing: 0.06,
};

export interface PlantedFault {
  readonly code: Planted;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

export interface StudyLight {
  readonly model: LightModel;
  readonly commune: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly planted: PlantedFault | null;
}

/** Whose controller can show it at all: a hot battery shows itself only to a thermometer. */
const SHOWN_BY: Readonly<Record<Planted, readonly Quality[]>> = {
  lamp_failure: ['good', 'usual', 'cheap'],
  lamp_unexpected_on: ['good', 'usual', 'cheap'],
  dimming_failure: ['good', 'usual', 'cheap'],
  cycling_failure: ['good', 'usual', 'cheap'],
  lamp_power_high: ['good', 'usual', 'cheap'],
  lamp_power_low: ['good', 'usual', 'cheap'],
  supply_loss: ['good', 'usual', 'cheap'],
  battery_hot: ['good'],
  not_charging: ['cheap'],
  panel_fault: ['good', 'usual'],
  charger_fault: ['good', 'usual'],
  controller_fault: ['good', 'usual', 'cheap'],
  clock_fault: ['good', 'usual', 'cheap'],
  theft_suspected: ['good', 'usual', 'cheap'],
};

export function makeFleet(plan: FleetPlan, start: EpochMs): StudyLight[] {
  const random = new Random(plan.seed);
  let next = 0;
  return Array.from({ length: plan.lights }, (_, index): StudyLight => {
    const quality: Quality = random.pick(['good', 'good', 'usual', 'usual', 'cheap'] as const);
    const isOld = random.next() < plan.ageing;
    const faulty = random.next() < plan.faulty && !isOld;
    const codes = PLANTED.filter((code) => SHOWN_BY[code].includes(quality));
    const code = faulty ? codes[next++ % codes.length]! : null;
    const nature: LightNature = {
      code: `L${index}`,
      quality,
      profile: profileFor(random, plan, code),
      dirt: random.between(0, 0.2),
      batteryHealth: isOld ? random.between(0.35, 0.6) : random.between(0.85, 1),
      ageing: isOld ? 0.002 : 0.0001,
    };
    const from = start + random.whole(16, plan.nights - 14) * DAY + random.whole(0, 23) * HOUR;
    return {
      model: new LightModel(nature),
      commune: index % plan.communes,
      latitude: 21.05 + random.between(-0.08, 0.08),
      longitude: 105.65 + random.between(-0.08, 0.08),
      planted: code === null ? null : { code, from, until: from + random.whole(4, 8) * DAY },
    };
  });
}

function profileFor(random: Random, { chemistry }: FleetPlan, code: Planted | null): LightProfile {
  const draw = random.next();
  const kind: BatteryChemistry =
    draw < chemistry.lead_acid ? 'lead_acid' : draw < chemistry.lead_acid + chemistry.lifepo4 ? 'lifepo4' : 'li_ion';
  const lampWatts = random.pick([15, 20, 30]);
  const dims = code === 'dimming_failure' || random.next() < 0.7;
  const dimming = dims ? [{ afterMinutes: 300, percent: random.pick([30, 50]) }] : [];
  const hours = dims ? 5 + 7 * (dimming[0]!.percent / 100) : 12;
  // Built to last two and a half nights, as sellers say; some save on it.
  const capacityAh = Math.round((lampWatts * hours * random.between(2, 3)) / 12);
  return {
    chemistry: kind,
    nominalVolts: 12,
    capacityAh,
    panelWatts: Math.round((lampWatts * hours) / random.between(0.8, 1.15)),
    lampWatts,
    dimming,
    sensorOnly: false,
  };
}
