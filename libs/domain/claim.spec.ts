import { describe, expect, it } from '@jest/globals';
import { claimCodeIn } from './claim.ts';

describe('a claim code as it is typed', () => {
  it.each([
    ['kx7m-a2pq-rst3', 'kx7ma2pqrst3'],
    ['KX7M A2PQ RST3', 'kx7ma2pqrst3'],
    [' kx7ma2pqrst3\n', 'kx7ma2pqrst3'],
    ['kx7m–a2pq–rst3', 'kx7ma2pqrst3'],
  ])('%j is read', (typed, code) => {
    expect(claimCodeIn(typed)).toBe(code);
  });

  it.each(['', 'kx7m-a2pq', 'kx7m-a2pq-rst3-uvw4', 'kx7m-a2pq-rstl', 'kx7m-a2pq-rst0', 'ạx7m-a2pq-rst3'])(
    '%j is none of ours',
    (typed) => {
      expect(claimCodeIn(typed)).toBeNull();
    },
  );
});
