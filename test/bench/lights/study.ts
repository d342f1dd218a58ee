import { Random, Sky } from '#apps/simulator';
import {
  clearSky,
  DARK_MINUTES,
  darkTonight,
  type EpochMs,
  FORECAST_BEFORE,
  HOUR,
  judgeLightsTogether,
  LIGHT_FIELDS,
  type LightMemory,
  type LightSample,
  MINUTE,
  NEW_LIGHT,
  SunClock,
  type SunNow,
} from '#libs/domain';
import { type FleetPlan, makeFleet, type StudyLight } from './fleet.ts';
import { DarkScore, FaultScore } from './score.ts';

const STEP = 10 * MINUTE;
/** 1 October 2026, midnight in Hanoi. */
const START = Date.UTC(2026, 8, 30, 17);

export interface StudyResult {
  readonly faults: FaultScore;
  readonly dark: DarkScore;
  readonly samples: number;
  /** CPU µs of the product's own work for one sample of one light. */
  readonly microseconds: number;
}

interface Watched {
  readonly light: StudyLight;
  readonly missing: ReadonlySet<string>;
  memory: LightMemory;
  forecastFor: EpochMs;
  forecast: boolean;
  emptyMinutes: number;
  nightOf: EpochMs;
}

/** Lets a fleet live and judges it sample by sample, as the engine does. @param missing share of fields that are not sent */
export function study(plan: FleetPlan, missing = 0): StudyResult {
  const random = new Random(`${plan.seed} missing`);
  const watched = makeFleet(plan, START).map((light): Watched => ({
    light,
    missing: new Set(LIGHT_FIELDS.filter(() => random.next() < missing)),
    memory: NEW_LIGHT,
    forecastFor: 0,
    forecast: false,
    emptyMinutes: 0,
    nightOf: 0,
  }));
  const sky = new Sky(plan.climate, START);
  const suns = new SunClock();
  const [faults, dark] = [new FaultScore(), new DarkScore()];
  let [spent, samples] = [0, 0];
  for (let at = START; at < START + plan.nights * 24 * HOUR; at += STEP) {
    const heard = watched.map((each) => hear(each, sky, suns, at));
    const begun = performance.now();
    const judged = judgeLightsTogether(
      heard.map(({ sample, sun }, index) => {
        const { light, memory: before } = watched[index]!;
        return { near: light.commune, sample, profile: light.model.nature.profile, sun, before };
      }),
    );
    spent += performance.now() - begun;
    samples += heard.length;
    judged.forEach(({ memory, findings }, index) => {
      const each = watched[index]!;
      const { sun } = heard[index]!;
      each.memory = memory;
      faults.note(each.light, findings, at, sun);
      foresee(each, sun, at, dark, at > START + 14 * 24 * HOUR);
    });
  }
  faults.close(watched.map(({ light }) => light));
  return { faults, dark, samples, microseconds: (spent * 1_000) / samples };
}

function hear(
  { light, missing }: Watched,
  sky: Sky,
  suns: SunClock,
  at: EpochMs,
): { sample: LightSample; sun: SunNow } {
  const sun = suns.at(light, at);
  const { planted, model } = light;
  const isOn = planted !== null && at >= planted.from && at < planted.until;
  const full = model.step({
    at,
    hours: STEP / HOUR,
    sunHeight: sun.height,
    light: clearSky(sun.height) * sky.through(light.commune, at),
    faults: new Set(isOn ? [planted.code] : []),
  });
  if (missing.size === 0) return { sample: full, sun };
  const sample = Object.fromEntries(Object.entries(full).filter(([name]) => !missing.has(name)));
  return { sample: sample as unknown as LightSample, sun };
}

/** The list is made three and a half hours before sunset; what came of it is known in the morning. */
function foresee(each: Watched, sun: SunNow, at: EpochMs, score: DarkScore, counts: boolean): void {
  const { light } = each;
  if (sun.isUp && at >= sun.sunset - FORECAST_BEFORE && each.forecastFor !== Math.round(sun.sunset / HOUR)) {
    each.forecastFor = Math.round(sun.sunset / HOUR);
    each.forecast = darkTonight(each.memory, light.model.nature.profile, sun).dark;
  }
  if (!sun.isUp) {
    if (each.nightOf !== sun.sunset) [each.nightOf, each.emptyMinutes] = [sun.sunset, 0];
    if (light.model.isOutOfBattery && sun.height < -4) each.emptyMinutes += STEP / MINUTE;
  } else if (each.nightOf !== 0) {
    if (counts) score.note(each.forecast, each.emptyMinutes >= DARK_MINUTES);
    each.nightOf = 0;
  }
}
