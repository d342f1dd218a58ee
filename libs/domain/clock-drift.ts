/** When a camera's clock is wrong enough to tell somebody: recordings get the wrong time on the night they are needed. */
export const CLOCK_RULE = 'clock/1';

const WRONG_FROM_SECONDS = 60;
/** Below this it is right again; in between nothing changes, so that a clock near the limit does not flap. */
const RIGHT_UP_TO_SECONDS = 30;
const QUARTER_HOUR_SECONDS = 900;
const WIDEST_TIME_ZONE_SECONDS = 14 * 3600;

export type ClockJudgement =
  | { readonly present: true; readonly reason: 'clock_wrong' }
  /** Off by whole quarter hours: the zone is set wrongly, not the clock. */
  | { readonly present: true; readonly reason: 'time_zone_wrong'; readonly zoneMinutes: number }
  | { readonly present: false; readonly reason: 'clock_right' }
  | { readonly present: null; readonly reason: 'near_the_limit' | 'not_told' };

/** @param driftSeconds camera minus us, null when it is not known; `present: null` leaves things as they are */
export function judgeClock(driftSeconds: number | null): ClockJudgement {
  if (driftSeconds === null) return { present: null, reason: 'not_told' };
  const off = Math.abs(driftSeconds);
  if (off <= RIGHT_UP_TO_SECONDS) return { present: false, reason: 'clock_right' };
  if (off <= WRONG_FROM_SECONDS) return { present: null, reason: 'near_the_limit' };
  const quarters = Math.round(driftSeconds / QUARTER_HOUR_SECONDS);
  const rest = Math.abs(driftSeconds - quarters * QUARTER_HOUR_SECONDS);
  if (quarters !== 0 && rest <= RIGHT_UP_TO_SECONDS && off <= WIDEST_TIME_ZONE_SECONDS + RIGHT_UP_TO_SECONDS) {
    return { present: true, reason: 'time_zone_wrong', zoneMinutes: quarters * 15 };
  }
  return { present: true, reason: 'clock_wrong' };
}
