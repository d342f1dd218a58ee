import { type EpochMs, MINUTE } from '../time.ts';
import { chargeLeft } from './battery.ts';
import { dimmedTo, type LightProfile } from './light-profile.ts';
import type { LightMemory } from './light-memory.ts';
import type { LightSample } from './light-sample.ts';
import { shouldShine, type SunNow } from './sun.ts';

/** One sample with what follows from it; null is "not told", never "fine". */
export interface LightView {
  readonly at: EpochMs;
  readonly sample: LightSample;
  readonly profile: LightProfile;
  readonly sun: SunNow;
  /** Should it shine? Null: either is right. */
  readonly expected: boolean | null;
  readonly lit: boolean | null;
  /** W the lamp takes. */
  readonly watts: number | null;
  /** Percent of full power that it was told, or that its programme says; null: not lit long enough to know. */
  readonly dimmed: number | null;
  /** Percent left in the battery. */
  readonly left: number | null;
  /** W the panel gives. */
  readonly panelWatts: number | null;
  /** V for each V of a 12 V battery. */
  readonly scale: number;
  /** The battery takes whatever the panel gives: only then does the panel show what it can. */
  readonly hungry: boolean;
  /** What neighbours' panels of the same profile give now, W for each watt of panel (median); null: too few to tell. */
  readonly nearYield: number | null;
  /** Since when fields that always move have stood still; null: they move, or there are none. */
  readonly frozenSince: EpochMs | null;
  readonly before: LightMemory;
}

/** V of a 12 V battery from which a charger holds back. */
const ABSORBS_FROM = 13.7;
const HUNGRY_BELOW = 80;
/** Of full power: below it a lamp is dark, whatever it says of itself. */
const LIT_FROM = 0.08;

export function viewOf(
  sample: LightSample,
  profile: LightProfile,
  sun: SunNow,
  nearYield: number | null,
  before: LightMemory,
): LightView {
  const scale = profile.nominalVolts / 12;
  const { batteryVoltage: volts, batteryCurrent } = sample;
  const watts = lampWatts(sample, profile);
  const lit = isLit(sample, profile, watts, sun);
  const amps = batteryCurrent ?? (lit === true && watts !== null && volts ? -watts / volts : 0);
  const left = volts === undefined || profile.sensorOnly ? null : chargeLeft(volts, amps, profile);
  const litSince = lit === true ? (before.lit === true ? before.litSince : sample.at) : null;
  return {
    at: sample.at,
    sample,
    profile,
    sun,
    expected: shouldShine(sun, sample.at),
    lit,
    watts,
    dimmed: lit === true ? (sample.dimLevel ?? programmed(profile, sample.at, litSince)) : null,
    left,
    panelWatts: panelWatts(sample),
    scale,
    hungry: volts !== undefined && volts < ABSORBS_FROM * scale && left !== null && left < HUNGRY_BELOW,
    nearYield,
    frozenSince: sample.rssi !== undefined || sample.pvVoltage !== undefined ? stillSince(before, sample.at) : null,
    before,
  };
}

/** Shorter than so (ms) means nothing: coarse numbers repeat themselves. */
const STILL = 60 * MINUTE;

const stillSince = ({ sameSince }: LightMemory, at: EpochMs): EpochMs | null =>
  sameSince !== null && at - sameSince >= STILL ? sameSince : null;

function programmed(profile: LightProfile, at: EpochMs, litSince: EpochMs | null): number | null {
  if (litSince === null) return null;
  return profile.dimming.length === 0 ? 100 : dimmedTo(profile, (at - litSince) / MINUTE);
}

function lampWatts({ lampPower, lampCurrent, batteryVoltage }: LightSample, profile: LightProfile): number | null {
  if (lampPower !== undefined) return lampPower;
  return lampCurrent === undefined ? null : lampCurrent * (batteryVoltage ?? profile.nominalVolts);
}

/** Does the panel show the battery's voltage, as one does that a simple charger has tied to it? Null: not told, or dark. */
export function isTied({ pvVoltage, batteryVoltage }: LightSample, scale: number): boolean | null {
  if (pvVoltage === undefined || batteryVoltage === undefined || pvVoltage < 9 * scale) return null;
  if (pvVoltage < 1.12 * batteryVoltage) return true;
  return pvVoltage > 1.25 * batteryVoltage ? false : null;
}

/** What flows says more than what the controller believes. */
function isLit(sample: LightSample, profile: LightProfile, watts: number | null, sun: SunNow): boolean | null {
  if (watts !== null) return watts > Math.max(0.5, LIT_FROM * profile.lampWatts);
  const { batteryCurrent, batteryVoltage = profile.nominalVolts, lampOn } = sample;
  if (batteryCurrent !== undefined && sun.height < -2) {
    return -batteryCurrent * batteryVoltage > 0.15 * profile.lampWatts;
  }
  return lampOn ?? null;
}

function panelWatts({ pvPower, pvVoltage, pvCurrent }: LightSample): number | null {
  if (pvPower !== undefined) return pvPower;
  return pvVoltage === undefined || pvCurrent === undefined ? null : pvVoltage * pvCurrent;
}
