import type { AcceptanceFacts, LampFacts } from './facts.ts';
import { type DoorSteps, failed, type Judgement, NOT_REACHED, ok, waiting } from './judgement.ts';

/** The lamp is told to burn; the device's own answer counts, and its report when it has one. */
export function judgeLamp(facts: AcceptanceFacts, reached: DoorSteps['reached']): Judgement {
  const { command, lampFaulty } = facts;
  if (command === null) return failed('too_many_commands');
  if (command.result !== null) return judgeAnswer(facts, command, lampFaulty);
  if (reached === 'never') return NOT_REACHED;
  if (command.state === 'cancelled') return failed('lamp_withdrawn');
  const told = command.sentAt !== null;
  if (command.state === 'expired') return failed(told ? 'lamp_never_answered' : 'lamp_never_delivered');
  const evidence = command.sentAt === null ? {} : { toldAt: command.sentAt };
  if (reached === 'not_yet')
    return { ...waiting('lamp_waiting', evidence), overdue: { state: 'unknown', reason: 'not_reached' } };
  const reason = told ? 'lamp_never_answered' : 'lamp_never_delivered';
  return { ...waiting('lamp_waiting', evidence), overdue: { state: 'failed', reason } };
}

function judgeAnswer({ report }: AcceptanceFacts, command: LampFacts, lampFaulty: boolean): Judgement {
  const { closedAt, result } = command;
  const evidence = {
    ...(closedAt !== null && { answeredAt: closedAt }),
    ...(typeof report?.lampCurrent === 'number' && { lampCurrent: Math.round(report.lampCurrent * 100) / 100 }),
    ...(typeof report?.lampOn === 'boolean' && { lampOn: report.lampOn }),
  };
  if (result === 'refused') return failed('lamp_refused', evidence);
  if (result === 'failed') return failed('lamp_failed', evidence);
  return lampFaulty ? failed('lamp_faulty', evidence) : ok('lamp_answered', evidence);
}
