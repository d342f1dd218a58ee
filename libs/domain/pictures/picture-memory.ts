import type { EpochMs } from '../time.ts';
import { distanceOf } from './hash.ts';
import type { PictureSample } from './measure.ts';

/** By colour or by infrared light: a camera has two faces, and knows each by itself. */
export const PICTURE_MODES = ['colour', 'infrared'] as const;
export type PictureMode = (typeof PICTURE_MODES)[number];

export const PICTURE_TROUBLES = ['black', 'covered', 'blurred', 'frozen', 'moved'] as const;
export type PictureTrouble = (typeof PICTURE_TROUBLES)[number];

/** What one mode of one camera is usually like; the newest last. */
export interface UsualLook {
  readonly sharpness: readonly number[];
  readonly sd: readonly number[];
  readonly mean: readonly number[];
  readonly hashes: readonly string[];
}

/** Bounded and in numbers: all that is remembered of a camera's pictures. */
export interface PictureMemory {
  readonly looks: Readonly<Partial<Record<PictureMode, UsualLook>>>;
  /** How much pictures usually differ from the one before. */
  readonly changes: readonly number[];
  readonly last: { readonly at: EpochMs; readonly fileHash: string } | null;
  /** What looks wrong, how often in a row, since when. */
  readonly suspicion: { readonly trouble: PictureTrouble; readonly inARow: number; readonly since: EpochMs } | null;
  /** Good pictures in a row. */
  readonly goodInARow: number;
}

export const NO_PICTURES: PictureMemory = { looks: {}, changes: [], last: null, suspicion: null, goodInARow: 0 };

const MOST_REMEMBERED = 15;
/** So many pictures of a mode are needed before one of it is compared. */
export const PICTURES_TO_LEARN = 3;
/** From here on a picture is compared; what looks wrong so early has to look wrong several times all the same. */
export const PICTURES_TO_COMPARE = 2;
/** Mean difference between the colours of a pixel; infrared pictures have only what JPEG adds. */
const LEAST_COLOUR = 3;

export const modeOf = ({ chroma }: PictureSample): PictureMode => (chroma >= LEAST_COLOUR ? 'colour' : 'infrared');

const rounded = (value: number): number => Math.round(value * 100) / 100;
const kept = <Value>(values: readonly Value[], value: Value): Value[] => [...values, value].slice(-MOST_REMEMBERED);

/** A good picture teaches what is usual; a suspicious one teaches nothing, and one from further aside no view. */
export function learn(
  looks: PictureMemory['looks'],
  sample: PictureSample,
  learnsView: boolean,
): PictureMemory['looks'] {
  const mode = modeOf(sample);
  const { sharpness, sd, mean, hashes } = looks[mode] ?? { sharpness: [], sd: [], mean: [], hashes: [] };
  const look = {
    sharpness: kept(sharpness, rounded(sample.sharpness)),
    sd: kept(sd, rounded(sample.sd)),
    mean: kept(mean, rounded(sample.mean)),
    hashes: learnsView ? kept(hashes, sample.hash) : hashes,
  };
  return { ...looks, [mode]: look };
}

export const learnChange = (changes: readonly number[], change: number): readonly number[] =>
  kept(changes, rounded(change));

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** To the nearest of the views known in its mode; null: none is known, or there is too little to see. */
export function distanceToUsual({ looks }: PictureMemory, sample: PictureSample): number | null {
  const known = looks[modeOf(sample)]?.hashes ?? [];
  const distances = known.map((other) => distanceOf(sample.hash, other)).filter((distance) => distance !== null);
  return distances.length === 0 ? null : Math.min(...distances);
}
