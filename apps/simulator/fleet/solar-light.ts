import { clearSky, type LightProfile, SunClock } from '#libs/domain';
import { type Climate, LightModel, type Planted, type Quality, Sky } from '../lights/index.ts';
import { hashOf, shareOf } from '../random.ts';
import { rounded, type Nature, type Reading } from './reading.ts';

export const LAMP_WATTS = 20;
/** A 12 V lamp. */
export const lampAmps = (watts: number): number => rounded(watts / 12, 2);
const CARRIERS = ['viettel', 'vinaphone', 'mobifone'];
const HOUR = 3_600_000;
/** Coarse while it catches up, as fine as the reports while it is watched (ms). */
const STEP = HOUR / 6;
/** What it lived through before anybody looked (ms): enough for its battery to have found its level. */
const BEFORE = 36 * HOUR;

const DISTRICT = { latitude: 21.09, longitude: 105.66 };
/** Whole days of cloud now and then, no fog: a district that is shown is mostly well. */
const CLIMATE: Climate = {
  ...{ seed: 'demo', spellShare: 0.1, spellDays: 1, cloudy: 0.4, clear: 0.85, fog: null, fogLight: 0.1 },
};
const sky = new Sky(CLIMATE, Date.UTC(2026, 0, 1));
const suns = new SunClock();

/** Built as sold: two and a half nights of battery, a panel that fills it on a clear day. */
const PROFILE: LightProfile = {
  ...{ chemistry: 'lifepo4', nominalVolts: 12, capacityAh: 45, panelWatts: 170, lampWatts: LAMP_WATTS },
  ...{ dimming: [{ afterMinutes: 300, percent: 50 }], sensorOnly: false },
};

/** One lamp of the fleet: panel, battery and lamp by physics, under a sky of its own commune. Alive only when it is read. */
export class SolarLight {
  readonly #model: LightModel;
  readonly #commune: number;
  readonly #rest: Reading;
  #at: number | null = null;

  constructor({ code, trait }: Nature) {
    const quality: Quality = trait < 0.85 ? 'good' : 'usual';
    this.#model = new LightModel({
      ...{ code, quality, profile: PROFILE, dirt: 0.15 * shareOf(`dirt-${code}`), ageing: 0.0001 },
      // The oldest holds two thirds of what it held.
      batteryHealth: 1 - 0.35 * trait ** 3,
    });
    this.#commune = hashOf(code.slice(0, 3));
    this.#rest = { networkType: 'nb-iot', carrier: CARRIERS[Math.floor(3 * shareOf(`carrier-${code}`))]! };
  }

  /** What it measures now, with these things broken. Time goes forward only. */
  read(now: number, broken: ReadonlySet<string> = new Set()): Reading {
    let at = Math.min(now, this.#at === null ? now - BEFORE : this.#at);
    let said = this.#live(at, 0, broken);
    while (at < now) {
      const step = Math.min(STEP, now - at);
      at += step;
      said = this.#live(at, step / HOUR, this.#at === null ? new Set() : broken);
    }
    this.#at = now;
    return { ...said, ...this.#rest, batteryLevel: rounded(100 * this.#model.battery.share, 0) };
  }

  #live(at: number, hours: number, broken: ReadonlySet<string>): Reading {
    const { height } = suns.at(DISTRICT, at);
    const light = clearSky(height) * sky.through(this.#commune, at);
    const faults = broken as ReadonlySet<Planted>;
    const sample = this.#model.step({ at, hours, sunHeight: height, light, faults });
    return Object.fromEntries(Object.entries(sample).filter(([name]) => name !== 'at'));
  }
}
