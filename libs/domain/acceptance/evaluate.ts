import type { EpochMs } from '../time.ts';
import { cameraSteps } from './camera-steps.ts';
import { judgeChannel } from './channel-step.ts';
import type { AcceptanceFacts } from './facts.ts';
import { judgeLamp } from './lamp-step.ts';
import { mqttSteps } from './mqtt-steps.ts';
import { type AcceptanceState, type AcceptanceStep, type StepResult, STEPS_OF_KIND } from './steps.ts';
import { judgeUplink } from './uplink-step.ts';
import type { Judgement } from './judgement.ts';

export interface AcceptanceJudgement {
  readonly state: AcceptanceState;
  readonly steps: readonly StepResult[];
}

/**
 * How a test stands. It is over when nothing is waited for, or at its deadline, when what is missing has failed. It is
 * passed when every step is green or has nothing to try; what nobody could look at is not green.
 */
export function evaluateAcceptance(facts: AcceptanceFacts, now: EpochMs): AcceptanceJudgement {
  const steps = STEPS_OF_KIND[facts.kind].map((step): StepResult => {
    const { overdue, ...judged } = judge(step, facts);
    const late = judged.state === 'waiting' && now >= facts.deadlineAt;
    const { state, reason } = late ? (overdue ?? { state: 'failed' as const, reason: judged.reason }) : judged;
    return { step, state, reason, evidence: judged.evidence };
  });
  if (steps.some(({ state }) => state === 'waiting')) return { state: 'running', steps };
  const green = steps.every(({ state }) => state === 'ok' || state === 'not_applicable');
  return { state: green ? 'passed' : 'failed', steps };
}

function judge(step: AcceptanceStep, facts: AcceptanceFacts): Judgement {
  const door = facts.kind === 'camera' ? cameraSteps(facts) : mqttSteps(facts);
  switch (step) {
    case 'talks':
      return door.talks;
    case 'signs_in':
      return door.signsIn;
    case 'clock':
      return door.clock;
    case 'picture':
      return door.picture;
    case 'lamp':
      return judgeLamp(facts, door.reached);
    case 'uplink':
      return judgeUplink(facts, door.reached);
    case 'channel':
      return judgeChannel(facts);
  }
}
