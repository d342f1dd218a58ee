import { Injectable } from '@nestjs/common';
import type { EpochMs } from '#libs/domain';
import type { Authentication } from '../onvif/index.ts';
import { loginNews } from '../polling/login-news.ts';
import { type LoginRight, Logins, without } from '../polling/ports.ts';
import type { WatchedCamera } from '../polling/watched-camera.ts';
import { EdgeWatch } from './edge-watch.ts';
import { ObservationBuffer } from './observation-buffer.ts';

/** Logins at the edge: rights come with the list of cameras, one login each; outcomes go with the reports. */
@Injectable()
export class EdgeLogins extends Logins {
  constructor(
    private readonly watch: EdgeWatch,
    private readonly buffer: ObservationBuffer,
  ) {
    super();
  }

  async rightFor({ row, login }: WatchedCamera, now: EpochMs): Promise<LoginRight> {
    const { username, deviceNo } = row;
    if (username === null) return without('none');
    const password = this.watch.passwordOf(deviceNo);
    if (password === null) return without('withheld');
    const credential = { username, password };
    if (login.state === 'accepted') return { credential, again: true, counted: false };
    const grant = this.watch.takeGrant(deviceNo, now);
    return grant === null ? without('withheld') : { credential, again: grant.again, counted: true };
  }

  async remember(camera: WatchedCamera, authentication: Authentication, right: LoginRight): Promise<void> {
    const news = loginNews(camera, authentication, right);
    if (news === null) return;
    const { outcome, uncounted } = news;
    const { deviceNo, credentialVersion } = camera.row;
    const attemptsLeft = outcome.kind === 'rejected' ? outcome.attemptsLeft : null;
    // What is not accepted waits for another right; how long is decided where all tries are counted.
    camera.login = { state: outcome.kind === 'unclear' ? 'untried' : outcome.kind, blockedUntil: null };
    this.buffer.addLogin(deviceNo, { credentialVersion, outcome: outcome.kind, attemptsLeft, uncounted });
  }
}
