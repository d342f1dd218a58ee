import { SECOND, type EpochMs } from '../time.ts';

/** `camera_acceptance`: one visit of the poller to a registered camera, with one picture. */
export const CAMERA_ACCEPTANCE_KIND = 'camera_acceptance';

export interface CameraAcceptanceRequest {
  readonly deviceId: string;
}

/** Of the picture itself nothing is kept but these figures. */
export type CameraPicture =
  | { readonly kind: 'jpeg'; readonly bytes: number; readonly width: number; readonly height: number }
  | { readonly kind: 'none'; readonly reason: PictureProblem };

export type PictureProblem =
  | 'no_snapshot_service'
  | 'picture_behind_plain_password'
  | 'picture_refused'
  | 'not_a_picture'
  | 'picture_too_large'
  | 'picture_missing';

export interface CameraCheckResult {
  readonly at: EpochMs;
  readonly answer: 'none' | 'not_onvif' | 'onvif';
  /** Why there was none, or what else answered; a code of the poller's. */
  readonly detail: string;
  /** `rejected` and `locked_out` also when that is remembered and nobody may try now. */
  readonly login:
    'accepted' | 'not_required' | 'rejected' | 'locked_out' | 'resting' | 'no_credential' | 'not_possible' | 'unclear';
  readonly attemptsLeft: number | null;
  /** Camera minus us; null: it did not tell. */
  readonly clockDriftSeconds: number | null;
  /** As it says of itself, where it let us in. */
  readonly says: Readonly<Partial<Record<'manufacturer' | 'model' | 'serial' | 'firmware', string>>>;
  /** Null: nobody signed in, so nobody asked. */
  readonly picture: CameraPicture | null;
}

const ASK_AGAIN_AFTER = 15 * SECOND;

/** Something that time may heal, such as a camera that still starts, is asked about again while the test runs. */
export function asksAgain(check: CameraCheckResult, now: EpochMs): boolean {
  const settled =
    check.answer === 'onvif' &&
    check.login !== 'resting' &&
    check.login !== 'unclear' &&
    (check.picture?.kind !== 'none' || check.picture.reason !== 'picture_missing');
  return !settled && check.detail !== 'address_not_allowed' && now >= check.at + ASK_AGAIN_AFTER;
}
