import { describe, expect, it } from '@jest/globals';
import { chooseChallenge, digestAuthorization } from './http-digest.ts';

describe('chooseChallenge', () => {
  it.each([
    ['nothing', [], { kind: 'none' }],
    ['Basic only', ['Basic realm="x"'], { kind: 'unusable', reason: 'basic_only' }],
    [
      'an unknown algorithm',
      ['Digest realm="r", nonce="n", algorithm=SHA-512-256'],
      { kind: 'unusable', reason: 'unknown_algorithm' },
    ],
    ['a challenge without nonce', ['Digest realm="r"'], { kind: 'unusable', reason: 'unknown_algorithm' }],
  ])('given %s', (_what, headers, expected) => {
    expect(chooseChallenge(headers)).toEqual(expected);
  });

  it('reads = and , and escapes inside quotes, with Basic in the same header', () => {
    const header = String.raw`Basic realm="a,b", Digest realm="IP \"Cam\", x=1", nonce="n=,==" , qop="auth,auth-int", stale=TRUE`;
    expect(chooseChallenge([header])).toMatchObject({
      kind: 'digest',
      challenge: {
        realm: 'IP "Cam", x=1',
        nonce: 'n=,==',
        qop: 'auth',
        algorithm: 'MD5',
        stale: true,
        announcedAlgorithm: null,
      },
    });
  });

  it('prefers SHA-256 among several', () => {
    const headers = ['Digest realm="r", nonce="1"', 'Digest realm="r", nonce="2", algorithm=SHA-256'];
    expect(chooseChallenge(headers)).toMatchObject({ challenge: { nonce: '2', algorithm: 'SHA-256', qop: null } });
  });

  it('reads a hostile header quickly', () => {
    expect(chooseChallenge([`Digest ${'a="'.repeat(50_000)}`])).toEqual({
      kind: 'unusable',
      reason: 'unknown_algorithm',
    });
  });
});

it('computes the response of RFC 2069 when no qop is offered', () => {
  const offered = chooseChallenge(['Digest realm="r", nonce="n"']);
  const header =
    offered.kind === 'digest'
      ? digestAuthorization(
          offered.challenge,
          { username: 'u', password: 'p' },
          { path: '/x', body: '', nonceCount: 1 },
        )
      : '';
  // md5(md5("u:r:p") ":n:" md5("POST:/x")), computed with md5sum
  expect(header).toBe(
    'Digest username="u", realm="r", nonce="n", uri="/x", response="c155f87b326ac884071d34256c20a29e"',
  );
});
