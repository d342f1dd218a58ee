import { Injectable } from '@nestjs/common';
import type { EpochMs } from '#libs/domain';
import { Database } from '../sql.ts';

/** What browsers subscribe with, and the sealed other half. */
export interface PushKey {
  readonly publicKey: string;
  readonly privateKey: { readonly keyId: string; readonly ciphertext: Buffer };
}

/** The one pair of keys by which push services know this installation. Once made it stays: subscriptions hang on it. */
@Injectable()
export class PushKeys {
  constructor(private readonly database: Database) {}

  async read(): Promise<PushKey | null> {
    const [row] = await this.database.query<{ publicKey: string; keyId: string; ciphertext: Buffer }>(
      `SELECT public_key AS "publicKey", private_key_id AS "keyId", private_ciphertext AS ciphertext FROM push_key`,
    );
    return row ? { publicKey: row.publicKey, privateKey: { keyId: row.keyId, ciphertext: row.ciphertext } } : null;
  }

  /** Of several processes that start at once, one gives the pair. */
  async ensure(make: () => PushKey, now: EpochMs): Promise<PushKey> {
    const known = await this.read();
    if (known) return known;
    const { publicKey, privateKey } = make();
    await this.database.query(
      `INSERT INTO push_key (public_key, private_ciphertext, private_key_id, made_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [publicKey, privateKey.ciphertext, privateKey.keyId, new Date(now)],
    );
    const kept = await this.read();
    if (!kept) throw new Error('the push key was not kept');
    return kept;
  }
}
