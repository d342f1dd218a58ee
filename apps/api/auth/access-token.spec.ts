import { describe, expect, it } from '@jest/globals';
import type { UserId } from '#libs/domain';
import { SecretBox } from '#libs/runtime';
import { ACCESS_LIFETIME, AccessTokens } from './access-token.ts';

const tokens = new AccessTokens(new SecretBox([Buffer.alloc(32, 7)]));
const token = tokens.issue('u' as UserId, 's', 1_000);

describe('access tokens', () => {
  it('says who and which session until it ends', () => {
    expect(tokens.read(token, 1_000)).toEqual({
      claims: { userId: 'u', sessionId: 's', expiresAt: 1_000 + ACCESS_LIFETIME },
    });
    expect(tokens.read(token, 1_000 + ACCESS_LIFETIME)).toEqual({ refused: 'expired' });
  });

  it.each([
    ['another key', new AccessTokens(new SecretBox([Buffer.alloc(32, 8)])).issue('u' as UserId, 's', 1_000)],
    ['changed claims', token.replace('ct1.', 'ct1.A')],
    ['another version', token.replace('ct1', 'ct2')],
    ['something appended', `${token}.x`],
    ['nothing', ''],
  ])('refuses %s', (_, forged) => {
    expect(tokens.read(forged, 1_000)).toEqual({ refused: 'not_ours' });
  });
});
