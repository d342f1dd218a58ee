import type { DeviceId } from './ids.ts';
import { DAY, HOUR, MINUTE, type EpochMs } from './time.ts';

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
const REST_WITH_FEW_ATTEMPTS = 365 * DAY;
/** How long one poller keeps the right to try a credential nobody has seen accepted; covers the longest probe. */
export const LOGIN_CLAIM = MINUTE;

/**
 * Tries at one machine since it last let us in, whoever made them: all pollers and agents, and all cameras behind one
 * recorder, for makers count by the address that knocks. The strictest lock after five.
 */
const MOST_TRIES_AT_ONCE = 3;
const MOST_TRIES = 4;
/** Makers forget wrong tries within half an hour; we believe it after a day. */
const TRIES_FORGOTTEN_AFTER = DAY;

/** After so many logins in a row that brought neither yes nor no, a credential counts as untried again. */
export const LOGINS_UNCLEAR_IN_A_ROW = 2;

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

/** What was tried at a machine since it last let us in. */
export interface LoginTries {
  readonly spent: number;
  readonly lastAt: EpochMs;
}

export type TryDecision =
  /** `spent` counts this try. `again`: a second one in the same visit still cannot lock the account. */
  | { readonly allowed: true; readonly spent: number; readonly again: boolean; readonly blockedUntil: EpochMs }
  | { readonly allowed: false; readonly blockedUntil: EpochMs };

/** May one more login be tried at this machine? Three at once, a fourth after half an hour, then one a day. */
export function decideTry(tries: LoginTries | null, now: EpochMs): TryDecision {
  const spent = tries === null || tries.lastAt <= now - TRIES_FORGOTTEN_AFTER ? 0 : tries.spent;
  const rest = spent < MOST_TRIES_AT_ONCE ? 0 : spent < MOST_TRIES ? REST_AFTER_REJECTION : TRIES_FORGOTTEN_AFTER;
  const restedAt = (tries?.lastAt ?? -Infinity) + rest;
  if (rest > 0 && restedAt > now) return { allowed: false, blockedUntil: restedAt };
  return { allowed: true, spent: spent + 1, again: spent < MOST_TRIES_AT_ONCE, blockedUntil: now + LOGIN_CLAIM };
}

export type LoginOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly attemptsLeft: number | null }
  | { readonly kind: 'locked_out' }
  /** It was asked and said neither yes nor no: some cameras answer a wrong password with nothing. */
  | { readonly kind: 'unclear' };

/** What is remembered of a login, for all pollers. `spent`: tries at that machine since it last let us in. */
export function afterLogin(outcome: LoginOutcome, before: CameraLoginState, spent: number, now: EpochMs): CameraLogin {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'accepted', blockedUntil: null };
    case 'rejected': {
      const few = outcome.attemptsLeft !== null && outcome.attemptsLeft <= FEW_ATTEMPTS_LEFT;
      const rest = few || spent >= MOST_TRIES_AT_ONCE ? REST_WITH_FEW_ATTEMPTS : REST_AFTER_REJECTION;
      return { state: 'rejected', blockedUntil: now + rest };
    }
    case 'locked_out':
      return { state: 'locked_out', blockedUntil: now + REST_AFTER_LOCKOUT };
    case 'unclear': {
      const rest = spent <= 1 ? LOGIN_CLAIM : spent < MOST_TRIES_AT_ONCE ? REST_AFTER_REJECTION : TRIES_FORGOTTEN_AFTER;
      return { state: before === 'accepted' ? 'untried' : before, blockedUntil: now + rest };
    }
  }
}

/** What a camera's sealed password is bound to: a ciphertext copied to another row cannot be opened. */
export const cameraPasswordScope = (deviceId: DeviceId): string => `device:${deviceId}:onvif`;
/** The same for a password typed into a "what is this camera" request. */
export const operationPasswordScope = (operationId: string): string => `operation:${operationId}:password`;
