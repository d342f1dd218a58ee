/** What one probe of a camera found. Every way a probe can end has its own value; none is an exception. */
export type ProbeOutcome = NoAnswer | NotOnvif | OnvifAnswer;
/** The same for all cameras, with those that have no ONVIF. */
export type VisitOutcome = ProbeOutcome | RtspAnswers;

/** Nothing that counts as a sign of life within the deadline. */
export interface NoAnswer {
  readonly kind: 'no_answer';
  readonly reason:
    | 'refused'
    | 'unreachable'
    | 'name_not_found'
    | 'address_not_allowed'
    | 'deadline'
    | 'reset'
    | 'cut_short'
    | 'tls'
    | 'network';
  readonly detail: string;
}

/** Something answers at that address, but not as an ONVIF camera does. */
export interface NotOnvif {
  readonly kind: 'not_onvif';
  /** `asks_password`: 401 without SOAP; may be a camera that hides everything behind a login. */
  readonly reason:
    | 'not_http'
    | 'redirect'
    | 'web_page'
    | 'empty'
    | 'too_large'
    | 'encoded'
    | 'no_soap'
    | 'asks_password'
    /** Registered by an RTSP address, and something else answers there. */
    | 'not_rtsp';
  readonly httpStatus: number | null;
  readonly detail: string;
}

/** A camera registered by its RTSP address speaks RTSP. */
export interface RtspAnswers {
  readonly kind: 'rtsp';
  /** What it calls itself, clipped. */
  readonly server: string | null;
}

export interface OnvifAnswer {
  readonly kind: 'onvif';
  readonly clock: ClockReading;
  readonly authentication: Authentication;
  readonly information: DeviceInformation | null;
}

export type ClockReading =
  /** Camera's UTC minus ours in seconds, ± 0.5 s (the camera tells whole seconds); positive: camera is ahead. */
  | { readonly kind: 'read'; readonly driftSeconds: number }
  | { readonly kind: 'unknown'; readonly reason: 'not_told' | 'not_a_time' | 'asks_password' };

export type LoginMethod = 'ws_username_token' | 'digest';

export type Authentication =
  /** `clockOffset`: the clock by which the login was dated, minus ours, ms. */
  | { readonly state: 'accepted'; readonly method: LoginMethod; readonly clockOffset: number }
  /** The camera tells its information to everybody: our password was not put to the test. */
  | { readonly state: 'not_required' }
  | {
      readonly state: 'rejected';
      /** Logins with the password in this visit: what the camera counts. */
      readonly attempts: number;
      readonly method: LoginMethod;
      readonly attemptsLeft: number | null;
      readonly detail: string;
    }
  | { readonly state: 'locked_out'; readonly attempts: number; readonly detail: string }
  | { readonly state: 'not_tried'; readonly reason: 'no_credential' | 'withheld' | 'basic_only' | 'unknown_algorithm' }
  | { readonly state: 'unknown'; readonly attempts: number; readonly detail: string };

/** As the camera writes them: firmware "2.10" is not the number 2.1. Each at most 200 characters. */
export interface DeviceInformation {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  readonly hardwareId: string | null;
}
