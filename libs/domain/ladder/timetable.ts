import { phaseOf, regularVisitAfter } from '../poll-schedule.ts';
import { MINUTE, SECOND, type EpochMs } from '../time.ts';
import { DEEP_RUNGS, type DeepRung, type RungVerdict } from './rung.ts';

/** When a rung of a camera is looked at: spread over the day by the camera's number, sooner while something is wrong. */

/** Seconds between checks of a rung with nothing wrong; pictures 12 times a day. */
export const RUNG_EVERY_SECONDS: Readonly<Record<DeepRung, number>> = {
  stream: 3_600,
  picture: 7_200,
  recording: 6 * 3_600,
  tamper: 7_200,
  hygiene: 24 * 3_600,
};
/** Seconds to the next look while suspect: pictures need time between them to be called frozen. */
const RECHECK_SECONDS: Readonly<Record<DeepRung, number>> = {
  stream: 120,
  picture: 180,
  recording: 900,
  tamper: 180,
  hygiene: 3_600,
};
/** A fault that stands is looked at this often, so that its end is told. */
const FAULT_RECHECK_SECONDS = 900;
/** A camera seen for the first time waits this long, and its rungs come one after the other. */
const FIRST_AFTER = 2 * MINUTE;
const FIRST_SPREAD_SECONDS = 300;
const UNANSWERED_FIRST_SECONDS = 300;
/** A reading older than so many periods says nothing of today. */
const PERIODS_FOR_OLD = 2.5;

/** Another place in the day for each rung of a camera. */
const placeOf = (deviceNo: number, rung: DeepRung): number =>
  (Math.imul(deviceNo, 31) + 7 * DEEP_RUNGS.indexOf(rung) + 1) | 0;

/** @param lastAt when it was last looked at; null: never */
export function firstCheck(deviceNo: number, rung: DeepRung, lastAt: EpochMs | null, now: EpochMs): EpochMs {
  const every = RUNG_EVERY_SECONDS[rung];
  const soon = phaseOf(placeOf(deviceNo, rung), FIRST_SPREAD_SECONDS);
  if (lastAt === null) return now + FIRST_AFTER + soon;
  // Overdue since a pause of ours: not all at once.
  return lastAt + every * SECOND <= now ? now + soon : regularVisitAfter(placeOf(deviceNo, rung), every, now);
}

/** @param unanswered checks in a row that taught nothing, this one included */
export function nextCheck(
  facts: { readonly deviceNo: number; readonly rung: DeepRung; readonly unanswered: number },
  verdict: Pick<RungVerdict, 'state' | 'next'>,
  now: EpochMs,
): EpochMs {
  const { deviceNo, rung, unanswered } = facts;
  const every = RUNG_EVERY_SECONDS[rung];
  const regular = regularVisitAfter(placeOf(deviceNo, rung), every, now);
  switch (verdict.next) {
    case 'settled':
      return regular;
    case 'suspect': {
      const wait = verdict.state === 'fault' ? FAULT_RECHECK_SECONDS : RECHECK_SECONDS[rung];
      return Math.min(now + wait * SECOND, Math.max(regular, now + RECHECK_SECONDS[rung] * SECOND));
    }
    case 'unanswered': {
      const wait = Math.min(every, UNANSWERED_FIRST_SECONDS * 2 ** Math.min(unanswered - 1, 12));
      return now + wait * SECOND;
    }
  }
}

export const isOld = (rung: DeepRung, at: EpochMs, now: EpochMs): boolean =>
  now - at > RUNG_EVERY_SECONDS[rung] * PERIODS_FOR_OLD * SECOND;
