import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CameraLoginStore, CameraStore, type ClaimedOperation, OperationStore } from '#libs/database';
import {
  CAMERA_ACCEPTANCE_KIND,
  type CameraAcceptanceRequest,
  type CameraCheckResult,
  type CameraIdentifyRequest,
  type EpochMs,
  operationPasswordScope,
} from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, LOGGER, type Logger, LoopRegistry, SecretBox } from '#libs/runtime';
import { discoverCameras } from '../discovery/discover-cameras.ts';
import { identifyCamera } from '../discovery/identify-camera.ts';
import type { CameraCredential } from '../onvif/index.ts';
import { Logins } from '../polling/ports.ts';
import { watch } from '../polling/watched-camera.ts';
import { checkCamera } from './check-camera.ts';

const KINDS = ['camera_discovery', 'camera_identify', CAMERA_ACCEPTANCE_KIND] as const;
const LOOK_EVERY_MS = 1_000;

/** Does the installer's questions, one at a time: which cameras are there, and what is this one? */
@Injectable()
export class CameraOperations implements OnApplicationBootstrap {
  constructor(
    private readonly operations: OperationStore,
    private readonly cameras: CameraStore,
    private readonly logins: Logins,
    private readonly tries: CameraLoginStore,
    private readonly policy: AddressPolicy,
    private readonly box: SecretBox,
    private readonly loops: LoopRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.add({ name: 'poller-operations', everyMs: LOOK_EVERY_MS, run: (now) => this.#work(now) });
  }

  async #work(now: EpochMs): Promise<void> {
    const operation = await this.operations.claim(KINDS, now);
    if (operation === null) return this.operations.expire(KINDS, now);
    try {
      const result = await this.#answer(operation);
      await this.operations.succeed(operation, result, this.clock.now());
    } catch (error) {
      this.logger.error({ operationId: operation.id, kind: operation.kind, err: error }, 'An operation failed');
      await this.operations.fail(operation, 'operation_failed', this.clock.now());
    }
  }

  #answer(operation: ClaimedOperation): Promise<object> {
    if (operation.kind === 'camera_discovery') return discoverCameras(this.policy);
    if (operation.kind === CAMERA_ACCEPTANCE_KIND)
      return this.#check(operation.request as unknown as CameraAcceptanceRequest);
    const request = operation.request as unknown as CameraIdentifyRequest;
    return this.#identify(operation.id, request);
  }

  /** A password that somebody types counts as any other try at that machine. */
  async #identify(id: string, request: CameraIdentifyRequest): Promise<object> {
    const url = new URL(request.url);
    const { policy, clock } = this;
    const credential = this.#credentialOf(id, request);
    if (credential === null) return identifyCamera({ url, credential, policy, clock });
    const right = await this.tries.tryAt(url.hostname, clock.now());
    if (!right.allowed) return identifyCamera({ url, credential: null, policy, clock });
    return identifyCamera({
      ...{ url, credential, mayTryAgain: right.again, policy, clock },
      remember: async (authentication) => {
        const isIn = authentication.state === 'accepted' || authentication.state === 'not_required';
        const attempts = 'attempts' in authentication ? authentication.attempts : 0;
        await this.tries.triedAt(url.hostname, isIn ? 'let_in' : attempts - 1, clock.now());
      },
    });
  }

  /** As any visit: with the registered password, which nobody tries that was rejected lately. */
  async #check({ deviceId }: CameraAcceptanceRequest): Promise<CameraCheckResult> {
    const now = this.clock.now();
    const row = await this.cameras.camera(deviceId);
    if (row === null) throw new Error(`${deviceId} is no camera in service`);
    const camera = watch(row, undefined, now, now);
    const right = await this.logins.rightFor(camera, now);
    const { policy, clock } = this;
    return checkCamera({
      ...{ row, right, policy, clock },
      remember: (authentication, at) => this.logins.remember(camera, authentication, right, at),
    });
  }

  #credentialOf(id: string, { username, password }: CameraIdentifyRequest): CameraCredential | null {
    if (username === undefined || password === undefined) return null;
    const sealed = { keyId: password.keyId, ciphertext: Buffer.from(password.ciphertext, 'base64') };
    return { username, password: this.box.open(sealed, operationPasswordScope(id)) };
  }
}
