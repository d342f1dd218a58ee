import { DAY, type EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** Sealed with the target's id as associated data. */
export interface SealedSecret {
  readonly ciphertext: Buffer;
  readonly keyId: string;
}

/** Receivers have so long to learn a new secret (ms). */
export const OLD_SECRET_SIGNS = DAY;

/** The one before signs beside it for a while. */
export async function replaceSecret(
  sql: Sql,
  id: string,
  { ciphertext, keyId }: SealedSecret,
  now: EpochMs,
): Promise<void> {
  await sql.query(
    `UPDATE target SET old_secret_ciphertext = secret_ciphertext, old_secret_key_id = secret_key_id, old_secret_until = $4,
       secret_ciphertext = $2, secret_key_id = $3 WHERE id = $1`,
    [id, ciphertext, keyId, new Date(now + OLD_SECRET_SIGNS)],
  );
}
