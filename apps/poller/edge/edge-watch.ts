import { Inject, Injectable } from '@nestjs/common';
import { edgePasswordScope, type EdgeCamera, type EdgeConfig } from '#libs/contracts';
import type { CameraToPoll } from '#libs/database';
import type { DeviceId, DeviceNo, EpochMs, SiteId } from '#libs/domain';
import { type Logger, LOGGER, openSealedFor } from '#libs/runtime';
import { isSameRegistration, returnToRhythm, rewatch, watch, type WatchedCamera } from '../polling/watched-camera.ts';
import type { AgentState } from './agent-state.ts';

/** Injection token: who this agent is. */
export const AGENT = Symbol('AGENT');

/** A right to one login, given with the list of cameras; used once, and not after its time. */
export interface Grant {
  readonly id: string;
  readonly again: boolean;
  readonly until?: EpochMs;
}

/**
 * The cameras this agent was told to watch. Passwords are in this process's memory alone: after a restart it waits until
 * it is told again.
 */
@Injectable()
export class EdgeWatch {
  readonly #cameras = new Map<number, WatchedCamera>();
  readonly #passwords = new Map<number, string>();
  readonly #grants = new Map<number, Grant>();
  readonly #used = new Map<number, string>();
  #since: EpochMs | null = null;

  constructor(
    @Inject(AGENT) private readonly agent: AgentState,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get cameras(): ReadonlyMap<number, WatchedCamera> {
    return this.#cameras;
  }

  /** Since when it watches without a gap; null: it has not been told what. */
  get since(): EpochMs | null {
    return this.#since;
  }

  /** We stood still: silence until now proves nothing. */
  noteGap(now: EpochMs): void {
    if (this.#since !== null) this.#since = now;
  }

  /** Time was set back: every camera returns to its rhythm, and nobody spoke later than now. */
  forgetFuture(now: EpochMs): void {
    this.noteGap(now);
    for (const camera of this.#cameras.values()) returnToRhythm(camera, now);
  }

  passwordOf(camera: number): string | null {
    return this.#passwords.get(camera) ?? null;
  }

  /** Takes the right to one login, if one was given and not used; over its time it may be somebody else's. */
  takeGrant(camera: number, now: EpochMs): Grant | null {
    const grant = this.#grants.get(camera) ?? null;
    this.#grants.delete(camera);
    if (grant !== null) this.#used.set(camera, grant.id);
    return grant?.until !== undefined && now >= grant.until ? null : grant;
  }

  /** All cameras there are from now on; new and changed ones are visited at once. */
  apply({ cameras }: EdgeConfig, now: EpochMs): void {
    this.#since ??= now;
    const given = new Set(cameras.map(({ camera }) => camera));
    for (const known of this.#cameras.keys()) if (!given.has(known)) this.#forget(known);
    for (const camera of cameras) this.#take(camera, now);
  }

  #forget(camera: number): void {
    for (const map of [this.#cameras, this.#passwords, this.#grants, this.#used]) map.delete(camera);
  }

  #take(given: EdgeCamera, now: EpochMs): void {
    const { camera: no, login } = given;
    const row = rowOf(given);
    const known = this.#cameras.get(no);
    if (known === undefined) this.#cameras.set(no, watch(row, undefined, now, now));
    else if (!isSameRegistration(known.row, row)) rewatch(known, row, now);
    const camera = this.#cameras.get(no);
    if (camera !== undefined && known?.login.state !== 'accepted')
      camera.login = { state: login.state, blockedUntil: null };
    const password = this.#open(given);
    if (password === null) this.#passwords.delete(no);
    else this.#passwords.set(no, password);
    if (login.granted !== null && login.granted.id !== this.#used.get(no)) this.#grants.set(no, login.granted);
  }

  #open({ deviceId, credentialVersion, sealedPassword }: EdgeCamera): string | null {
    if (sealedPassword === null) return null;
    const scope = edgePasswordScope(this.agent.deviceId, deviceId, credentialVersion);
    try {
      return openSealedFor(this.agent.privateKey, Buffer.from(sealedPassword, 'base64'), scope);
    } catch (err) {
      this.logger.error({ deviceId, err }, 'A camera password cannot be opened: it was sealed for another key');
      return null;
    }
  }
}

/** Without what differs each time the same is told. */
function rowOf({
  sealedPassword: _,
  login,
  camera,
  deviceId,
  siteId,
  factoryPassword = null,
  ...given
}: EdgeCamera): CameraToPoll {
  return {
    ...given,
    deviceNo: camera as DeviceNo,
    deviceId: deviceId as DeviceId,
    siteId: siteId as SiteId,
    factoryPassword,
    lifecycle: 'active',
    passwordCiphertext: null,
    passwordKeyId: null,
    credentialState: login.state,
    credentialBlockedUntil: null,
    credentialCheckedAt: null,
    attemptsLeft: null,
  };
}
