import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { ClaimedDevice, ClaimRequest } from '#libs/contracts';
import { ClaimStore } from '#libs/database';
import { CLAIM_TRIES, claimCodeIn, claimSecret, SECOND } from '#libs/domain';
import { type Clock, CLOCK, isOpeningKey, SecretBox } from '#libs/runtime';
import { randomSecret } from '../auth/random-text.ts';
import { ApiError, FieldsRefused } from '../http/api-error.ts';
import { BoundedCounters } from '../http/bounded-counters.ts';
import { MqttDoors } from './mqtt-doors.ts';
import { mqttCredentials } from './new-device.ts';

/** Hands a device its password for a code, and slows down who guesses. */
@Injectable()
export class Claims {
  readonly #wrong = new BoundedCounters();

  constructor(
    private readonly codes: ClaimStore,
    private readonly doors: MqttDoors,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async claim({ claimCode, nonce, publicKey, ...hardware }: ClaimRequest, request: Request): Promise<ClaimedDevice> {
    const now = this.clock.now();
    const address = request.ip ?? '';
    const { most, withinMs } = CLAIM_TRIES;
    const until = this.#wrong.pausedUntil(address, most, withinMs, now);
    if (until > 0) throw new ApiError('claimed_too_often', { retryAfterSeconds: Math.ceil((until - now) / SECOND) });
    // Counted before it is looked up, so that guesses sent at once are counted too.
    this.#wrong.count(address, withinMs, now);
    const code = claimCodeIn(claimCode);
    if (code === null) throw new ApiError('claim_code_not_found');
    const sealFor = publicKey === undefined ? null : Buffer.from(publicKey, 'base64');
    if (sealFor !== null && !isOpeningKey(sealFor))
      throw new FieldsRefused([{ path: 'publicKey', code: 'characters', values: {} }]);
    const password = randomSecret();
    const claim = {
      codeHashes: this.box.keyedHashes(claimSecret(code)),
      claimantHashes: this.box.keyedHashes(`claimant:${nonce}`),
      secret: this.box.hashToStore(password),
      sealFor,
      hardware,
    };
    const { id, intervalSeconds } = await this.codes.claim(claim, now);
    this.#wrong.forget(address);
    const { host, port, tlsPort } = this.doors.of(request);
    return {
      deviceId: id,
      mqtt: mqttCredentials(id, password),
      door: { host, port, tlsPort },
      intervalSeconds,
    };
  }
}
