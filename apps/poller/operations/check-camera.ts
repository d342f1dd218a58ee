import type { CameraToPoll } from '#libs/database';
import type { CameraCheckResult, EpochMs } from '#libs/domain';
import type { AddressPolicy } from '#libs/runtime';
import { fetchPicture } from '../onvif/fetch-picture.ts';
import { type Authentication, type OnvifAnswer, probeCamera, type ProbeOutcome } from '../onvif/index.ts';
import type { LoginRight } from '../polling/ports.ts';
import { isRtsp, urlOf } from '../polling/watched-camera.ts';
import { checkStream } from '../rtsp/index.ts';

const PROBE_DEADLINE_MS = 5_000;
const PICTURE_DEADLINE_MS = 10_000;

export interface CameraCheck {
  readonly row: CameraToPoll;
  readonly right: LoginRight;
  readonly policy: AddressPolicy;
  readonly clock: { now(): number };
  /** Told of the outcome before the picture is asked for. */
  readonly remember: (authentication: Authentication, at: EpochMs) => Promise<void>;
}

/** One visit for an acceptance test: does it answer, let us in, know the time, see something? */
export async function checkCamera({ row, right, policy, clock, remember }: CameraCheck): Promise<CameraCheckResult> {
  const url = urlOf(row);
  if (isRtsp(row)) return checkByVideo({ row, right, policy, clock, remember });
  const { credential, again: mayTryAgain } = right;
  const probe = { url, credential, mayTryAgain, knownMethod: null, deadlineMs: PROBE_DEADLINE_MS, clock, policy };
  const outcome = await probeCamera(probe);
  const at = clock.now();
  if (outcome.kind !== 'onvif') return notACamera(outcome, at);
  const { authentication, clock: time } = outcome;
  await remember(authentication, at);
  const driftSeconds = time.kind === 'read' ? time.driftSeconds : null;
  const isIn = authentication.state === 'accepted' || authentication.state === 'not_required';
  const login =
    authentication.state === 'accepted' && typeof credential !== 'string'
      ? { credential, method: authentication.method, offset: authentication.clockOffset }
      : null;
  const picture = isIn ? await fetchPicture({ url, login, deadlineMs: PICTURE_DEADLINE_MS, clock, policy }) : null;
  return {
    ...{ at, answer: 'onvif', detail: 'speaks_onvif', login: loginOf(authentication, row) },
    attemptsLeft: authentication.state === 'rejected' ? authentication.attemptsLeft : null,
    clockDriftSeconds: driftSeconds,
    says: saysOf(outcome),
    picture,
  };
}

/** A camera without ONVIF tells no time and gives no single picture: whether it lets us in and has video is all. */
async function checkByVideo({ row, right, policy, clock, remember }: CameraCheck): Promise<CameraCheckResult> {
  const { credential } = right;
  const signed = typeof credential === 'string' ? null : credential;
  const { basicAllowed, port } = row;
  const deadlineMs = PICTURE_DEADLINE_MS;
  const request = { url: urlOf(row), port, credential: signed, basicAllowed, deadlineMs, policy, clock };
  const { outcome, authentication } = await checkStream(request);
  const at = clock.now();
  await remember(authentication, at);
  const nothing = { attemptsLeft: null, clockDriftSeconds: null, says: {}, at } as const;
  if (outcome.kind === 'unanswered' || outcome.kind === 'failed') {
    const isOther = outcome.kind === 'failed' && outcome.reason === 'not_rtsp';
    const answer = isOther ? 'not_onvif' : 'none';
    return {
      ...nothing,
      answer,
      detail: outcome.kind === 'failed' ? outcome.reason : 'unreachable',
      login: 'unclear',
      picture: null,
    };
  }
  const withheld = { state: 'not_tried', reason: 'withheld' } as const;
  const state = loginOf(
    credential === 'withheld' && authentication.state === 'not_tried' ? withheld : authentication,
    row,
  );
  const picture = outcome.kind === 'video' ? ({ kind: 'none', reason: 'no_snapshot_service' } as const) : null;
  return { ...nothing, answer: 'onvif', detail: 'speaks_rtsp', login: state, picture };
}

const notACamera = (outcome: Exclude<ProbeOutcome, { kind: 'onvif' }>, at: EpochMs): CameraCheckResult => ({
  ...{ at, answer: outcome.kind === 'no_answer' ? 'none' : 'not_onvif', detail: outcome.reason },
  ...{ login: 'unclear', attemptsLeft: null, clockDriftSeconds: null, says: {}, picture: null },
});

function loginOf(authentication: Authentication, { credentialState }: CameraToPoll): CameraCheckResult['login'] {
  switch (authentication.state) {
    case 'accepted':
    case 'not_required':
    case 'rejected':
    case 'locked_out':
      return authentication.state;
    case 'unknown':
      return 'unclear';
    case 'not_tried':
      if (authentication.reason === 'no_credential') return 'no_credential';
      if (authentication.reason !== 'withheld') return 'not_possible';
      // What was learnt a while ago still counts: trying again might lock the camera.
      return credentialState === 'rejected' || credentialState === 'locked_out' ? credentialState : 'resting';
  }
}

function saysOf({ information }: OnvifAnswer): CameraCheckResult['says'] {
  if (information === null) return {};
  const { manufacturer, model, serial, firmware } = information;
  const told = Object.entries({ manufacturer, model, serial, firmware }).filter(([, text]) => text !== null);
  return Object.fromEntries(told);
}
