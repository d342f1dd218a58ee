import { Inject, Injectable } from '@nestjs/common';
import { CameraLoginStore } from '#libs/database';
import { cameraPasswordScope, type EpochMs, LOGIN_CLAIM, mayLogIn } from '#libs/domain';
import { LOGGER, type Logger, SecretBox } from '#libs/runtime';
import type { Authentication } from '../onvif/index.ts';
import { loginNews } from './login-news.ts';
import { type LoginRight, Logins, without } from './ports.ts';
import type { WatchedCamera } from './watched-camera.ts';

/** Logins of the pollers beside the database: rights and outcomes are rows. */
@Injectable()
export class CameraLogins extends Logins {
  constructor(
    private readonly store: CameraLoginStore,
    private readonly box: SecretBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async rightFor(camera: WatchedCamera, now: EpochMs): Promise<LoginRight> {
    const { deviceId, credentialVersion, username, passwordCiphertext, passwordKeyId } = camera.row;
    if (username === null || passwordCiphertext === null || passwordKeyId === null) return without('none');
    const permission = mayLogIn(camera.login, now);
    if (permission.allowed === false) return without('withheld');
    const sealed = { keyId: passwordKeyId, ciphertext: passwordCiphertext };
    const password = this.#opened(camera, sealed);
    if (password === null) return without('withheld');
    const credential = { username, password };
    if (permission.allowed === true) return { credential, again: true, counted: false };
    const claim = await this.store.claim(deviceId, credentialVersion, now);
    if (!claim.ours) {
      // Somebody else holds it, or it rests: looking again at every visit would cost and tell nothing.
      camera.login = { ...camera.login, blockedUntil: now + LOGIN_CLAIM };
      return without('withheld');
    }
    camera.login = claim.login;
    return { credential, again: claim.again, counted: true };
  }

  /** Our key is gone or the row was tampered with: null, and the camera is watched without a login. */
  #opened({ row }: WatchedCamera, sealed: { readonly keyId: string; readonly ciphertext: Buffer }): string | null {
    try {
      return this.box.open(sealed, cameraPasswordScope(row.deviceId));
    } catch (error) {
      this.logger.error({ deviceId: row.deviceId, err: error }, 'A camera password cannot be opened');
      return null;
    }
  }

  async remember(
    camera: WatchedCamera,
    authentication: Authentication,
    right: LoginRight,
    now: EpochMs,
  ): Promise<void> {
    const news = loginNews(camera, authentication, right);
    if (news === null) return;
    const { deviceId, credentialVersion } = camera.row;
    camera.login = await this.store.record({ deviceId, credentialVersion, ...news }, now);
  }
}
