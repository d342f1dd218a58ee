import type { EpochMs } from '../time.ts';

/** The ladder of a camera, from the ground up. */
export const RUNGS = [
  'reachable',
  'speaks',
  'login',
  'clock',
  'stream',
  'picture',
  'recording',
  'tamper',
  'hygiene',
] as const;
export type LadderRung = (typeof RUNGS)[number];

/** Those with visits and a timetable of their own; the first four are learnt by every visit. */
export const DEEP_RUNGS = ['stream', 'picture', 'recording', 'tamper', 'hygiene'] as const;
export type DeepRung = (typeof DEEP_RUNGS)[number];

/** What could not be asked is unknown, and unknown is never shown as ok. */
export const RUNG_STATES = ['ok', 'fault', 'unknown'] as const;
export type RungState = (typeof RUNG_STATES)[number];

/** Why a rung is held to be as it is; words for all of them are in libs/domain/text/reasons. */
export const RUNG_FINDINGS = [
  // Learnt by every visit.
  'camera_answers',
  'camera_silent',
  'camera_never_heard',
  'speaks_onvif',
  'speaks_rtsp',
  'speaks_neither',
  'login_accepted',
  'login_rejected',
  'camera_says_locked',
  'login_not_tested',
  'clock_right',
  'clock_wrong',
  'clock_not_told',
  // Of all rungs with visits of their own.
  'not_checked_yet',
  'checked_long_ago',
  'looking_again',
  'no_answer_this_time',
  'login_needed',
  'refused_this_question',
  // Stream.
  'stream_flows',
  'stream_described',
  'stream_refused',
  'stream_silent',
  'stream_cut_short',
  'stream_not_rtsp',
  'stream_without_video',
  'stream_error',
  'stream_stands_still',
  'stream_login_rejected',
  'stream_not_offered',
  'stream_port_not_registered',
  'stream_asks_plain_password',
  // Picture.
  'picture_good',
  'picture_learning',
  'picture_black',
  'picture_covered',
  'picture_blurred',
  'picture_frozen',
  'picture_moved',
  'picture_not_offered',
  'picture_unreadable',
  // Recording.
  'recording_goes_on',
  'recording_old',
  'recording_stopped',
  'recording_not_told',
  // What the camera itself says of tampering.
  'no_tamper_event',
  'tamper_event',
  'storage_event',
  'no_such_events',
  // Hygiene.
  'hygiene_fine',
  'plain_door_only',
  'firmware_old',
  'hygiene_not_told',
  'certificate_ended',
  'factory_password',
] as const;
export type RungFinding = (typeof RUNG_FINDINGS)[number];

/** What one check of one rung found. */
export interface RungReading {
  readonly rung: DeepRung;
  readonly state: RungState;
  readonly reason: RungFinding;
  readonly at: EpochMs;
  /** The numbers, by name; nothing secret, no picture. */
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** Faults that a check speaks about: true present, false gone; of what is left out it says nothing. */
export type LadderFaults = Readonly<Partial<Record<LadderFaultCode, boolean>>>;

export const LADDER_FAULTS = {
  /** It answers, but no video can be fetched from it. */
  stream_unavailable: { severity: 'major', tell: true },
  image_black: { severity: 'major', tell: true },
  image_covered: { severity: 'major', tell: true },
  image_blurred: { severity: 'major', tell: true },
  /** The same picture again and again. */
  image_frozen: { severity: 'major', tell: true },
  /** It looks somewhere else than it used to. */
  image_moved: { severity: 'major', tell: true },
  /** It says itself that nothing has been recorded lately. */
  not_recording: { severity: 'major', tell: true },
  /** It says itself that its memory card or disk is broken. */
  storage_failure: { severity: 'major', tell: true },
  /** It says itself that somebody covers, turns or blinds it. */
  camera_tampered: { severity: 'major', tell: true },
  /** The certificate of its https door has ended. */
  certificate_ended: { severity: 'minor', tell: true },
  /** The registered password is one that its maker gives to every camera. */
  factory_password: { severity: 'minor', tell: true },
} as const;
export type LadderFaultCode = keyof typeof LADDER_FAULTS;

/** What a rule makes of one check. */
export interface RungVerdict {
  readonly state: RungState;
  readonly reason: RungFinding;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly faults: LadderFaults;
  /** `suspect`: look again soon. `unanswered`: nothing was learnt, later. `settled`: at its usual time. */
  readonly next: 'settled' | 'suspect' | 'unanswered';
}

export const unknownRung = (
  reason: RungFinding,
  next: RungVerdict['next'] = 'settled',
  evidence: Readonly<Record<string, unknown>> = {},
): RungVerdict => ({ state: 'unknown', reason, evidence, faults: {}, next });
