import { SECOND } from '../time.ts';
import { judgeDrift } from './clock-step.ts';
import type { AcceptanceFacts } from './facts.ts';
import {
  type DoorSteps,
  failed,
  type Judgement,
  NOT_REACHED,
  notApplicable,
  ok,
  untilReached,
  waiting,
} from './judgement.ts';

/** A device that calls us: whoever is heard has shown its secret. */
export function mqttSteps(facts: AcceptanceFacts): DoorSteps {
  const { contactAt, startedAt, hasSecret, refusal, connectivity } = facts;
  const nothing = { picture: notApplicable('not_reached') };
  if (contactAt !== null && contactAt >= startedAt) {
    const evidence = { heardAt: contactAt };
    const clock = judgeReport(facts);
    return { ...nothing, talks: ok('heard', evidence), signsIn: ok('signed_in', evidence), clock, reached: 'yes' };
  }
  if (!hasSecret) return { ...nothing, ...never(failed('nothing_heard'), failed('no_password_registered')) };
  if (refusal !== null) {
    const evidence = { refusedAt: refusal.at };
    const reason = refusal.event === 'wrong_secret' ? 'wrong_password' : 'secret_revoked';
    // Somebody else may try the name of a device that is well: its own word is waited for.
    if (connectivity === 'online')
      return { ...nothing, ...notYet(waiting('refused_at_door', evidence), waiting(reason, evidence)) };
    return { ...nothing, ...never(failed('refused_at_door', evidence), failed(reason, evidence)) };
  }
  return { ...nothing, ...notYet(waiting('nothing_heard'), untilReached('waits_for_contact')) };
}

const notYet = (talks: Judgement, signsIn: Judgement): Omit<DoorSteps, 'picture'> => ({
  ...{ talks, signsIn, clock: untilReached('waits_for_contact'), reached: 'not_yet' },
});

const never = (talks: Judgement, signsIn: Judgement): Omit<DoorSteps, 'picture'> => ({
  ...{ talks, signsIn, clock: NOT_REACHED, reached: 'never' },
});

function judgeReport({ report }: AcceptanceFacts): Judgement {
  if (report === null) return waiting('no_report');
  // Nobody relies on a clock that is never told.
  if (report.sentAt === null) return notApplicable('tells_no_time');
  return judgeDrift((report.sentAt - report.receivedAt) / SECOND);
}
