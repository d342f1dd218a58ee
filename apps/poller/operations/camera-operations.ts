import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type ClaimedOperation, OperationStore } from '#libs/database';
import { type CameraIdentifyRequest, type EpochMs, operationPasswordScope } from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, LOGGER, type Logger, LoopRegistry, SecretBox } from '#libs/runtime';
import { discoverCameras } from '../discovery/discover-cameras.ts';
import { identifyCamera } from '../discovery/identify-camera.ts';
import type { CameraCredential } from '../onvif/index.ts';

const KINDS = ['camera_discovery', 'camera_identify'] as const;
const LOOK_EVERY_MS = 1_000;

/** Does the installer's questions, one at a time: which cameras are there, and what is this one? */
@Injectable()
export class CameraOperations implements OnApplicationBootstrap {
  constructor(
    private readonly operations: OperationStore,
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
    const request = operation.request as unknown as CameraIdentifyRequest;
    return identifyCamera({
      url: new URL(request.url),
      credential: this.#credentialOf(operation.id, request),
      policy: this.policy,
      clock: this.clock,
    });
  }

  #credentialOf(id: string, { username, password }: CameraIdentifyRequest): CameraCredential | null {
    if (username === undefined || password === undefined) return null;
    const sealed = { keyId: password.keyId, ciphertext: Buffer.from(password.ciphertext, 'base64') };
    return { username, password: this.box.open(sealed, operationPasswordScope(id)) };
  }
}
