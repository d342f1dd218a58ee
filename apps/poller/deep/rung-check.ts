import type { SealedThumbnail } from '#libs/database';
import type { DeepRung, EpochMs, PictureFaultCode, PictureMemory, RungVerdict, Sketch } from '#libs/domain';
import type { AddressPolicy } from '#libs/runtime';
import type { SignedLogin } from '../onvif/signed-visit.ts';
import type { Authentication, CameraCredential } from '../onvif/index.ts';
import type { WatchedCamera } from '../polling/watched-camera.ts';

/** What is known of a camera's pictures; the sketch of the last one lives here and nowhere else. */
export interface PictureState {
  readonly memory: PictureMemory;
  readonly sketch: Sketch | null;
}

/** One look at one rung of one camera. */
export interface RungRequest {
  readonly camera: WatchedCamera;
  readonly url: URL;
  /** For ONVIF questions; null: the camera answers everybody. */
  readonly login: SignedLogin | null;
  /** For the video port. */
  readonly credential: CameraCredential | null;
  readonly picture: PictureState;
  /** Checks of this rung in a row that looked bad. */
  readonly badBefore: number;
  /** Keeps a thumbnail of a fault that begins, if that is allowed; only then is it drawn. */
  readonly thumbnail: (code: PictureFaultCode, draw: () => Promise<Buffer | null>) => Promise<SealedThumbnail | null>;
  readonly deadlineMs: number;
  readonly policy: AddressPolicy;
  readonly clock: { now(): number };
  readonly now: EpochMs;
}

export interface RungResult {
  readonly verdict: RungVerdict;
  /** It looked bad this time, whether or not that is a fault yet. */
  readonly bad: boolean;
  /** The rule that spoke, for the history. */
  readonly rule: string;
  /** The camera refused something that was signed. */
  readonly refused: boolean;
  /** What the shared guard of the credential must know; null: nothing new. */
  readonly authentication: Authentication | null;
  /** What is known of its pictures from now on; null: as before. */
  readonly picture: PictureState | null;
  /** Blurred and sealed; null: none, as nearly always. */
  readonly thumbnail: SealedThumbnail | null;
}

export type RungCheck = (request: RungRequest) => Promise<RungResult>;
export type RungChecks = Readonly<Partial<Record<DeepRung, RungCheck>>>;

/** Something signed was refused: the login itself, or this question to this account; counted as a try. */
export const refusal = (refused: boolean): Partial<RungResult> =>
  refused ? { refused, authentication: { state: 'unknown', attempts: 1, detail: 'refused to answer' } } : {};

export const found = (verdict: RungVerdict, rule: string, more: Partial<RungResult> = {}): RungResult => ({
  ...{
    verdict,
    rule,
    bad: verdict.next === 'suspect',
    refused: false,
    authentication: null,
    picture: null,
    thumbnail: null,
  },
  ...more,
});
