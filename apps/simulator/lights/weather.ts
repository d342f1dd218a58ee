import { type EpochMs, HOUR } from '#libs/domain';
import { shareOf } from '../random.ts';

const DAY = 24 * HOUR;

/** How a simulated sky behaves; one for tuning, another one to be tried afterwards. */
export interface Climate {
  readonly seed: string;
  /** Share of days that begin a cloudy spell, and its days at most. */
  readonly spellShare: number;
  readonly spellDays: number;
  /** Light that comes through on a cloudy and on a clear day, 0 to 1. */
  readonly cloudy: number;
  readonly clear: number;
  /** Fog of winter: first day (counted from the start) and days; hardly any light for the whole district. */
  readonly fog: { readonly fromDay: number; readonly days: number } | null;
  readonly fogLight: number;
}

/** What comes through the clouds over one commune, 0 to 1. The same question has the same answer. */
export class Sky {
  readonly #spells = new Map<number, number>();

  constructor(
    private readonly climate: Climate,
    private readonly start: EpochMs,
  ) {}

  through(commune: number, at: EpochMs): number {
    const day = Math.floor((at - this.start) / DAY);
    const { seed, clear } = this.climate;
    const base = this.#day(commune, day);
    // Clouds pass: some minutes more, some less. Less so on a clear day.
    const slot = Math.floor(at / (20 * 60_000));
    const passing = shareOf(`${seed} pass ${commune} ${slot}`) - 0.5;
    const swing = base > 0.7 * clear ? 0.12 : 0.35 * base;
    return Math.min(1, Math.max(0.03, base + passing * swing * 2));
  }

  #day(commune: number, day: number): number {
    const key = day * 1_000 + commune;
    const known = this.#spells.get(key);
    if (known !== undefined) return known;
    const { seed, spellShare, spellDays, cloudy, clear, fog, fogLight } = this.climate;
    let light = clear * (0.85 + 0.15 * shareOf(`${seed} clear ${commune} ${day}`));
    for (let began = day - spellDays + 1; began <= day; began += 1) {
      if (shareOf(`${seed} spell ${began}`) >= spellShare) continue;
      const length = 1 + Math.floor(shareOf(`${seed} length ${began}`) * spellDays);
      if (day < began + length)
        light = Math.min(light, cloudy * (0.6 + 0.8 * shareOf(`${seed} cloud ${commune} ${day}`)));
    }
    if (fog && day >= fog.fromDay && day < fog.fromDay + fog.days)
      light = fogLight * (0.7 + 0.6 * shareOf(`${seed} fog ${commune} ${day}`));
    this.#spells.set(key, light);
    return light;
  }
}
