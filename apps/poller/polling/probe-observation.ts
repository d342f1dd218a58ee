import type { CameraObservation } from '#libs/database';
import { CLOCK_RULE, type DeviceNo, type EpochMs, type FaultCode, judgeClock } from '#libs/domain';
import type { Authentication, OnvifAnswer, VisitOutcome } from '../onvif/index.ts';

/** Turns what a probe found into what is written down. Pure: what is not known leaves the rows as they are. */

export const PROBE_RULE = 'onvif_probe/1';
/** A camera that restarts may show a web page for a moment: only the second strange answer in a row is a fault. */
const STRANGE_ANSWERS_FOR_FAULT = 2;

export type ProbeFinding = CameraObservation['findings'][number];

/** @param strangeAnswers not-ONVIF answers in a row, this one included */
export function findingsOf(outcome: VisitOutcome, strangeAnswers: number, at: EpochMs): ProbeFinding[] {
  const finding = findingAt(at);
  switch (outcome.kind) {
    case 'no_answer':
      return [];
    case 'not_onvif': {
      if (outcome.reason === 'asks_password' || strangeAnswers < STRANGE_ANSWERS_FOR_FAULT) return [];
      const { reason, httpStatus, detail } = outcome;
      return [finding('not_onvif', true, reason, { httpStatus, detail })];
    }
    case 'onvif':
      return [
        finding('not_onvif', false, 'speaks_onvif'),
        ...clockFindings(outcome, finding),
        ...loginFindings(outcome.authentication, at),
      ];
    case 'rtsp':
      return [finding('not_onvif', false, 'speaks_rtsp')];
  }
}

type Make = (code: FaultCode, present: boolean, reason: string, evidence?: object) => ProbeFinding;

const findingAt =
  (at: EpochMs): Make =>
  (code, present, reason, evidence = {}) => ({
    ...{ code, present, reason, rule: code === 'clock_drift' ? CLOCK_RULE : PROBE_RULE },
    ...{ occurredAt: at, evidence: { ...evidence } },
  });

function clockFindings({ clock }: OnvifAnswer, finding: Make): ProbeFinding[] {
  const driftSeconds = clock.kind === 'read' ? clock.driftSeconds : null;
  const judgement = judgeClock(driftSeconds);
  if (judgement.present === null) return [];
  const zone = judgement.reason === 'time_zone_wrong' ? { zoneMinutes: judgement.zoneMinutes } : {};
  return [finding('clock_drift', judgement.present, judgement.reason, { driftSeconds, ...zone })];
}

/** What a login, at whichever door of the camera, says of its password. */
export function loginFindings(authentication: Authentication, at: EpochMs): ProbeFinding[] {
  const finding = findingAt(at);
  const fine = (reason: string): ProbeFinding[] => [
    finding('auth_failed', false, reason),
    finding('auth_locked_out', false, reason),
  ];
  switch (authentication.state) {
    case 'accepted':
      return fine('login_accepted');
    case 'not_required':
      return fine('no_login_required');
    case 'rejected': {
      const { method, attemptsLeft, detail } = authentication;
      const rejected = finding('auth_failed', true, 'login_rejected', { method, attemptsLeft, detail });
      return [rejected, finding('auth_locked_out', false, 'login_rejected')];
    }
    case 'locked_out':
      return [finding('auth_locked_out', true, 'camera_says_locked', { detail: authentication.detail })];
    case 'not_tried':
      return authentication.reason === 'no_credential' ? fine('no_credential_registered') : [];
    case 'unknown':
      return [];
  }
}

/** Latest facts of a camera; null when this probe learnt none. Firmware and serial stay texts. */
export function factsOf(outcome: VisitOutcome): Record<string, unknown> | null {
  if (outcome.kind === 'rtsp') return { protocol: 'RTSP', ...(outcome.server !== null && { server: outcome.server }) };
  if (outcome.kind !== 'onvif') return null;
  const { clock, information } = outcome;
  const facts: Record<string, unknown> = {};
  // Tens of seconds are enough for a list; the fault's evidence has the exact figure.
  if (clock.kind === 'read') facts['clockDriftSeconds'] = Math.round(clock.driftSeconds / 10) * 10 || 0;
  // What it no longer tells is unknown, not what it was.
  else if (clock.reason !== 'asks_password') facts['clockDriftSeconds'] = null;
  for (const [name, value] of Object.entries(information ?? {})) if (value !== null) facts[name] = value;
  return Object.keys(facts).length === 0 ? null : facts;
}

/** Anything that answers completely is a sign of life; silence, cuts and refusals are not. */
export function isReached(outcome: VisitOutcome): boolean {
  return outcome.kind !== 'no_answer';
}

export function toObservation(
  deviceNo: DeviceNo,
  outcome: VisitOutcome,
  findings: readonly ProbeFinding[],
  facts: Record<string, unknown> | null,
  at: EpochMs,
): CameraObservation {
  return { deviceNo, at, reached: isReached(outcome), facts, findings };
}
