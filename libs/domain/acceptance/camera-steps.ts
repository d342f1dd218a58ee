import type { CameraCheckResult } from './camera-check.ts';
import { judgeDrift } from './clock-step.ts';
import type { AcceptanceFacts } from './facts.ts';
import {
  type DoorSteps,
  failed,
  type Judgement,
  NOT_REACHED,
  ok,
  unknown,
  untilReached,
  waiting,
} from './judgement.ts';

/** A camera is asked once by the poller or its agent, and again while time may heal what is wrong. */
export function cameraSteps({ check, uplink }: AcceptanceFacts): DoorSteps {
  const isAgentSilent =
    uplink?.watches === true && uplink.lifecycle !== 'decommissioned' && uplink.connectivity !== 'online';
  // Of the camera itself nothing is known then, good or bad.
  if (check === null && isAgentSilent) return notYet(waiting('agent_silent', { agent: uplink.connectivity }));
  if (check === null)
    return notYet({ ...waiting('being_asked'), overdue: { state: 'failed', reason: 'not_asked_yet' } });
  const evidence = { askedAt: check.at };
  if (check.answer === 'none') {
    if (check.detail === 'address_not_allowed') return never(failed('address_not_allowed', evidence));
    return notYet(waiting('camera_silent', { ...evidence, detail: check.detail }));
  }
  // A camera that starts may show a web page for a moment.
  if (check.answer === 'not_onvif') return notYet(waiting('not_onvif', { ...evidence, detail: check.detail }));
  const signsIn = judgeLogin(check);
  return {
    talks: ok('camera_answers', evidence),
    signsIn,
    clock: judgeCameraClock(check, signsIn),
    picture: judgePicture(check, signsIn),
    reached: 'yes',
  };
}

function notYet(talks: Judgement): DoorSteps {
  const later = untilReached('waits_for_contact');
  return { talks, signsIn: later, clock: later, picture: later, reached: 'not_yet' };
}

const never = (talks: Judgement): DoorSteps => ({
  ...{ talks, signsIn: NOT_REACHED, clock: NOT_REACHED, picture: NOT_REACHED, reached: 'never' },
});

function judgeLogin({ login, attemptsLeft, at }: CameraCheckResult): Judgement {
  const evidence = { askedAt: at, ...(attemptsLeft !== null && { attemptsLeft }) };
  switch (login) {
    case 'accepted':
      return ok('signed_in', evidence);
    case 'not_required':
      return ok('open_to_all', evidence);
    case 'rejected':
      return failed('wrong_password', evidence);
    case 'locked_out':
      return failed('locked_out', evidence);
    case 'no_credential':
      return failed('no_password_registered', evidence);
    case 'not_possible':
      return failed('login_not_possible', evidence);
    case 'resting':
      return waiting('login_rests', evidence);
    case 'unclear':
      return waiting('login_unclear', evidence);
  }
}

function judgeCameraClock({ clockDriftSeconds }: CameraCheckResult, signsIn: Judgement): Judgement {
  if (clockDriftSeconds !== null) return judgeDrift(clockDriftSeconds);
  // Behind a login it may tell once it lets us in.
  return signsIn.state === 'waiting' ? untilReached('login_rests') : unknown('clock_not_told');
}

function judgePicture({ picture }: CameraCheckResult, signsIn: Judgement): Judgement {
  if (signsIn.state === 'waiting') return untilReached('login_rests');
  if (picture === null) return NOT_REACHED;
  if (picture.kind === 'jpeg') {
    const { bytes, width, height } = picture;
    return ok('picture_received', { bytes, width, height });
  }
  switch (picture.reason) {
    case 'no_snapshot_service':
    case 'picture_behind_plain_password':
      return unknown(picture.reason);
    case 'picture_missing':
      return waiting(picture.reason);
    case 'picture_refused':
    case 'not_a_picture':
    case 'picture_too_large':
      return failed(picture.reason);
  }
}
