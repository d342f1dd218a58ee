import { Injectable } from '@nestjs/common';
import { MINUTE, type EpochMs, type UserId } from '#libs/domain';
import { SecretBox } from '#libs/runtime';

export const ACCESS_LIFETIME = 15 * MINUTE;
const VERSION = 'ct1';

export interface AccessClaims {
  readonly userId: UserId;
  readonly sessionId: string;
  readonly expiresAt: EpochMs;
}

export type AccessVerdict = { readonly claims: AccessClaims } | { readonly refused: 'not_ours' | 'expired' };

/**
 * `ct1.{claims}.{key id}.{signature}`: says who and until when, signed with the installation's key. Whether the session
 * still holds is asked of the database with each call, so signing out works at once.
 */
@Injectable()
export class AccessTokens {
  constructor(private readonly box: SecretBox) {}

  issue(userId: UserId, sessionId: string, now: EpochMs): string {
    const claims = Buffer.from(JSON.stringify([userId, sessionId, now + ACCESS_LIFETIME])).toString('base64url');
    return `${VERSION}.${claims}.${this.box.keyedHash(signed(claims))}`;
  }

  read(token: string, now: EpochMs): AccessVerdict {
    const [version, claims, keyId, signature, more] = token.split('.');
    if (version !== VERSION || !claims || !keyId || !signature || more !== undefined) return { refused: 'not_ours' };
    if (!this.box.verify(signed(claims), `${keyId}.${signature}`)) return { refused: 'not_ours' };
    const [userId, sessionId, expiresAt] = JSON.parse(Buffer.from(claims, 'base64url').toString()) as [
      UserId,
      string,
      EpochMs,
    ];
    return expiresAt <= now ? { refused: 'expired' } : { claims: { userId, sessionId, expiresAt } };
  }
}

/** The same key hashes other secrets: this prefix keeps the purposes apart. */
const signed = (claims: string): string => `access-token:${claims}`;
