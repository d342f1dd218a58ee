/** The installer's aids, asked for through an operation row and done by a poller. */

/** `camera_discovery`: which cameras answer WS-Discovery in the poller's own networks? The request is empty. */
export interface CameraDiscoveryResult {
  readonly cameras: readonly FoundCamera[];
  /** More answered than are listed. */
  readonly truncated: boolean;
}

/** As the camera says of itself, clipped; nothing of it is proven. */
export interface FoundCamera {
  /** Where its device service answers; ready to be registered. */
  readonly url: string;
  readonly name: string | null;
  readonly model: string | null;
  readonly location: string | null;
  /** Its own id (`urn:uuid:…`). */
  readonly urn: string;
}

/** `camera_identify`: what is this camera, and does the password work? One login at most. */
export interface CameraIdentifyRequest {
  readonly url: string;
  readonly username?: string;
  /** Sealed with `operationPasswordScope(operationId)`; ciphertext in base64. */
  readonly password?: { readonly keyId: string; readonly ciphertext: string };
}

export interface CameraIdentifyResult {
  readonly reachable: boolean;
  readonly onvif: boolean;
  readonly login: 'accepted' | 'not_required' | 'rejected' | 'locked_out' | 'not_tried' | 'unknown';
  readonly attemptsLeft: number | null;
  /** Camera minus us, seconds; null: it did not tell. */
  readonly clockDriftSeconds: number | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  /** Empty when the login did not work or the camera could not be asked further; `detail` says why. */
  readonly profiles: readonly CameraProfile[];
  readonly detail: string;
}

export interface CameraProfile {
  readonly token: string;
  readonly name: string;
  readonly encoding: string;
  readonly width: number;
  readonly height: number;
  /** As announced; nothing has been fetched from it. */
  readonly streamUri: string;
  readonly snapshotUri: string;
}
