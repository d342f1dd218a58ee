import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { blurredThumbnail } from './blur-thumbnail.ts';

const [WIDTH, HEIGHT] = [1280, 720];

/** Black and white, as a function of the place. */
const drawn = (isWhite: (x: number, y: number) => boolean) => {
  const grey = Buffer.alloc(WIDTH * HEIGHT);
  for (let at = 0; at < grey.length; at += 1) grey[at] = isWhite(at % WIDTH, Math.floor(at / WIDTH)) ? 255 : 0;
  return sharp(grey, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } });
};
/** Contrast that is left, of 127 at the most. */
const contrastOf = async (jpeg: Buffer | null): Promise<number> => {
  const { channels } = await sharp(jpeg!).stats();
  return Math.max(...channels.map(({ stdev }) => stdev));
};

describe('a blurred thumbnail', () => {
  it.each([
    ['the strokes of a number plate', 8],
    ['eyes and mouth of a face that fills a tenth of the picture', 16],
  ])('keeps nothing of %s', async (_what, points) => {
    const picture = await drawn((x, y) => (Math.floor(x / points) + Math.floor(y / points)) % 2 === 0)
      .jpeg()
      .toBuffer();
    expect(await contrastOf(picture)).toBeGreaterThan(100);
    expect(await contrastOf(await blurredThumbnail(picture))).toBeLessThan(8);
  });

  it('still tells a covered half from a free one, in at most 160 by 90 points and a few kilobytes', async () => {
    const thumbnail = await blurredThumbnail(
      await drawn((x) => x > WIDTH / 2)
        .jpeg()
        .toBuffer(),
    );
    expect(await contrastOf(thumbnail)).toBeGreaterThan(100);
    expect(await sharp(thumbnail!).metadata()).toMatchObject({ format: 'jpeg', width: 160, height: 90 });
    expect(thumbnail!.length).toBeLessThan(8_000);
  });

  it('carries nothing over that the camera wrote into the file', async () => {
    const told = { IFD0: { Model: 'CONG-NHA-SO-5', DateTime: '2026:11:21 19:00:00' } };
    const picture = await drawn((x) => x > WIDTH / 2)
      .withExif(told)
      .jpeg()
      .toBuffer();
    expect(picture.includes('CONG-NHA-SO-5')).toBe(true);
    const thumbnail = await blurredThumbnail(picture);
    expect(thumbnail!.includes('CONG-NHA-SO-5')).toBe(false);
    expect((await sharp(thumbnail!).metadata()).exif).toBeUndefined();
  });

  it('of half a file is none', async () => {
    const picture = await drawn((x) => x > WIDTH / 2)
      .jpeg()
      .toBuffer();
    expect(await blurredThumbnail(picture.subarray(0, picture.length >> 1))).toBeNull();
    expect(await blurredThumbnail(Buffer.from('<html>'))).toBeNull();
  });
});
