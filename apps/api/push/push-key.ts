import { generateKeyPairSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type PushKey, PushKeys } from '#libs/database';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';

/** The public half of the key by which push services know this installation; made when there is none yet. */
@Injectable()
export class OwnPushKey {
  #publicKey: string | null = null;

  constructor(
    private readonly keys: PushKeys,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async publicKey(): Promise<string> {
    this.#publicKey ??= (await this.keys.ensure(() => newPair(this.box), this.clock.now())).publicKey;
    return this.#publicKey;
  }
}

/** P-256, as RFC 8292 wants it: the public key as an uncompressed point, both in base64url. */
function newPair(box: SecretBox): PushKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return { publicKey: point.toString('base64url'), privateKey: box.seal(d, 'push_key') };
}
