import sharp from 'sharp';

/** All that is left of a picture: a head that fills a quarter of its width is ten points wide, and no face. */
const POINTS = { width: 40, height: 22 };
/** As large as it is shown; nothing is won back by it. */
const SHOWN = { width: 160, height: 90 };
const BLUR = 2.5;

/**
 * A thumbnail on which no face and no number plate can be read: the picture is first shrunk to 40 × 22 points, which no
 * program can undo, then enlarged and blurred. What the camera wrote into the file (place, time, name) is not carried over.
 * Null: it cannot be read.
 */
export function blurredThumbnail(jpeg: Buffer): Promise<Buffer | null> {
  return (
    sharp(jpeg, { failOn: 'truncated', limitInputPixels: 64_000_000, sequentialRead: true })
      .resize(POINTS.width, POINTS.height, { fit: 'fill', kernel: 'cubic' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer()
      .then((points) =>
        sharp(points, { raw: { ...POINTS, channels: 3 } })
          .resize(SHOWN.width, SHOWN.height, { fit: 'fill', kernel: 'cubic' })
          .blur(BLUR)
          .jpeg({ quality: 70 })
          .toBuffer(),
      )
      // What a camera sends may be anything.
      .catch(() => null)
  );
}
