import { type EpochMs, HOUR, type LightProfile, type LightSample } from '#libs/domain';
import { hashOf, shareOf } from '../random.ts';
import { BatteryModel } from './battery-model.ts';
import type { Planted } from './planted-fault.ts';

/** What a controller can say: all of it, the usual, the cheapest. */
export type Quality = 'good' | 'usual' | 'cheap';

export interface LightNature {
  readonly code: string;
  readonly quality: Quality;
  readonly profile: LightProfile;
  /** Share of its light that dirt on the panel takes. */
  readonly dirt: number;
  /** 1: new. */
  readonly batteryHealth: number;
  /** Loses so much health a night. */
  readonly ageing: number;
}

interface Moment {
  readonly at: EpochMs;
  readonly hours: number;
  /** Degrees. */
  readonly sunHeight: number;
  /** Light on a flat panel, 0 to 1, clouds counted. */
  readonly light: number;
  readonly faults: ReadonlySet<Planted>;
}

const CONVERSION = 0.78;

/** One pole: panel, battery, lamp, controller. What it does follows from sun, clouds, age and what is broken. */
export class LightModel {
  readonly battery: BatteryModel;
  #minutesLit = 0;
  #frozen: LightSample | null = null;
  readonly #delay: number;
  readonly #grain: number;
  lampWatts = 0;

  constructor(readonly nature: LightNature) {
    const { profile, batteryHealth, code } = nature;
    this.battery = new BatteryModel(
      profile.chemistry,
      profile.capacityAh,
      batteryHealth,
      0.7 + 0.25 * shareOf(`soc ${code}`),
    );
    this.#grain = hashOf(code);
    // Degrees below the horizon at which its sensor says night.
    this.#delay = -0.8 - 1.6 * shareOf(`dusk ${code}`);
  }

  /** Torn off, or broken and covered. Who measures no current cannot see the second. */
  get #panelIsDead(): boolean {
    return this.nature.quality !== 'good' || shareOf(`panel ${this.nature.code}`) < 0.5;
  }

  /** Dark although it should shine, because nothing is left. */
  get isOutOfBattery(): boolean {
    return this.battery.isCut;
  }

  step(moment: Moment): LightSample {
    const { at, hours, light, faults } = moment;
    this.battery.health -= (this.nature.ageing * hours) / 24;
    const night = this.#seesNight(moment);
    const wanted = this.#lamp(night, moment);
    const panel = this.#panel(light, faults);
    const offered = faults.has('charger_fault') || faults.has('not_charging') ? 0 : panel * CONVERSION;
    const { taken, given } = this.battery.step(offered, wanted, hours);
    this.lampWatts = faults.has('theft_suspected') || faults.has('supply_loss') ? 0 : given;
    this.#minutesLit = given > 0 || wanted > 0 ? this.#minutesLit + hours * 60 : 0;
    const sample = this.#say(at, { night, wanted, given, taken, light, faults });
    if (faults.has('controller_fault')) {
      this.#frozen ??= sample;
      return this.nature.quality === 'cheap' || shareOf(`how ${this.nature.code}`) < 0.5
        ? { ...this.#frozen, at }
        : { ...sample, errorCode: 7 };
    }
    this.#frozen = null;
    return sample;
  }

  #seesNight({ sunHeight, faults, at }: Moment): boolean {
    if (!faults.has('clock_fault')) return sunHeight < this.#delay;
    // Some run hours late by a wrong clock; a blind sensor sees the world upside down.
    if (this.nature.quality !== 'cheap' && shareOf(`clock ${this.nature.code}`) < 0.5) return sunHeight > 0;
    const hour = ((at / HOUR + 7 + 24 - 3) % 24) | 0;
    return hour < 6 || hour >= 18;
  }

  #lamp(night: boolean, { faults, at }: Moment): number {
    const { lampWatts, dimming } = this.nature.profile;
    const on = night || faults.has('lamp_unexpected_on');
    if (!on || faults.has('lamp_failure')) return 0;
    if (faults.has('cycling_failure') && shareOf(`cycle ${this.nature.code} ${Math.floor(at / 600_000)}`) < 0.5)
      return 0;
    let percent = 100;
    if (!faults.has('dimming_failure'))
      for (const step of dimming) if (step.afterMinutes <= this.#minutesLit) percent = step.percent;
    const watts = (lampWatts * percent) / 100;
    if (faults.has('lamp_power_high')) return watts * 1.55;
    return faults.has('lamp_power_low') ? watts * 0.5 : watts;
  }

  #panel(light: number, faults: ReadonlySet<Planted>): number {
    const { panelWatts } = this.nature.profile;
    if (faults.has('theft_suspected') || faults.has('supply_loss')) return 0;
    const weak = faults.has('panel_fault') ? (this.#panelIsDead ? 0 : 0.28) : 1;
    return panelWatts * light * (1 - this.nature.dirt) * weak;
  }

  #say(
    at: EpochMs,
    {
      night,
      wanted,
      given,
      taken,
      light,
      faults,
    }: { night: boolean; wanted: number; given: number; taken: number; light: number; faults: ReadonlySet<Planted> },
  ): LightSample {
    const { code, quality, profile } = this.nature;
    let draw = 0;
    const noise = (width: number) => (scatter(this.#grain, at, (draw += 1)) - 0.5) * 2 * width;
    const gone = faults.has('supply_loss');
    const stolen = faults.has('theft_suspected');
    const volts = gone ? 4 + noise(0.3) : this.battery.volts + noise(0.03);
    const panelDead = stolen || (faults.has('panel_fault') && this.#panelIsDead);
    const open = 18.5 + 2.5 * Math.min(1, light * 3);
    const pvVolts =
      panelDead || light < 0.005
        ? 0.2
        : taken > 0.5
          ? quality === 'good'
            ? 17
            : volts + 0.6
          : Math.min(open, 40 * Math.sqrt(light) + 4);
    const lamp = gone || stolen ? 0 : given;
    const rssi = Math.round(
      -70 - 30 * shareOf(`rssi ${code}`) + (stolen ? (shareOf(`far ${code}`) < 0.5 ? -26 : 26) : 0) + noise(3),
    );
    const step = quality === 'cheap' ? 10 : 100;
    const round = (value: number, per: number) => Math.round(value * per) / per;
    const sample: Record<string, number | boolean> = {
      at,
      batteryVoltage: round(volts, step),
      lampCurrent: round(lamp / (gone ? 12 : this.battery.volts) + (lamp > 0 ? noise(0.02) : 0), step),
      rssi,
    };
    if (quality === 'cheap') return sample as unknown as LightSample;
    Object.assign(sample, {
      pvVoltage: round(Math.max(0, pvVolts + noise(0.1)), 100),
      lampOn: wanted > 0 || (night && (faults.has('lamp_failure') ? shareOf(`claims ${code}`) < 0.5 : true)),
      isNight: night,
      dimLevel: night ? commanded(profile, this.#minutesLit) : 0,
      errorCode: 0,
    });
    if (quality === 'usual') return sample as unknown as LightSample;
    const heat = 26 + 6 * light + (faults.has('battery_hot') ? 33 : 0) + noise(0.5);
    Object.assign(sample, {
      batteryCurrent: round(gone ? 0 : this.battery.amps, 100),
      pvPower: round(stolen || gone ? 0 : taken, 10),
      pvCurrent: round(pvVolts > 1 ? taken / pvVolts : 0, 100),
      lampPower: round(lamp, 10),
      batteryTemperature: round(heat, 10),
    });
    return sample as unknown as LightSample;
  }
}

function commanded({ dimming }: LightProfile, minutes: number): number {
  let percent = 100;
  for (const step of dimming) if (step.afterMinutes <= minutes) percent = step.percent;
  return percent;
}

/** 0 to 1, the same for the same light, time and draw. */
function scatter(grain: number, at: EpochMs, draw: number): number {
  let mixed = (grain ^ Math.imul((at / 60_000) | 0, 0x9e3779b1) ^ Math.imul(draw, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
