import { Injectable } from '@nestjs/common';
import type { EpochMs, Language, Role, UnitId, UserId } from '#libs/domain';
import { newId } from '../new-id.ts';
import { endSubscriptions } from '../push/ended-subscriptions.ts';
import { Database, type Sql } from '../sql.ts';

export interface GrantRow {
  readonly id: string;
  readonly role: Role;
  readonly unitId: UnitId;
  readonly unitName: string;
}

/** A person as the API meets him: who, and what he may do where. */
export interface CallerRow {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly grants: readonly GrantRow[];
}

export interface LoginRow {
  readonly userId: UserId;
  readonly passwordHash: string | null;
}

export type Rotation =
  | { readonly kind: 'rotated'; readonly userId: UserId; readonly sessionId: string }
  /** `reused`: an already used token came back, so its whole session is over. */
  | { readonly kind: 'unknown' | 'ended' | 'reused' };

const CALLER = `
  SELECT u.id, u.email, u.name, u.language,
    coalesce((SELECT json_agg(json_build_object('id', g.id, 'role', g.role, 'unitId', g.unit_id, 'unitName', n.name)
        ORDER BY g.valid_from, g.id)
      FROM user_grant g JOIN unit n ON n.id = g.unit_id
      WHERE g.user_id = u.id AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to > $2)), '[]') AS grants
  FROM app_user u WHERE u.id = $1 AND u.disabled_at IS NULL`;

/** Sign-ins. A session is a family of refresh tokens, each good for one use. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  async loginOf(email: string): Promise<LoginRow | null> {
    const [row] = await this.database.query<LoginRow>(
      `SELECT id AS "userId", password_hash AS "passwordHash" FROM app_user
       WHERE lower(email) = lower($1) AND disabled_at IS NULL`,
      [email],
    );
    return row ?? null;
  }

  async start(userId: UserId, tokenHash: Buffer, expiresAt: EpochMs, now: EpochMs): Promise<string> {
    const sessionId = newId(now);
    const token = { userId, sessionId, tokenHash, expiresAt };
    await this.database.essential((tx) => insertToken(tx, token, now));
    return sessionId;
  }

  /**
   * `presented`: the token's hash under every key. Of two callers with one token, the second ends the session; unless it
   * comes at once and nobody used what the first one got: then an answer was lost on a bad line, or two tabs asked
   * together, and the token given before is exchanged for another.
   */
  rotate(presented: readonly Buffer[], tokenHash: Buffer, expiresAt: EpochMs, now: EpochMs): Promise<Rotation> {
    return this.database.essential(async (tx): Promise<Rotation> => {
      const [token] = await tx.query<{
        id: string;
        userId: UserId;
        sessionId: string;
        usedAt: Date | null;
        ended: boolean;
      }>(
        `SELECT id, user_id AS "userId", family_id AS "sessionId", used_at AS "usedAt",
           revoked_at IS NOT NULL OR expires_at <= $2 AS ended
         FROM refresh_token WHERE token_hash = ANY($1) FOR UPDATE`,
        [presented, new Date(now)],
      );
      if (!token) return { kind: 'unknown' };
      const { id, userId, sessionId } = token;
      if (token.usedAt !== null && !(await takeBackUnused(tx, { id, sessionId, usedAt: token.usedAt }, now))) {
        await revoke(tx, 'family_id = $1', sessionId, now);
        return { kind: 'reused' };
      }
      if (token.ended) return { kind: 'ended' };
      if (token.usedAt === null)
        await tx.query('UPDATE refresh_token SET used_at = $2 WHERE id = $1', [id, new Date(now)]);
      await insertToken(tx, { userId, sessionId, tokenHash, expiresAt }, now);
      return { kind: 'rotated', userId, sessionId };
    });
  }

  /** The signed-in person, or null when the session was ended or the account disabled. */
  async caller(userId: UserId, sessionId: string, now: EpochMs): Promise<CallerRow | null> {
    const [row] = await this.database.prepared<CallerRow>(
      `${CALLER} AND EXISTS (SELECT 1 FROM refresh_token t
         WHERE t.family_id = $3 AND t.user_id = u.id AND t.revoked_at IS NULL)`,
      [userId, new Date(now), sessionId],
    );
    return row ?? null;
  }

  async end(sessionId: string, now: EpochMs): Promise<void> {
    await revoke(this.database, 'family_id = $1', sessionId, now);
  }

  /** By the token in the cookie, whose access token may be gone. */
  async endByToken(presented: readonly Buffer[], now: EpochMs): Promise<void> {
    await revoke(
      this.database,
      'family_id IN (SELECT family_id FROM refresh_token WHERE token_hash = ANY($1))',
      presented,
      now,
    );
  }

  /** Of these sessions, those that are over. */
  async ended(sessionIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM unnest($1::uuid[]) AS id WHERE NOT EXISTS (
         SELECT 1 FROM refresh_token t JOIN app_user u ON u.id = t.user_id
         WHERE t.family_id = id AND t.revoked_at IS NULL AND u.disabled_at IS NULL)`,
      [sessionIds],
    );
    return rows.map((row) => row.id);
  }
}

export const endSessionsOf = (sql: Sql, userId: string, now: EpochMs): Promise<void> =>
  revoke(sql, 'user_id = $1', userId, now);

async function revoke(sql: Sql, condition: string, parameter: unknown, now: EpochMs): Promise<void> {
  const revoked = await sql.query(
    `UPDATE refresh_token SET revoked_at = $2 WHERE ${condition} AND revoked_at IS NULL RETURNING 1`,
    [parameter, new Date(now)],
  );
  // A phone somebody signed out from is not told any more.
  if (revoked.length > 0) await endSubscriptions(sql, now);
}

/** A used token may come again for so long (ms), while what it was exchanged for lies unused. */
const LOST_ANSWER = 60_000;

/** True: the one token that followed was never used and is good no more. */
async function takeBackUnused(
  sql: Sql,
  { id, sessionId, usedAt }: { readonly id: string; readonly sessionId: string; readonly usedAt: Date },
  now: EpochMs,
): Promise<boolean> {
  if (now - usedAt.getTime() > LOST_ANSWER) return false;
  const later = await sql.query<{ id: string; isUnused: boolean }>(
    `SELECT id, used_at IS NULL AS "isUnused" FROM refresh_token
     WHERE family_id = $1 AND id <> $2 AND (used_at >= $3 OR (used_at IS NULL AND revoked_at IS NULL)) FOR UPDATE`,
    [sessionId, id, usedAt],
  );
  const [next] = later;
  if (later.length !== 1 || !next?.isUnused) return false;
  await revoke(sql, 'id = $1', next.id, now);
  return true;
}

async function insertToken(
  sql: Sql,
  token: {
    readonly userId: UserId;
    readonly sessionId: string;
    readonly tokenHash: Buffer;
    readonly expiresAt: EpochMs;
  },
  now: EpochMs,
): Promise<void> {
  await sql.query(
    `INSERT INTO refresh_token (id, user_id, family_id, token_hash, issued_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [newId(now), token.userId, token.sessionId, token.tokenHash, new Date(now), new Date(token.expiresAt)],
  );
}
