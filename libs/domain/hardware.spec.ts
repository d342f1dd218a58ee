import { describe, expect, it } from '@jest/globals';
import { hardwareName, normalizeMac, normalizeSerial } from './hardware.ts';

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

describe('hardwareName', () => {
  const nothing = { manufacturer: null, model: null, serial: null, mac: null };
  it.each([
    [nothing, null],
    [{ ...nothing, serial: 'S1', mac: 'aa:bb' }, 'S1'],
    [{ ...nothing, mac: 'aa:bb' }, 'aa:bb'],
    [{ ...nothing, manufacturer: 'Hikvision', model: 'DS-2' }, 'Hikvision DS-2'],
    [{ ...nothing, model: 'DS-2', serial: 'S1' }, 'DS-2 (S1)'],
  ])('%j: %s', (thing, name) => {
    expect(hardwareName(thing)).toBe(name);
  });
});
