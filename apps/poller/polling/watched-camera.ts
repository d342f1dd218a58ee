import { isDeepStrictEqual } from 'node:util';
import type { CameraToPoll, ListeningRow } from '#libs/database';
import { type CameraLogin, type EpochMs, type FaultCode, regularVisitAfter, silenceDeadlines } from '#libs/domain';
import type { Authentication, LoginMethod } from '../onvif/index.ts';

export type SignIn =
  | { readonly kind: 'signed'; readonly method: LoginMethod; readonly clockOffset: number; readonly at: EpochMs }
  /** It asks nobody for a password. */
  | { readonly kind: 'open'; readonly at: EpochMs };

/** What a poller remembers of one camera. Advisory: it decides what to do next; truth is in the rows. */
export interface WatchedCamera {
  /** Registration as last read. */
  row: CameraToPoll;
  dueAt: EpochMs;
  visiting: boolean;
  /** It did not answer last time. */
  missed: boolean;
  lastContactAt: EpochMs | null;
  /** Since when its block is polled without a gap. */
  listeningSince: EpochMs;
  /** Suspect is proposed once a silence; offline until the rows say so. */
  suspectProposed: boolean;
  offlineKnown: boolean;
  login: CameraLogin;
  /** Logins in a row that brought neither yes nor no, and how many tries they took. */
  unclear: { readonly times: number; readonly tries: number };
  /** How it let us in last time. */
  loginMethod: LoginMethod | null;
  /** How the last visit was let in; null: it was not. */
  signIn: SignIn | null;
  /** Answers in a row that were not ONVIF. */
  strangeAnswers: number;
  /** Findings already in the rows: only changes are written. */
  readonly told: Map<FaultCode, boolean>;
  factsTold: string;
}

export const NONE_UNCLEAR = { times: 0, tries: 0 } as const;

export function watch(
  row: CameraToPoll,
  listening: ListeningRow | undefined,
  since: EpochMs,
  dueAt: EpochMs,
): WatchedCamera {
  return {
    row,
    dueAt,
    visiting: false,
    missed: listening?.connectivity === 'suspect' || listening?.connectivity === 'offline',
    lastContactAt: listening?.lastContactAt ?? null,
    listeningSince: since,
    suspectProposed: listening?.connectivity === 'suspect',
    offlineKnown: listening?.connectivity === 'offline',
    login: { state: row.credentialState, blockedUntil: row.credentialBlockedUntil },
    unclear: NONE_UNCLEAR,
    loginMethod: null,
    signIn: null,
    strangeAnswers: 0,
    told: new Map(),
    factsTold: '',
  };
}

/** Nothing that a poller reads was changed; how a login went is its own doing. */
export function isSameRegistration(known: CameraToPoll, read: CameraToPoll): boolean {
  const { credentialState, credentialBlockedUntil, credentialCheckedAt, attemptsLeft } = known;
  return isDeepStrictEqual(known, {
    ...read,
    credentialState,
    credentialBlockedUntil,
    credentialCheckedAt,
    attemptsLeft,
  });
}

/** Takes over a changed registration; what was learnt with the old one is asked again. */
export function rewatch(camera: WatchedCamera, row: CameraToPoll, dueAt: EpochMs): void {
  camera.row = row;
  camera.dueAt = dueAt;
  camera.missed = false;
  camera.login = { state: row.credentialState, blockedUntil: row.credentialBlockedUntil };
  camera.unclear = NONE_UNCLEAR;
  camera.loginMethod = null;
  camera.signIn = null;
  camera.told.clear();
  camera.factsTold = '';
}

/** Time was set back. */
export function returnToRhythm(camera: WatchedCamera, now: EpochMs): void {
  const { deviceNo, intervalSeconds } = camera.row;
  camera.dueAt = Math.min(camera.dueAt, regularVisitAfter(deviceNo, intervalSeconds, now));
  if (camera.lastContactAt !== null) camera.lastContactAt = Math.min(camera.lastContactAt, now);
  camera.listeningSince = Math.min(camera.listeningSince, now);
}

/** When this camera's silence becomes an outage; null: never heard yet, or known already. */
export function offlineAtOf(camera: WatchedCamera): EpochMs | null {
  if (camera.lastContactAt === null || camera.offlineKnown) return null;
  return silenceDeadlines(camera.lastContactAt, camera.listeningSince, camera.row).offlineAt;
}

export const isRtsp = ({ scheme }: CameraToPoll): boolean => scheme === 'rtsp' || scheme === 'rtsps';

export function urlOf({ scheme, host, port, path }: CameraToPoll): URL {
  const literal = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return new URL(path.startsWith('/') ? path : `/${path}`, `${scheme}://${literal}:${port}`);
}

/** How deep checks may sign in after this visit; what was not put to the test leaves things as they are. */
export function signInAfter(authentication: Authentication, before: SignIn | null, at: EpochMs): SignIn | null {
  switch (authentication.state) {
    case 'accepted': {
      const { method, clockOffset } = authentication;
      return { kind: 'signed', method, clockOffset, at };
    }
    case 'not_required':
      return { kind: 'open', at };
    case 'unknown':
      return before;
    case 'rejected':
    case 'locked_out':
    case 'not_tried':
      return null;
  }
}
