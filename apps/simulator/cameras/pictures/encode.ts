import sharp from 'sharp';
import type { Drawn } from './draw-picture.ts';

/** @param width of the picture that goes out; the drawing is stretched to it */
export function encodeJpeg({ width, height, rgb }: Drawn, quality = 80, wide = width): Promise<Buffer> {
  const raw = sharp(Buffer.from(rgb.buffer, rgb.byteOffset, rgb.byteLength), { raw: { width, height, channels: 3 } });
  return (wide === width ? raw : raw.resize({ width: wide })).jpeg({ quality }).toBuffer();
}
