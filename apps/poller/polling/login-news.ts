import { type LoginOutcome, LOGINS_UNCLEAR_IN_A_ROW } from '#libs/domain';
import type { Authentication } from '../onvif/index.ts';
import type { LoginRight } from './ports.ts';
import { NONE_UNCLEAR, type WatchedCamera } from './watched-camera.ts';

export interface LoginResult {
  readonly outcome: LoginOutcome;
  /** Logins tried beyond what was counted when the right was taken; −1: the one counted was not used. */
  readonly uncounted: number;
}

/** What a visit's login means for everybody; null: nothing that is not known. Counts unclear ones in a row. */
export function loginNews(
  camera: Pick<WatchedCamera, 'login' | 'unclear'>,
  authentication: Authentication,
  { counted }: Pick<LoginRight, 'counted'>,
): LoginResult | null {
  const beforehand = counted ? 1 : 0;
  const { state, blockedUntil } = camera.login;
  switch (authentication.state) {
    // Not required: the password is not put to the test, so nothing has to be claimed either.
    case 'accepted':
    case 'not_required':
      camera.unclear = NONE_UNCLEAR;
      if (state === 'accepted' && blockedUntil === null) return null;
      return { outcome: { kind: 'accepted' }, uncounted: 0 };
    case 'rejected': {
      camera.unclear = NONE_UNCLEAR;
      const { attempts, attemptsLeft } = authentication;
      return { outcome: { kind: 'rejected', attemptsLeft }, uncounted: attempts - beforehand };
    }
    case 'locked_out':
      camera.unclear = NONE_UNCLEAR;
      return { outcome: { kind: 'locked_out' }, uncounted: authentication.attempts - beforehand };
    case 'not_tried':
      return counted ? { outcome: { kind: 'unclear' }, uncounted: -1 } : null;
    case 'unknown': {
      const { attempts } = authentication;
      if (counted) return { outcome: { kind: 'unclear' }, uncounted: attempts - 1 };
      if (attempts === 0) return null;
      // Let in before: one visit that broke off is no news, but a changed password may look like this, too.
      const { times, tries } = camera.unclear;
      camera.unclear = { times: times + 1, tries: tries + attempts };
      if (camera.unclear.times < LOGINS_UNCLEAR_IN_A_ROW) return null;
      const uncounted = camera.unclear.tries;
      camera.unclear = NONE_UNCLEAR;
      return { outcome: { kind: 'unclear' }, uncounted };
    }
  }
}
