import { Injectable } from '@nestjs/common';
import { DAY, type EpochMs, MINUTE } from '#libs/domain';
import { Database } from '../sql.ts';

/** An answer kept sealed, because it may hold a secret that is shown once. */
export interface SealedAnswer {
  readonly keyId: string;
  /** Base64. */
  readonly ciphertext: string;
}

export type Claim =
  | { readonly kind: 'mine' }
  | { readonly kind: 'answered'; readonly status: number; readonly answer: SealedAnswer }
  | { readonly kind: 'other_body' | 'in_progress' };

/** A call whose process died in the middle may be made again after this long. */
const ABANDONED = MINUTE;

/** Answers to creating calls: the same key and body within a day get the same answer, once per caller. */
@Injectable()
export class IdempotencyStore {
  constructor(private readonly database: Database) {}

  async claim(caller: string, key: string, bodyHash: Buffer, now: EpochMs): Promise<Claim> {
    const [mine] = await this.database.prepared(
      `INSERT INTO idempotency_key AS k (caller, key, body_hash, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (caller, key) DO UPDATE SET body_hash = excluded.body_hash, status = NULL, response = NULL,
         created_at = excluded.created_at
       WHERE k.created_at <= $5 OR (k.status IS NULL AND k.body_hash = $3 AND k.created_at <= $6)
       RETURNING 1`,
      [caller, key, bodyHash, new Date(now), new Date(now - DAY), new Date(now - ABANDONED)],
    );
    if (mine) return { kind: 'mine' };
    const [known] = await this.database.prepared<{ same: boolean; status: number | null; response: SealedAnswer }>(
      'SELECT body_hash = $3 AS same, status, response FROM idempotency_key WHERE caller = $1 AND key = $2',
      [caller, key, bodyHash],
    );
    if (known?.same === false) return { kind: 'other_body' };
    if (known === undefined || known.status === null) return { kind: 'in_progress' };
    return { kind: 'answered', status: known.status, answer: known.response };
  }

  async answer(caller: string, key: string, status: number, answer: SealedAnswer): Promise<void> {
    await this.database.prepared(
      'UPDATE idempotency_key SET status = $3, response = $4 WHERE caller = $1 AND key = $2',
      [caller, key, status, JSON.stringify(answer)],
    );
  }

  /** A refused call has done nothing: the key may be used again. */
  async release(caller: string, key: string): Promise<void> {
    await this.database.prepared('DELETE FROM idempotency_key WHERE caller = $1 AND key = $2 AND status IS NULL', [
      caller,
      key,
    ]);
  }
}
