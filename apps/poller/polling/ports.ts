import type { CameraObservation, CameraToPoll, CheckedRung, RungRow, SealedThumbnail } from '#libs/database';
import type { DeviceNo, EpochMs, PictureFaultCode, PictureMemory } from '#libs/domain';
import type { Authentication, CameraCredential } from '../onvif/index.ts';
import type { WatchedCamera } from './watched-camera.ts';

/**
 * What visits need of the world around them. Beside the database these are rows; at the edge, in a village's network,
 * they are what the agent was told and what it will report.
 */

/** The credential in clear, for one visit only. */
export interface LoginRight {
  /** `withheld`: there is one, but it may not be used now. */
  readonly credential: CameraCredential | 'none' | 'withheld';
  /** A second login in this visit still cannot lock the account. */
  readonly again: boolean;
  /** This visit's first login has been counted already, when the right was taken. */
  readonly counted: boolean;
}

export const without = (credential: 'none' | 'withheld'): LoginRight => ({ credential, again: false, counted: false });

/** Keeps all who visit cameras polite to lock-outs: who may use a credential now, and what came of it. */
export abstract class Logins {
  abstract rightFor(camera: WatchedCamera, now: EpochMs): Promise<LoginRight>;
  /** Remembers the outcome for everybody before the next visit. */
  abstract remember(
    camera: WatchedCamera,
    authentication: Authentication,
    right: LoginRight,
    now: EpochMs,
  ): Promise<void>;
}

/** Where what deep checks found goes, and what was found before. */
export abstract class LadderRows {
  abstract readings(deviceNos: readonly DeviceNo[]): Promise<readonly RungRow[]>;
  abstract pictures(deviceNos: readonly DeviceNo[]): Promise<ReadonlyMap<DeviceNo, PictureMemory>>;
  /** A thumbnail of a fault that begins, sealed; null: the unit does not allow it, and then `draw` is not called. */
  abstract thumbnail(
    camera: CameraToPoll,
    code: PictureFaultCode,
    draw: () => Promise<Buffer | null>,
  ): Promise<SealedThumbnail | null>;
  /** Rejects when it cannot be kept now; the caller keeps it and tries again. */
  abstract write(checked: readonly CheckedRung[], now: EpochMs): Promise<void>;
}

/** Where what visits found goes. */
export abstract class Findings {
  /** Rejects when it cannot be kept now; the caller keeps it and tries again. */
  abstract write(found: readonly CameraObservation[], now: EpochMs): Promise<void>;
}
