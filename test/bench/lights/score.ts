import { DAY, type EpochMs, HOUR, LIGHT_RULES, type LightFinding, MINUTE, type SunNow } from '#libs/domain';
import type { StudyLight } from './fleet.ts';

interface Row {
  planted: number;
  found: number;
  raised: number;
  right: number;
  readonly minutes: number[];
}

/** No sun, no battery, no charge: one of them brings the signs of the others. */
const SUPPLY = ['theft_suspected', 'supply_loss', 'panel_fault', 'charger_fault', 'not_charging'];

/** What was said against what was planted, and against what a lamp truly did. */
export class FaultScore {
  readonly rows = new Map<string, Row>(
    LIGHT_RULES.map(({ code }) => [code, { planted: 0, found: 0, raised: 0, right: 0, minutes: [] }]),
  );
  readonly #found = new Set<StudyLight>();
  /**
   * Since when a planted dark lamp or day burner shows itself: with an empty battery both are dark, whatever else is broken,
   * and are named by that.
   */
  readonly #shows = new Map<StudyLight, EpochMs>();
  /** When a lamp was last truly dark at night or lit by day, truly empty or low. */
  readonly #truly = new Map<StudyLight, Map<string, EpochMs>>();
  readonly wrong: string[] = [];
  readonly missed: string[] = [];

  note(light: StudyLight, findings: readonly LightFinding[], at: EpochMs, sun: SunNow): void {
    this.#look(light, at, sun);
    for (const { code, present, reason } of findings) {
      const row = this.rows.get(code);
      if (!present || row === undefined) continue;
      const { planted } = light;
      // A consequence of what was planted is neither right nor wrong.
      const isNear = planted !== null && at >= planted.from && at <= planted.until + 2 * DAY;
      if (isNear && planted.code !== code && SUPPLY.includes(planted.code) && SUPPLY.includes(code)) continue;
      row.raised += 1;
      const hit = planted?.code === code && at >= planted.from && at <= planted.until + 2 * HOUR;
      const truly = at - (this.#truly.get(light)?.get(code) ?? -Infinity) <= 2 * HOUR;
      if (hit || truly) row.right += 1;
      else
        this.wrong.push(
          `${code} ${reason} ${light.model.nature.code} ${light.model.nature.quality} ${light.model.nature.profile.chemistry} planted=${planted?.code ?? '-'}`,
        );
      if (!hit || this.#found.has(light)) continue;
      this.#found.add(light);
      row.found += 1;
      const from = Math.max(planted.from, this.#shows.get(light) ?? planted.from);
      row.minutes.push((at - couldBeSeen(code, from, sun)) / MINUTE);
    }
  }

  close(lights: readonly StudyLight[]): void {
    for (const light of lights) {
      const { planted, model } = light;
      if (!planted) continue;
      this.rows.get(planted.code)!.planted += 1;
      const { quality, profile } = model.nature;
      if (!this.#found.has(light)) this.missed.push(`${planted.code} ${quality} ${profile.chemistry}`);
    }
  }

  #look(light: StudyLight, at: EpochMs, sun: SunNow): void {
    const { model, planted } = light;
    if (planted && at >= planted.from && !this.#shows.has(light) && shows(light, sun))
      this.#shows.set(light, at - STEP);
    const seen = this.#truly.get(light) ?? new Map<string, EpochMs>();
    if (sun.height < -3 && model.lampWatts === 0 && !model.isOutOfBattery) seen.set('lamp_failure', at);
    if (sun.height > 3 && model.lampWatts > 0) seen.set('lamp_unexpected_on', at);
    // What is left, of what it holds, and of what is written on it: an old battery is empty while it is half full.
    const { share, health } = model.battery;
    if (model.isOutOfBattery || share < 0.12 || share * health < 0.12) seen.set('battery_empty', at);
    if (model.isOutOfBattery || share < 0.42 || share * health < 0.25) seen.set('battery_low', at);
    this.#truly.set(light, seen);
  }
}

/** Between two samples; what is seen at the second may have begun after the first. */
const STEP = 10 * MINUTE;

function shows({ model, planted }: StudyLight, sun: SunNow): boolean {
  if (planted?.code === 'lamp_unexpected_on') return sun.isUp && model.lampWatts > 0;
  if (planted?.code === 'lamp_failure') return !sun.isUp && !model.isOutOfBattery;
  return true;
}

/** A dark lamp shows itself at sunset, a day burner at sunrise. */
function couldBeSeen(code: string, from: EpochMs, sun: SunNow): EpochMs {
  if (code === 'lamp_failure' && !sun.isUp) return Math.max(from, sun.sunset);
  if (code === 'lamp_unexpected_on' && sun.isUp) return Math.max(from, sun.sunrise);
  return from;
}

export class DarkScore {
  listed = 0;
  right = 0;
  dark = 0;
  nights = 0;

  note(listed: boolean, dark: boolean): void {
    this.nights += 1;
    if (listed) this.listed += 1;
    if (dark) this.dark += 1;
    if (listed && dark) this.right += 1;
  }

  get precision(): number {
    return this.right / this.listed;
  }

  get recall(): number {
    return this.right / this.dark;
  }
}

export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
