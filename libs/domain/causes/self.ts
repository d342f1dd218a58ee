import type { NoCauseReason } from './cause-reasons.ts';
import { type Fall, onMains, type WatchedDevice } from './watched-device.ts';

const FEWEST = 10;
const FEWEST_VILLAGES = 3;
/** Percent. */
const NEARLY_EVERYTHING = 90;
const MOST_OF_A_KIND = 50;

export type SelfDecision =
  | { readonly held: false; readonly reason: NoCauseReason }
  | { readonly held: true; readonly reason: 'everything_silent' };

/** More devices that talk than this, and it is not us: nobody has to count further. */
export const mostThatMayTalk = (silent: number): number =>
  Math.floor((silent * (100 - NEARLY_EVERYTHING)) / NEARLY_EVERYTHING);

/** Is it ourselves? `talking`: all that talk, or at least one more than may. */
export function decideSelf(fall: Fall | null, talking: readonly WatchedDevice[]): SelfDecision {
  if (fall === null || fall.together.length < FEWEST || villagesOf(fall.together) < FEWEST_VILLAGES)
    return { held: false, reason: 'too_few_silent' };
  const { together } = fall;
  const others = [...talking, ...fall.talking];
  if (others.length > mostThatMayTalk(together.length)) return { held: false, reason: 'many_still_talk' };
  if (together.every(({ connectivity }) => connectivity !== 'offline'))
    return { held: false, reason: 'nobody_offline_yet' };
  // What hits only one kind of power is the grid's, or the night's.
  for (const kind of [onMains, (device: WatchedDevice) => !onMains(device)]) {
    const [silent, talk] = [together.filter(kind).length, others.filter(kind).length];
    if (silent + talk > 0 && 100 * silent < MOST_OF_A_KIND * (silent + talk))
      return { held: false, reason: 'one_kind_of_power_talks' };
  }
  return { held: true, reason: 'everything_silent' };
}

export const villagesOf = (devices: readonly WatchedDevice[]): number =>
  new Set(devices.map(({ villageId }) => villageId).filter((id) => id !== null)).size;
