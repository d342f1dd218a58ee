import { describe, expect, it } from '@jest/globals';
import { cleanPhoto } from './site-photo.ts';

const ascii = (words: string): number[] => [...words].map((letter) => letter.charCodeAt(0));
const segment = (marker: number, body: number[]): number[] => [0xff, marker, 0, body.length + 2, ...body];
const SCAN = [...segment(0xda, [1, 2, 3]), 9, 0xff, 0x00, 9, 0xff, 0xd3, 9];
const TABLES = segment(0xdb, [4, 5, 6]);
const JFIF = segment(0xe0, ascii('JFIF'));
const EXIF = segment(0xe1, ascii('Exif 21.0785 105.6535'));
const jpeg = (...parts: number[][]): Uint8Array => Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);

const chunk = (name: string, body: number[]): number[] => [
  ...ascii(name),
  ...[body.length, 0, 0, 0],
  ...body,
  ...(body.length % 2 ? [0] : []),
];
const webp = (...parts: number[][]): Uint8Array => {
  const body = [...ascii('WEBP'), ...parts.flat()];
  return Uint8Array.from([...ascii('RIFF'), body.length, 0, 0, 0, ...body]);
};
const PICTURE = chunk('VP8 ', [1, 2, 3]);

describe('the photo of a place', () => {
  it('as JPEG keeps its picture, scan by scan, and nothing that tells of a phone or a place', () => {
    const comment = segment(0xfe, ascii('Anh cua toi'));
    const given = jpeg(JFIF, EXIF, segment(0xed, ascii('8BIM')), comment, TABLES, SCAN, TABLES, SCAN);
    expect(cleanPhoto(given)).toEqual({ type: 'image/jpeg', bytes: jpeg(JFIF, TABLES, SCAN, TABLES, SCAN) });
  });

  it('ends where the picture ends: a film or a second picture behind it is left out', () => {
    const hung = Uint8Array.from([...jpeg(JFIF, TABLES, SCAN), ...ascii('ftypmp42 GPS')]);
    expect(cleanPhoto(hung)?.bytes).toEqual(jpeg(JFIF, TABLES, SCAN));
  });

  it('as WebP keeps its picture and says no longer that there is more', () => {
    const flags = chunk('VP8X', [0x3c, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
    const given = webp(flags, PICTURE, chunk('EXIF', ascii('21.0785')), chunk('XMP ', ascii('me')));
    const clean = chunk('VP8X', [0x10, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
    expect(cleanPhoto(given)).toEqual({ type: 'image/webp', bytes: webp(clean, PICTURE) });
  });

  it.each([
    ['nothing', Uint8Array.of()],
    ['a page', Uint8Array.from(ascii('<html><script>alert(1)</script>'))],
    ['a PNG', Uint8Array.from([0x89, ...ascii('PNG'), 13, 10, 26, 10])],
    ['a JPEG without a picture', jpeg(JFIF, TABLES)],
    ['a JPEG that is cut off', jpeg(JFIF, TABLES, SCAN).slice(0, -2)],
    ['a JPEG with a segment longer than itself', Uint8Array.from([0xff, 0xd8, 0xff, 0xdb, 0xff, 0xff, 1])],
    ['a WebP that is cut off', webp(PICTURE).slice(0, -2)],
    ['a WebP that moves', webp(chunk('ANIM', [0, 0]), chunk('ANMF', PICTURE))],
  ])('is not %s', (_, bytes) => {
    expect(cleanPhoto(bytes)).toBeNull();
  });
});
