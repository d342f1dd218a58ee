import { type EpochMs, HOUR, MINUTE } from '../time.ts';
import { type DarkTonight, darkTonight } from './dark-tonight.ts';
import type { LightMemory } from './light-memory.ts';
import type { LightProfile } from './light-profile.ts';
import { FORECAST_BEFORE } from './remember.ts';
import type { SunNow } from './sun.ts';

/** What is to be done about one lamp's night at this moment; `sunset` says which night. */
export type NightWork =
  | { readonly kind: 'forecast' | 'correct'; readonly sunset: EpochMs; readonly verdict: DarkTonight }
  | { readonly kind: 'score'; readonly sunset: EpochMs; readonly darkMinutes: number }
  | null;

/** At sunset the verdict is looked at once more, for so long. */
const CORRECT_FOR = 90 * MINUTE;
/** In the morning the night is looked back on, for so long. */
const SCORE_FOR = 4 * HOUR;
/** Minutes of a night that have to be known before it is judged. */
const KNOWN_MINUTES = 6 * 60;

/** Before sunset a verdict, at sunset another look, after sunrise what came of it. */
export function nightWork(memory: LightMemory, profile: LightProfile, sun: SunNow): NightWork {
  const at = memory.at ?? 0;
  if (!sun.isUp) {
    if (at > sun.sunset + CORRECT_FOR) return null;
    return { kind: 'correct', sunset: sun.sunset, verdict: darkTonight(memory, profile, sun) };
  }
  if (at >= sun.sunset - FORECAST_BEFORE) {
    return { kind: 'forecast', sunset: sun.sunset, verdict: darkTonight(memory, profile, sun) };
  }
  const night = memory.nights.at(-1);
  if (night === undefined || at > sun.sunrise + SCORE_FOR || night.sunset < sun.sunrise - 18 * HOUR) return null;
  if (night.litMinutes + night.darkMinutes < KNOWN_MINUTES) return null;
  return { kind: 'score', sunset: night.sunset, darkMinutes: night.emptyMinutes };
}
