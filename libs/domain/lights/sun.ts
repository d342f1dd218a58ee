import { getPosition, getTimes } from 'suncalc';
import { DAY, type EpochMs, MINUTE } from '../time.ts';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Where the sun stands for a lamp at a moment. */
export interface SunNow {
  /** Degrees above the horizon. */
  readonly height: number;
  readonly isUp: boolean;
  /** The sunset before, when the sun is down; else the one to come. */
  readonly sunset: EpochMs;
  /** The sunrise to come, when the sun is down; else the one before. */
  readonly sunrise: EpochMs;
}

/** Degrees: lamps closer than this see the same sun within a minute. */
const CELL = 0.25;
const SLOT = 5 * MINUTE;

/** Sun for many lamps: near ones share one computation. Bounded: the last slot only. */
export class SunClock {
  #slot = Number.NaN;
  readonly #cells = new Map<number, SunNow>();

  at({ latitude, longitude }: Place, now: EpochMs): SunNow {
    const slot = Math.floor(now / SLOT);
    if (slot !== this.#slot) {
      this.#slot = slot;
      this.#cells.clear();
    }
    const cell = Math.round(latitude / CELL) * 10_000 + Math.round(longitude / CELL);
    const known = this.#cells.get(cell);
    if (known) return known;
    const sun = sunAt(
      { latitude: Math.round(latitude / CELL) * CELL, longitude: Math.round(longitude / CELL) * CELL },
      slot * SLOT,
    );
    this.#cells.set(cell, sun);
    return sun;
  }
}

/** Far enough from the poles for a sunrise every day; Vietnam is. Throws a RangeError otherwise. */
export function sunAt({ latitude, longitude }: Place, now: EpochMs): SunNow {
  const height = getPosition(new Date(now), latitude, longitude).altitude;
  // Times of a solar day: the day whose noon is nearest.
  const noons = [-DAY, 0, DAY].map((shift) => dayOf(now + shift, latitude, longitude));
  const sets = noons.map(({ sunset }) => sunset);
  const rises = noons.map(({ sunrise }) => sunrise);
  const lastRise = Math.max(...rises.filter((at) => at <= now));
  const lastSet = Math.max(...sets.filter((at) => at <= now));
  const isUp = lastRise > lastSet;
  return isUp
    ? { height, isUp, sunrise: lastRise, sunset: Math.min(...sets.filter((at) => at > now)) }
    : { height, isUp, sunset: lastSet, sunrise: Math.min(...rises.filter((at) => at > now)) };
}

function dayOf(at: EpochMs, latitude: number, longitude: number): { sunrise: EpochMs; sunset: EpochMs } {
  const { sunrise, sunset } = getTimes(new Date(at), latitude, longitude);
  if (sunrise === null || sunset === null) throw new RangeError(`no sunrise at latitude ${latitude}`);
  return { sunrise: sunrise.getTime(), sunset: sunset.getTime() };
}

/** A lamp may wait so long after sunset, and shine so long after sunrise: sensors and clocks differ. */
export const ON_TOLERANCE = 15 * MINUTE;
export const OFF_TOLERANCE = 20 * MINUTE;

/** Should the lamp shine? Null: either is right. */
export function shouldShine({ isUp, sunset, sunrise }: SunNow, now: EpochMs): boolean | null {
  if (isUp) {
    if (now < sunrise + OFF_TOLERANCE || now > sunset - ON_TOLERANCE) return null;
    return false;
  }
  if (now < sunset + ON_TOLERANCE || now > sunrise - OFF_TOLERANCE) return null;
  return true;
}

/** Share of the sky's noon light that a flat panel gets under a clear sky, 0 to 1. */
export const clearSky = (height: number): number =>
  height <= 0
    ? 0
    : Math.sin((height * Math.PI) / 180) * 0.95 ** (1 / Math.max(0.05, Math.sin((height * Math.PI) / 180)));
