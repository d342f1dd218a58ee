import type { DeviceId } from './ids.ts';
import { HOUR, MINUTE, type EpochMs } from './time.ts';

/**
 * Cameras lock an account after a few wrong passwords, often for every client of one address. So a credential that was
 * clearly rejected rests until it changes or half an hour has passed, while the camera goes on being watched.
 */
export const CAMERA_LOGIN_STATES = ['untried', 'accepted', 'rejected', 'locked_out'] as const;
export type CameraLoginState = (typeof CAMERA_LOGIN_STATES)[number];

const REST_AFTER_REJECTION = 30 * MINUTE;
/** Makers lock for about half an hour; one more try inside it may start the half hour again. */
const REST_AFTER_LOCKOUT = HOUR;
/** A camera that counts aloud and has this few tries left is not tried again with the same password. */
const FEW_ATTEMPTS_LEFT = 3;
const REST_WITH_FEW_ATTEMPTS = 365 * 24 * HOUR;
/** How long one poller keeps the right to try a credential nobody has seen accepted; covers the longest probe. */
export const LOGIN_CLAIM = MINUTE;

export interface CameraLogin {
  readonly state: CameraLoginState;
  readonly blockedUntil: EpochMs | null;
}

export type LoginPermission =
  | { readonly allowed: true; readonly reason: 'accepted_before' }
  /** Only one poller may try: it has to claim the credential first. */
  | { readonly allowed: 'after_claim'; readonly reason: 'untried' | 'rested' }
  | { readonly allowed: false; readonly reason: 'resting' };

/** May we use this camera's credential now? */
export function mayLogIn({ state, blockedUntil }: CameraLogin, now: EpochMs): LoginPermission {
  if (blockedUntil !== null && blockedUntil > now) return { allowed: false, reason: 'resting' };
  if (state === 'accepted') return { allowed: true, reason: 'accepted_before' };
  return { allowed: 'after_claim', reason: state === 'untried' ? 'untried' : 'rested' };
}

export type LoginOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly attemptsLeft: number | null }
  | { readonly kind: 'locked_out' };

/** What is remembered of a login, for all pollers. */
export function afterLogin(outcome: LoginOutcome, now: EpochMs): CameraLogin {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'accepted', blockedUntil: null };
    case 'rejected': {
      const few = outcome.attemptsLeft !== null && outcome.attemptsLeft <= FEW_ATTEMPTS_LEFT;
      return { state: 'rejected', blockedUntil: now + (few ? REST_WITH_FEW_ATTEMPTS : REST_AFTER_REJECTION) };
    }
    case 'locked_out':
      return { state: 'locked_out', blockedUntil: now + REST_AFTER_LOCKOUT };
  }
}

/** What a camera's sealed password is bound to: a ciphertext copied to another row cannot be opened. */
export const cameraPasswordScope = (deviceId: DeviceId): string => `device:${deviceId}:onvif`;
/** The same for a password typed into a "what is this camera" request. */
export const operationPasswordScope = (operationId: string): string => `operation:${operationId}:password`;
