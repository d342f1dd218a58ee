import { Injectable } from '@nestjs/common';
import { type EpochMs, MINUTE } from '#libs/domain';
import { type Access, requireTop } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/** A text sealed for this account; nobody in this room can read it. */
export interface SealedText {
  readonly keyId: string;
  readonly ciphertext: Buffer;
}

export interface TokenRow {
  readonly access: SealedText | null;
  readonly refresh: SealedText | null;
  readonly accessUntil: EpochMs | null;
  readonly refreshedAt: EpochMs | null;
  readonly generation: number;
  readonly code: SealedText | null;
  readonly refusedReason: string | null;
  readonly refusedAt: EpochMs | null;
}

/** A pair as it is to be stored. */
export interface NewPair {
  readonly access: SealedText;
  readonly refresh: SealedText;
  readonly accessUntil: EpochMs;
}

/** What became of asking the provider. `unknown`: nothing changes, it is asked again. */
export type Exchanged =
  | { readonly kind: 'pair'; readonly pair: NewPair }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown' };

const sealed = (keyId: string | null, ciphertext: Buffer | null): SealedText | null =>
  keyId === null || ciphertext === null ? null : { keyId, ciphertext };

interface Row extends Omit<TokenRow, 'access' | 'refresh' | 'code'> {
  access_key_id: string | null;
  access_ciphertext: Buffer | null;
  refresh_key_id: string | null;
  refresh_ciphertext: Buffer | null;
  code_key_id: string | null;
  code_ciphertext: Buffer | null;
}

/** The account of this installation's Official Account. */
export const OA_ACCOUNT = 'zalo_oa';

/** What a token of the Official Account, or a consent, is sealed for. */
export const oaTokenScope = (part: 'access' | 'refresh' | 'code'): string => `channel_token:${OA_ACCOUNT}:${part}`;

/** Tokens of provider accounts that rotate: a refresh token works once, so a pair must never be lost or fetched twice. */
@Injectable()
export class ChannelTokens {
  constructor(private readonly database: Database) {}

  read(account: string): Promise<TokenRow | null> {
    return readRow(this.database, account, '');
  }

  /**
   * Asks the provider while the row is locked, unless `isNeeded` says, of what stands there by then, that somebody else
   * has done it. What comes back is committed before anybody uses it. Network inside a transaction, for once: the lock
   * is what keeps a second process from spending the same refresh token. `exchange` must end within ten seconds.
   */
  async change(
    account: string,
    isNeeded: (row: TokenRow) => boolean,
    exchange: (row: TokenRow) => Promise<Exchanged>,
    now: EpochMs,
  ): Promise<TokenRow | null> {
    await this.database.transaction(async (tx) => {
      const row = await readRow(tx, account, 'FOR UPDATE');
      if (row === null || !isNeeded(row)) return;
      const exchanged = await exchange(row);
      if (exchanged.kind === 'pair') await writePair(tx, account, exchanged.pair, now);
      if (exchanged.kind === 'refused') await writeRefusal(tx, account, exchanged.reason, now);
    });
    return this.read(account);
  }

  /** A pair that a person brought who answers for the whole installation. */
  async bring({ actor, scope }: Access, account: string, pair: NewPair, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireTop(tx, scope);
      await tx.query('INSERT INTO channel_token (account) VALUES ($1) ON CONFLICT DO NOTHING', [account]);
      await writePair(tx, account, pair, now);
      await recordAudit(tx, actor, { action: 'channel.connect', objectKind: 'channel', objectId: null, unitId }, now);
    });
  }

  /** From now on, for a quarter of an hour, one consent is taken: nobody else can hand us an account of his. */
  async awaitConsent({ actor, scope }: Access, account: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireTop(tx, scope);
      await tx.query(
        `INSERT INTO channel_token (account, code_at) VALUES ($1, $2)
         ON CONFLICT (account) DO UPDATE SET code_at = $2, code_key_id = NULL, code_ciphertext = NULL`,
        [account, new Date(now)],
      );
      await recordAudit(tx, actor, { action: 'channel.consent', objectKind: 'channel', objectId: null, unitId }, now);
    });
  }

  /** A consent; the engine exchanges it. False: nobody waits for one. */
  async storeCode(account: string, { keyId, ciphertext }: SealedText, now: EpochMs): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE channel_token SET code_key_id = $2, code_ciphertext = $3
       WHERE account = $1 AND code_ciphertext IS NULL AND code_at BETWEEN $4 AND $5 RETURNING 1`,
      [account, keyId, ciphertext, new Date(now - CONSENT_WITHIN), new Date(now)],
    );
    return rows.length > 0;
  }
}

const CONSENT_WITHIN = 15 * MINUTE;

async function readRow(sql: Sql, account: string, lock: '' | 'FOR UPDATE'): Promise<TokenRow | null> {
  const [row] = await sql.prepared<Row>(
    `SELECT access_key_id, access_ciphertext, refresh_key_id, refresh_ciphertext, code_key_id, code_ciphertext,
       ${epoch('access_until')} AS "accessUntil", ${epoch('refreshed_at')} AS "refreshedAt", generation,
       refused_reason AS "refusedReason", ${epoch('refused_at')} AS "refusedAt"
     FROM channel_token WHERE account = $1 ${lock}`,
    [account],
  );
  if (!row) return null;
  const { accessUntil, refreshedAt, generation, refusedReason, refusedAt } = row;
  return {
    ...{ accessUntil, refreshedAt, generation, refusedReason, refusedAt },
    access: sealed(row.access_key_id, row.access_ciphertext),
    refresh: sealed(row.refresh_key_id, row.refresh_ciphertext),
    code: sealed(row.code_key_id, row.code_ciphertext),
  };
}

/** A new pair ends every complaint about the old one. */
async function writePair(sql: Sql, account: string, { access, refresh, accessUntil }: NewPair, now: EpochMs) {
  await sql.query(
    `UPDATE channel_token SET access_key_id = $2, access_ciphertext = $3, refresh_key_id = $4, refresh_ciphertext = $5,
       access_until = $6, refreshed_at = $7, generation = generation + 1, code_key_id = NULL, code_ciphertext = NULL,
       code_at = NULL, refused_reason = NULL, refused_at = NULL
     WHERE account = $1`,
    [
      ...[account, access.keyId, access.ciphertext, refresh.keyId, refresh.ciphertext],
      ...[new Date(accessUntil), new Date(now)],
    ],
  );
  // What stood still for want of tokens is tried at once.
  await sql.query(
    `UPDATE channel_account SET probe_at = $1 WHERE channel IN ('zalo_gmf','zalo_template')
       AND paused_reason IN ('zalo_token_refused','zalo_not_connected') AND probe_at > $1`,
    [new Date(now)],
  );
}

/**
 * The access token goes on as long as it lives. A code that was turned down is worth nothing, and says nothing of a pair
 * that works.
 */
async function writeRefusal(sql: Sql, account: string, reason: string, now: EpochMs): Promise<void> {
  await sql.query(
    `UPDATE channel_token SET code_key_id = NULL, code_ciphertext = NULL, code_at = NULL,
       refused_reason = CASE WHEN code_ciphertext IS NULL OR access_ciphertext IS NULL THEN $2 ELSE refused_reason END,
       refused_at = CASE WHEN code_ciphertext IS NULL OR access_ciphertext IS NULL THEN coalesce(refused_at, $3)
         ELSE refused_at END
     WHERE account = $1`,
    [account, reason, new Date(now)],
  );
}
