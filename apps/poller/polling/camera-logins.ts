import { Inject, Injectable } from '@nestjs/common';
import { CameraStore } from '#libs/database';
import { afterLogin, cameraPasswordScope, type EpochMs, LOGIN_CLAIM, type LoginOutcome, mayLogIn } from '#libs/domain';
import { LOGGER, type Logger, SecretBox } from '#libs/runtime';
import type { Authentication, CameraCredential } from '../onvif/index.ts';
import type { WatchedCamera } from './watched-camera.ts';

/** Keeps all pollers together polite to lock-outs: who may use a camera's credential now, and what came of it. */
@Injectable()
export class CameraLogins {
  constructor(
    private readonly cameras: CameraStore,
    private readonly box: SecretBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The credential in clear, for one probe only. */
  async credentialFor(camera: WatchedCamera, now: EpochMs): Promise<CameraCredential | 'none' | 'withheld'> {
    const { username, passwordCiphertext, passwordKeyId } = camera.row;
    if (username === null || passwordCiphertext === null || passwordKeyId === null) return 'none';
    const permission = mayLogIn(camera.login, now);
    if (permission.allowed === false) return 'withheld';
    if (permission.allowed === 'after_claim' && !(await this.#claim(camera, now))) return 'withheld';
    const sealed = { keyId: passwordKeyId, ciphertext: passwordCiphertext };
    try {
      return { username, password: this.box.open(sealed, cameraPasswordScope(camera.row.deviceId)) };
    } catch (error) {
      // Our key is gone or the row was tampered with: the camera can still be watched without a login.
      this.logger.error({ deviceId: camera.row.deviceId, err: error }, 'A camera password cannot be opened');
      return 'withheld';
    }
  }

  async #claim(camera: WatchedCamera, now: EpochMs): Promise<boolean> {
    const { deviceId, credentialVersion } = camera.row;
    const until = now + LOGIN_CLAIM;
    const ours = await this.cameras.claimCredential(deviceId, credentialVersion, until, now);
    camera.login = { ...camera.login, blockedUntil: until };
    return ours;
  }

  /** Remembers the outcome for all pollers before the next visit; an unclear one lets the claim run out by itself. */
  async remember(camera: WatchedCamera, authentication: Authentication, now: EpochMs): Promise<void> {
    const outcome = loginOutcome(authentication);
    if (outcome === null) return;
    const login = afterLogin(outcome, now);
    const known = login.state === camera.login.state && login.blockedUntil === camera.login.blockedUntil;
    camera.login = login;
    if (known) return;
    const { deviceId, credentialVersion } = camera.row;
    const attemptsLeft = outcome.kind === 'rejected' ? outcome.attemptsLeft : null;
    await this.cameras.saveCredentialOutcome({ deviceId, credentialVersion, ...login, attemptsLeft }, now);
  }
}

function loginOutcome(authentication: Authentication): LoginOutcome | null {
  switch (authentication.state) {
    case 'accepted':
    case 'locked_out':
      return { kind: authentication.state };
    case 'rejected':
      return { kind: 'rejected', attemptsLeft: authentication.attemptsLeft };
    case 'not_required':
    case 'not_tried':
    case 'unknown':
      return null;
  }
}
