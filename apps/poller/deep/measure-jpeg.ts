import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { measure, type PictureSample, type Sketch } from '#libs/domain';

/** Small enough to cost little, large enough that a blurred lens shows. */
const WIDTH = 240;
const HEIGHT = 135;
/** Of the header's word: more is no camera's picture. */
const MOST_PIXELS = 64_000_000;

// One picture at a time in each thread, nothing kept: pictures are measured and thrown away.
sharp.cache(false);
sharp.concurrency(1);

/** Decodes at an eighth to a half of its size (shrink on load). Null: no picture that can be read to its end. */
export async function measureJpeg(
  jpeg: Buffer,
): Promise<{ readonly sample: PictureSample; readonly sketch: Sketch } | null> {
  const rgb = await sharp(jpeg, { failOn: 'truncated', limitInputPixels: MOST_PIXELS, sequentialRead: true })
    .resize(WIDTH, HEIGHT, { fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
    // What a camera sends may be anything: a picture that cannot be read is an answer.
    .catch(() => null);
  if (rgb?.length !== WIDTH * HEIGHT * 3) return null;
  const fileHash = createHash('sha256').update(jpeg).digest('hex').slice(0, 16);
  return measure({ width: WIDTH, height: HEIGHT, rgb }, fileHash);
}
