import type { AcceptanceReason, StepEvidence, StepState } from './steps.ts';

/** One step as it stands now. */
export interface Judgement {
  readonly state: StepState;
  readonly reason: AcceptanceReason;
  readonly evidence: StepEvidence;
  /** What waiting becomes at the deadline, when that is not simply its failure for the same reason. */
  readonly overdue?: { readonly state: StepState; readonly reason: AcceptanceReason };
}

const judged =
  (state: StepState) =>
  (reason: AcceptanceReason, evidence: StepEvidence = {}): Judgement => ({ state, reason, evidence });

export const ok = judged('ok');
export const failed = judged('failed');
export const waiting = judged('waiting');
export const unknown = judged('unknown');
export const notApplicable = judged('not_applicable');

/** What cannot be tried because the device cannot be reached: the step above says why. */
export const NOT_REACHED: Judgement = unknown('not_reached');
/** May still come; at the deadline it was never tried. */
export const untilReached = (reason: AcceptanceReason): Judgement => ({
  ...waiting(reason),
  overdue: { state: 'unknown', reason: 'not_reached' },
});

/** What the door can say of a device. */
export interface DoorSteps {
  readonly talks: Judgement;
  readonly signsIn: Judgement;
  readonly clock: Judgement;
  readonly picture: Judgement;
  /** `never`: it is clear already that nothing more can be tried. */
  readonly reached: 'yes' | 'not_yet' | 'never';
}
