import { DAY, HOUR, MINUTE, type EpochMs } from '../time.ts';
import type { ZaloWait } from './outcome.ts';

/** Zalo does not say which zone its nights are of; Vietnam keeps one time all year. */
const LOCAL_OFFSET = 7 * HOUR;
const MORNING = 6 * HOUR + 5 * MINUTE;
/** Everybody comes back at once otherwise. */
const SPREAD = 10 * MINUTE;
const MINUTE_SPREAD = 10_000;

/** The next moment at which it is `hour` (ms since midnight) in Vietnam. */
function nextLocal(hour: number, now: EpochMs): EpochMs {
  const midnight = Math.floor((now + LOCAL_OFFSET) / DAY) * DAY - LOCAL_OFFSET;
  const today = midnight + hour;
  return today > now ? today : today + DAY;
}

/** When what Zalo put off may be tried again. `jitter` in [0, 1). */
export function zaloWaitEnds(until: ZaloWait, jitter: number, now: EpochMs): EpochMs {
  switch (until) {
    case 'next_minute':
      return (Math.floor(now / MINUTE) + 1) * MINUTE + Math.round(jitter * MINUTE_SPREAD);
    case 'morning':
      return nextLocal(MORNING, now) + Math.round(jitter * SPREAD);
    case 'next_day':
      return nextLocal(0, now) + MINUTE + Math.round(jitter * SPREAD);
  }
}
