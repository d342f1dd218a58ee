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

/** A hotspot has to have the internet that it is there for; what hangs behind a device needs that device. */
export function judgeUplink(facts: AcceptanceFacts, reached: DoorSteps['reached']): Judgement {
  if (facts.kind === 'wifi_hotspot') return judgeInternet(facts, reached);
  const { uplink } = facts;
  if (uplink === null) return notApplicable('no_uplink_named');
  if (uplink.lifecycle === 'decommissioned') return failed('uplink_out_of_service');
  return uplink.connectivity === 'online' ? ok('uplink_up') : failed('uplink_down', { uplink: uplink.connectivity });
}

function judgeInternet({ report }: AcceptanceFacts, reached: DoorSteps['reached']): Judgement {
  if (reached === 'never') return NOT_REACHED;
  if (reached === 'not_yet') return untilReached('waits_for_contact');
  if (report === null) return { ...waiting('no_report'), overdue: { state: 'ok', reason: 'reached_us' } };
  if (report.internetOk === true) return ok('internet_ok');
  if (report.internetOk === false || report.wanUp === false) return failed('no_internet');
  // It came to us over the very line that is asked about.
  return ok('reached_us');
}
