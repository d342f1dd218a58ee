import { cover, defocus, rainOnLens } from './lens.ts';
import type { Random } from '../../random.ts';
import { noiseAt, normal } from './noise.ts';
import { type Scene, VIEW } from './scene.ts';

export type PictureFault = 'black' | 'covered' | 'blurred' | 'moved';

export interface Weather {
  /** `infrared`: the camera's own lamps, in grey. */
  readonly light: 'day' | 'infrared';
  /** From 0 (dusk) to 1 (noon); by infrared light it means nothing. */
  readonly brightness: number;
  /** Metres within which fog takes away most; null: clear. */
  readonly fogMetres: number | null;
  readonly drops: number;
}

export interface PictureWish {
  readonly sky: Weather;
  readonly fault: PictureFault | null;
  /** Its sensor: standard deviation of noise by day. */
  readonly noise: number;
  /** Which way it was turned when it was; stays until it is turned back. */
  readonly turned?: { readonly right: number; readonly up: number };
  /** The clock that the camera writes into its pictures; null: none. */
  readonly overlay: number | null;
}

export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8ClampedArray;
}

/** One picture as a camera would send it. */
export function drawPicture(scene: Scene, wish: PictureWish, random: Random): Drawn {
  const { sky, fault, turned = { right: 0, up: 0 } } = wish;
  const isTurned = fault === 'moved';
  // Wind in the pole: less than a pixel or two.
  const [right, up] = [normal(random) * 0.5, normal(random) * 0.4];
  const { rgb, depth } = scene.view(right + (isTurned ? turned.right : 0), up + (isTurned ? turned.up : 0));
  passersBy(rgb, depth, random, sky.light === 'infrared');
  light(rgb, depth, sky, random);
  if (sky.drops > 0) rainOnLens(rgb, VIEW, sky.drops, random);
  if (fault === 'blurred') defocus(rgb, VIEW, random.whole(6, 10));
  if (fault === 'covered') cover(rgb, VIEW, random, sky.light === 'infrared');
  if (fault === 'black') rgb.fill(random.whole(0, 3));
  addNoise(rgb, fault === 'black' ? 1 : sky.light === 'infrared' ? wish.noise * 2.2 : wish.noise, sky, random);
  if (wish.overlay !== null) writeClock(rgb, wish.overlay);
  return { ...VIEW, rgb };
}

function light(rgb: Uint8ClampedArray, depth: Float32Array, sky: Weather, random: Random): void {
  const isDay = sky.light === 'day';
  const gain = isDay ? 0.45 + 0.6 * sky.brightness + normal(random) * 0.02 : 1;
  // The sun wanders: one side is brighter than the other.
  const side = isDay ? 0.25 * (sky.brightness - 0.5) : 0;
  const haze = isDay ? 205 * (0.5 + 0.5 * sky.brightness) : 95;
  for (let at = 0; at < depth.length; at += 1) {
    const metres = depth[at]!;
    const x = (at % VIEW.width) / VIEW.width - 0.5;
    const lamp = isDay ? gain * (1 + side * x * 2) : 1.25 / (1 + (metres / 28) ** 2) / (1 + 1.6 * x * x);
    const clear = sky.fogMetres === null ? 1 : Math.exp((-2.3 * metres) / sky.fogMetres);
    const p = at * 3;
    const grey = 0.299 * rgb[p]! + 0.587 * rgb[p + 1]! + 0.114 * rgb[p + 2]!;
    for (let channel = 0; channel < 3; channel += 1) {
      const own = isDay ? rgb[p + channel]! : grey;
      rgb[p + channel] = own * lamp * clear + haze * (1 - clear) + (isDay ? 0 : 5);
    }
  }
}

/** People, motorbikes, at night their lights: what a living street has. */
function passersBy(rgb: Uint8ClampedArray, depth: Float32Array, random: Random, isNight: boolean): void {
  for (let count = random.whole(0, 4); count > 0; count -= 1) {
    const [x, foot] = [random.whole(0, VIEW.width - 1), random.whole(VIEW.height * 0.5, VIEW.height - 1)];
    const size = 8 + (foot - VIEW.height * 0.45) / 5;
    const colour = [random.whole(20, 230), random.whole(20, 230), random.whole(20, 230)];
    fill(rgb, depth, { left: x, top: foot - size * 2, right: x + size, bottom: foot }, colour);
    if (isNight && random.next() < 0.5)
      fill(rgb, depth, { left: x, top: foot - size, right: x + 6, bottom: foot - size + 6 }, [255, 255, 255]);
  }
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function fill(rgb: Uint8ClampedArray, depth: Float32Array, box: Box, colour: readonly number[]): void {
  for (let y = Math.max(0, Math.round(box.top)); y < Math.min(VIEW.height, box.bottom); y += 1)
    for (let x = Math.max(0, Math.round(box.left)); x < Math.min(VIEW.width, box.right); x += 1) {
      rgb.set(colour, (y * VIEW.width + x) * 3);
      depth[y * VIEW.width + x] = 12;
    }
}

function addNoise(rgb: Uint8ClampedArray, strength: number, sky: Weather, random: Random): void {
  const from = random.whole(0, 65_535);
  for (let at = 0; at < rgb.length; at += 3) {
    const shared = strength * noiseAt(from + at * 3 + (at >> 9));
    // Colour noise only where there is colour.
    const own = sky.light === 'day' ? 0.5 * strength : 0;
    for (let channel = 0; channel < 3; channel += 1)
      rgb[at + channel] = rgb[at + channel]! + shared + own * noiseAt(from + at * 5 + channel * 97);
  }
}

/** The same picture, with another time written into it: how a frozen camera looks whose clock runs on. */
export function withClock({ rgb, ...size }: Drawn, clock: number): Drawn {
  const copy = rgb.slice();
  writeClock(copy, clock);
  return { ...size, rgb: copy };
}

/** White digits on a dark strip above, as cameras write time; which ones shows by the pattern alone. */
function writeClock(rgb: Uint8ClampedArray, clock: number): void {
  for (let digit = 0; digit < 14; digit += 1) {
    const value = Math.floor(clock / 10 ** (13 - digit)) % 10;
    for (let y = 6; y < 18; y += 1)
      for (let x = 0; x < 7; x += 1) {
        const isLit = ((value * 37 + 11) >> (Math.floor(y / 4) + Math.floor(x / 3))) % 2 === 0;
        rgb.fill(
          isLit ? 245 : 15,
          (y * VIEW.width + 10 + digit * 9 + x) * 3,
          (y * VIEW.width + 11 + digit * 9 + x) * 3,
        );
      }
  }
}
