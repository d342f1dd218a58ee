import { HOUR, type EpochMs } from '../time.ts';
import { type RungVerdict, unknownRung } from './rung.ts';

/** ONVIF Profile G: what the camera says of its own recordings (Recording Search 22.06, 5.4; Recording Control 5.15). */
export const RECORDING_RULE = 'recording/1';

/** Many record only what moves: a night without a passer-by is no failure, a whole day is. */
const OLDEST_FOOTAGE = 24 * HOUR;
/** A job that is said to be active writes all the time. */
const OLDEST_WHILE_ACTIVE = 2 * HOUR;

export type RecordingOutcome =
  | {
      readonly kind: 'told';
      /** End of the newest footage, in our time; null: it did not say. */
      readonly dataUntil: EpochMs | null;
      readonly recordings: number | null;
      /** `Idle`, `Active`, `PartiallyActive`, `Error`, as its jobs say. */
      readonly jobs: readonly string[];
    }
  | { readonly kind: 'not_offered' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unanswered'; readonly detail: string };

export function judgeRecording(outcome: RecordingOutcome, now: EpochMs): RungVerdict {
  switch (outcome.kind) {
    case 'not_offered':
      return unknownRung('recording_not_told');
    case 'refused':
      return unknownRung('refused_this_question', 'settled', { detail: outcome.detail });
    case 'unanswered':
      return unknownRung('no_answer_this_time', 'unanswered', { detail: outcome.detail });
    case 'told':
      return judgeTold(outcome, now);
  }
}

function judgeTold(told: Extract<RecordingOutcome, { kind: 'told' }>, now: EpochMs): RungVerdict {
  const { dataUntil, recordings, jobs } = told;
  const age = dataUntil === null ? null : now - dataUntil;
  const minutesSinceFootage = age === null ? null : Math.round(age / 60_000);
  const evidence = { minutesSinceFootage, recordings, jobs: jobs.join(', ') };
  const faulty = (reason: 'recording_stopped' | 'recording_old'): RungVerdict => ({
    ...{ state: 'fault', reason, evidence, faults: { not_recording: true }, next: 'suspect' },
  });
  const isActive = jobs.some((state) => /^(Partially)?Active$/i.test(state));
  if (jobs.length > 0 && jobs.every((state) => /^Error$/i.test(state))) return faulty('recording_stopped');
  // A camera with no card that a recorder in the house listens to: it says nothing of that recorder.
  if (age === null && !isActive) return unknownRung('recording_not_told', 'settled', evidence);
  if (age !== null && age > (isActive ? OLDEST_WHILE_ACTIVE : OLDEST_FOOTAGE)) return faulty('recording_old');
  return {
    ...{ state: 'ok', reason: 'recording_goes_on', evidence, faults: { not_recording: false }, next: 'settled' },
  };
}
