import { describe, expect, it } from '@jest/globals';
import { normalizeMac, normalizeSerial } from './hardware.ts';

describe('what labels say', () => {
  it('knows a serial number again whatever its case and blanks', () => {
    expect(normalizeSerial(' ds-2cd 0123 ab')).toBe(normalizeSerial('DS-2CD0123AB'));
  });

  it.each(['AA-BB-CC-DD-EE-0F', 'aabb.ccdd.ee0f', 'aa:bb:cc:dd:ee:0f', 'AABBCCDDEE0F'])(
    'knows a MAC again: %s',
    (mac) => {
      expect(normalizeMac(mac)).toBe('aa:bb:cc:dd:ee:0f');
    },
  );
});
