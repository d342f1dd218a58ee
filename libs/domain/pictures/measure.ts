import { hashOf } from './hash.ts';

/** A small picture: three bytes a pixel, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** All that is kept of a picture. Brightness from 0 (black) to 255. */
export interface PictureSample {
  readonly mean: number;
  /** Standard deviation of brightness: contrast. */
  readonly sd: number;
  /** Variance of the Laplacian: how much fine detail there is. */
  readonly sharpness: number;
  /** Mean difference between the colours of a pixel: near 0 by infrared light. */
  readonly chroma: number;
  /** {@link hashOf} */
  readonly hash: string;
  /** Of the file as it came: the same twice is the same picture. */
  readonly fileHash: string;
}

/** Brightness in blocks of 4 × 4, in sixteenths; lives in memory only, to be compared with the next one. */
export type Sketch = Uint16Array;

/** Where cameras write the time and their name: the upper and the lower part, of the height. */
const OVERLAY_BAND = 0.12;
const BLOCK = 4;

export function measure(pixels: Pixels, fileHash: string): { readonly sample: PictureSample; readonly sketch: Sketch } {
  const { grey, width, height, chroma } = withoutOverlay(pixels);
  const sketch = sketchOf(grey, width, height);
  const { mean, sd } = meanAndSd(grey);
  const sharpness = laplacianVariance(grey, width, height);
  const hash = hashOf((column, row) => cellMean(grey, width, height, column, row));
  return { sample: { mean, sd, sharpness, chroma, hash, fileHash }, sketch };
}

/** Mean absolute difference of two sketches, in steps of brightness; null: they are of different size. */
export function changeBetween(before: Sketch, now: Sketch): number | null {
  if (before.length !== now.length || now.length === 0) return null;
  let sum = 0;
  for (let at = 0; at < now.length; at += 1) sum += Math.abs((before[at] ?? 0) - (now[at] ?? 0));
  return sum / now.length / 16;
}

interface Middle {
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly chroma: number;
}

function withoutOverlay({ width, height, rgb }: Pixels): Middle {
  const band = Math.round(height * OVERLAY_BAND);
  const rows = height - 2 * band;
  const grey = new Uint8Array(width * rows);
  let colour = 0;
  for (let at = 0, from = band * width * 3; at < grey.length; at += 1, from += 3) {
    const [red, green, blue] = [rgb[from] ?? 0, rgb[from + 1] ?? 0, rgb[from + 2] ?? 0];
    // ITU-R BT.601, in thousandths.
    grey[at] = Math.round((299 * red + 587 * green + 114 * blue) / 1000);
    colour += Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  return { grey, width, height: rows, chroma: colour / grey.length };
}

function meanAndSd(grey: Uint8Array): { readonly mean: number; readonly sd: number } {
  let [sum, squares] = [0, 0];
  for (const value of grey) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / grey.length;
  return { mean, sd: Math.sqrt(Math.max(0, squares / grey.length - mean * mean)) };
}

function laplacianVariance(grey: Uint8Array, width: number, height: number): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1, at = y * width + 1; x < width - 1; x += 1, at += 1) {
      const around = grey[at - 1]! + grey[at + 1]! + grey[at - width]! + grey[at + width]!;
      const value = 4 * grey[at]! - around;
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  const mean = sum / count;
  return squares / count - mean * mean;
}

function cellMean(grey: Uint8Array, width: number, height: number, column: number, row: number): number {
  const [left, right] = [Math.floor((column * width) / 9), Math.floor(((column + 1) * width) / 9)];
  const [top, bottom] = [Math.floor((row * height) / 8), Math.floor(((row + 1) * height) / 8)];
  let sum = 0;
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += grey[y * width + x]!;
  return sum / ((right - left) * (bottom - top));
}

function sketchOf(grey: Uint8Array, width: number, height: number): Sketch {
  const [across, down] = [Math.floor(width / BLOCK), Math.floor(height / BLOCK)];
  const sketch = new Uint16Array(across * down);
  for (let y = 0; y < down * BLOCK; y += 1) {
    const row = Math.floor(y / BLOCK) * across;
    for (let x = 0; x < across * BLOCK; x += 1) sketch[row + Math.floor(x / BLOCK)]! += grey[y * width + x]!;
  }
  return sketch;
}
