import { type RungVerdict, unknownRung } from './rung.ts';

/** What the camera's own analysis says (ONVIF Imaging 22.06, annex; Device events of Core 25.12). */
export const TAMPER_RULE = 'tamper_event/1';

/** A state that stands in the camera now. `topic`: without prefixes, e.g. `VideoSource/ImageTooDark/ImagingService`. */
export interface EventState {
  readonly topic: string;
  readonly on: boolean;
}

export type EventsOutcome =
  | { readonly kind: 'told'; readonly states: readonly EventState[] }
  | { readonly kind: 'not_offered' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unanswered'; readonly detail: string };

const TAMPER =
  /(?:^|\/)(?:(?:ImageTooDark|ImageTooBright|ImageTooBlurry|GlobalSceneChange)\/(?:ImagingService|AnalyticsService|RecordingService)|VideoSource\/SignalLoss|TamperDetector\/Tamper)$/;
const STORAGE = /(?:^|\/)HardwareFailure\/StorageFailure$/;

export const isTamperTopic = (topic: string): boolean => TAMPER.test(topic);
export const isStorageTopic = (topic: string): boolean => STORAGE.test(topic);

/** Somebody who walks by close to the lens is no tampering: what stands twice is. */
const ALARMS_FOR_FAULT = 2;

/** @param alarmsBefore visits in a row before this one that found an alarm */
export function judgeEvents(outcome: EventsOutcome, alarmsBefore: number): RungVerdict {
  switch (outcome.kind) {
    case 'not_offered':
      return unknownRung('no_such_events');
    case 'refused':
      return unknownRung('refused_this_question', 'settled', { detail: outcome.detail });
    case 'unanswered':
      return unknownRung('no_answer_this_time', 'unanswered', { detail: outcome.detail });
    case 'told':
      return judgeStates(outcome.states, alarmsBefore);
  }
}

function judgeStates(states: readonly EventState[], alarmsBefore: number): RungVerdict {
  const tamper = states.filter(({ topic }) => isTamperTopic(topic));
  const storage = states.filter(({ topic }) => isStorageTopic(topic));
  if (tamper.length + storage.length === 0) return unknownRung('no_such_events');
  const alarms = tamper.filter(({ on }) => on).map(({ topic }) => topic);
  const broken = storage.some(({ on }) => on);
  const evidence = { topics: [...alarms, ...(broken ? ['StorageFailure'] : [])].join(', '), watched: states.length };
  const aboutStorage = storage.length === 0 ? {} : { storage_failure: broken };
  if (alarms.length > 0) {
    if (alarmsBefore + 1 < ALARMS_FOR_FAULT)
      return { ...unknownRung('looking_again', 'suspect', evidence), faults: aboutStorage };
    const faults = { camera_tampered: true, ...aboutStorage };
    return { state: 'fault', reason: 'tamper_event', evidence, faults, next: 'suspect' };
  }
  const faults = { ...(tamper.length > 0 && { camera_tampered: false }), ...aboutStorage };
  if (broken) return { state: 'fault', reason: 'storage_event', evidence, faults, next: 'suspect' };
  return { state: 'ok', reason: 'no_tamper_event', evidence, faults, next: 'settled' };
}
