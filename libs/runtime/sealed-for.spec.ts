import { describe, expect, it } from '@jest/globals';
import { isOpeningKey, newOpeningKey, openSealedFor, sealFor } from './sealed-for.ts';

describe('what is sealed for somebody', () => {
  const [mine, other] = [newOpeningKey(), newOpeningKey()];
  const publicKey = Buffer.from(mine.publicKey, 'base64');
  const sealed = sealFor(publicKey, 'mật khẩu &<"', 'camera 7');

  it('is read by the holder of the key, and twice sealed looks different', () => {
    expect(openSealedFor(mine.privateKey, sealed, 'camera 7')).toBe('mật khẩu &<"');
    expect(sealFor(publicKey, 'mật khẩu &<"', 'camera 7').equals(sealed)).toBe(false);
    expect(sealed.includes('mật khẩu')).toBe(false);
  });

  it('is read by nobody else, for nothing else, and not after a change', () => {
    expect(() => openSealedFor(other.privateKey, sealed, 'camera 7')).toThrow();
    expect(() => openSealedFor(mine.privateKey, sealed, 'camera 8')).toThrow();
    for (const at of [0, 40, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openSealedFor(mine.privateKey, changed, 'camera 7')).toThrow();
    }
    expect(() => openSealedFor(mine.privateKey, sealed.subarray(0, 50), 'camera 7')).toThrow();
  });

  it('is for points of the curve only', () => {
    expect(isOpeningKey(publicKey)).toBe(true);
    expect([Buffer.alloc(32), Buffer.alloc(31, 7), Buffer.alloc(0)].map(isOpeningKey)).toEqual([false, false, false]);
  });
});
