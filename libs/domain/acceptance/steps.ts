import type { DeviceKind } from '../device.ts';
import { MINUTE, SECOND, type EpochMs } from '../time.ts';

export const ACCEPTANCE_RULE = 'acceptance/1';

/** What is tried, in the order in which an installer reads it. */
export const ACCEPTANCE_STEPS = ['talks', 'signs_in', 'clock', 'picture', 'lamp', 'uplink', 'channel'] as const;
export type AcceptanceStep = (typeof ACCEPTANCE_STEPS)[number];

export const STEPS_OF_KIND: Readonly<Record<DeviceKind, readonly AcceptanceStep[]>> = {
  camera: ['talks', 'signs_in', 'clock', 'picture', 'uplink', 'channel'],
  solar_light: ['talks', 'signs_in', 'clock', 'lamp', 'uplink', 'channel'],
  wifi_hotspot: ['talks', 'signs_in', 'clock', 'uplink', 'channel'],
  edge_agent: ['talks', 'signs_in', 'clock', 'uplink', 'channel'],
};

/** `unknown`: it could not be tried, or the device does not say; that is not green. */
export const STEP_STATES = ['waiting', 'ok', 'failed', 'unknown', 'not_applicable'] as const;
export type StepState = (typeof STEP_STATES)[number];

export const ACCEPTANCE_STATES = ['running', 'passed', 'failed'] as const;
export type AcceptanceState = (typeof ACCEPTANCE_STATES)[number];

/** Why a step is as it is. Nobody is told or not told for these: their words stand in this folder. */
export const ACCEPTANCE_OUTCOMES = [
  // It talks.
  'heard',
  'nothing_heard',
  'refused_at_door',
  'camera_answers',
  'being_asked',
  'not_asked_yet',
  'camera_silent',
  'agent_silent',
  'address_not_allowed',
  'not_onvif',
  'waits_for_contact',
  'not_reached',
  // It signs in.
  'signed_in',
  'open_to_all',
  'wrong_password',
  'locked_out',
  'login_rests',
  'login_unclear',
  'login_not_possible',
  'no_password_registered',
  'secret_revoked',
  // Its clock.
  'clock_right',
  'clock_wrong',
  'time_zone_wrong',
  'clock_not_told',
  'tells_no_time',
  'no_report',
  // The picture.
  'picture_received',
  'no_snapshot_service',
  'picture_behind_plain_password',
  'picture_refused',
  'not_a_picture',
  'picture_too_large',
  'picture_missing',
  // The lamp.
  'lamp_answered',
  'lamp_waiting',
  'lamp_never_delivered',
  'lamp_never_answered',
  'lamp_refused',
  'lamp_failed',
  'lamp_faulty',
  'lamp_withdrawn',
  'too_many_commands',
  // The way out.
  'internet_ok',
  'reached_us',
  'no_internet',
  'uplink_up',
  'uplink_down',
  'uplink_out_of_service',
  'no_uplink_named',
  // Who is told.
  'message_accepted',
  'message_delivered',
  'message_on_its_way',
  'message_not_accepted',
  'message_failed',
  'no_target',
] as const;
export type AcceptanceReason = (typeof ACCEPTANCE_OUTCOMES)[number];

/** Numbers and codes beside the reason: seconds, pixels, bytes, moments in epoch ms (names end in `At`). */
export type StepEvidence = Readonly<Record<string, number | string | boolean>>;

export interface StepResult {
  readonly step: AcceptanceStep;
  readonly state: StepState;
  readonly reason: AcceptanceReason;
  readonly evidence: StepEvidence;
}

const SHORTEST = 5 * MINUTE;
const LONGEST = 30 * MINUTE;

/** When what is still missing has failed: two reports of a device that seldom reports, five minutes at least. */
export const acceptanceDeadline = (startedAt: EpochMs, intervalSeconds: number): EpochMs =>
  startedAt + Math.min(Math.max(2 * intervalSeconds * SECOND, SHORTEST), LONGEST);

/** How long the lamp shall burn. */
export const LAMP_TEST = { seconds: 20 } as const;
