import type { LadderFaultCode, RungFinding, RungVerdict } from '../ladder/rung.ts';
import { DAY, SECOND, type EpochMs } from '../time.ts';
import type { PictureSample } from './measure.ts';
import {
  distanceToUsual,
  learn,
  learnChange,
  median,
  modeOf,
  NO_PICTURES,
  type PictureMemory,
  PICTURE_TROUBLES,
  type PictureTrouble,
  PICTURES_TO_COMPARE,
  PICTURES_TO_LEARN,
} from './picture-memory.ts';

export const PICTURE_RULE = 'picture/1';

/** One passer-by, one flash of headlights, one gust is no fault: so many pictures in a row are. */
const IN_A_ROW: Readonly<Record<PictureTrouble, number>> = { black: 3, covered: 3, blurred: 3, frozen: 3, moved: 4 };
/** Well again after so many good ones. */
const GOOD_IN_A_ROW = 2;
/** Some cameras keep a picture for a while: nearer ones prove nothing. */
const LEAST_APART = 30 * SECOND;
/** Whoever leaves a camera turned for so long means it: the new view becomes the usual one. */
const VIEW_ACCEPTED_AFTER = 7 * DAY;

const BLACK_MEAN = 16;
const BLACK_SD = 8;
const FLAT_SD = 5;
/** With hardly any detail left, so much contrast is still flat: a bag, a wet cloth. */
const SMEARED_SD = 9;
const SMEARED_DETAIL = 0.3;
/** Of the camera's own usual detail. */
const SHARPNESS_LOST = 0.15;
/** Detail for its contrast, of the usual: fog takes contrast and leaves this, a lens out of focus takes this. */
const DETAIL_LOST = 0.4;
/** Whoever has all contrast and little detail is out of focus; noise by night leaves more of it than by day. */
const CONTRAST_KEPT = 0.75;
const DETAIL_BLURRED = 0.25;
/** Of its usual contrast: what hides the scene takes it, what only blurs leaves it. */
const CONTRAST_HIDDEN = 0.55;
const STILL = 0.05;
const USUALLY_MOVES = 0.2;
const FAR_VIEW = 11;
/** Where haze may have taken a part of the view. */
const FAR_VIEW_IN_HAZE = 16;
const CLEAR_CONTRAST = 0.8;
/** Of its usual contrast: whoever sees so much more than usual learnt what is usual in fog. */
const HAZE_LIFTED = 1.6;
/** Of its usual brightness: haze makes brighter, never darker, and a lamp that fails leaves nothing at all. */
const VIEW_GONE_DARK = 0.4;
/** Between the two a picture is good, and its view is not learnt: a camera turned bit by bit must not teach us. */
const NEAR_VIEW = 9;
const VIEW_SD = 8;
/** In thick fog there is no view to compare. */
const VIEW_CONTRAST = 0.4;

export interface JudgedPicture {
  readonly verdict: RungVerdict;
  readonly memory: PictureMemory;
}

/** @param change to the picture before; null: there is none to compare with */
export function judgePicture(
  sample: PictureSample,
  change: number | null,
  before: PictureMemory,
  now: EpochMs,
): JudgedPicture {
  const memory = acceptNewView(before, now);
  if (memory.last !== null && now - memory.last.at < LEAST_APART) return tooSoon(sample, memory);
  const trouble = troubleOf(sample, change, memory);
  const last = { at: now, fileHash: sample.fileHash };
  if (trouble === null) return good(sample, change, { ...memory, last });
  return suspicious(trouble, sample, change, { ...memory, last }, now);
}

function acceptNewView(memory: PictureMemory, now: EpochMs): PictureMemory {
  const { suspicion } = memory;
  const accepted = suspicion?.trouble === 'moved' && now - suspicion.since > VIEW_ACCEPTED_AFTER;
  return accepted ? { ...NO_PICTURES, changes: memory.changes, last: memory.last } : memory;
}

/** What one picture by itself looks like; null: nothing wrong can be said of it. */
function troubleOf(sample: PictureSample, change: number | null, memory: PictureMemory): PictureTrouble | null {
  if (sample.mean < BLACK_MEAN && sample.sd < BLACK_SD) return 'black';
  if (sample.sd < FLAT_SD) return 'covered';
  if (isStill(sample, change, memory)) return 'frozen';
  const look = memory.looks[modeOf(sample)];
  if (look === undefined || look.hashes.length < PICTURES_TO_COMPARE) return null;
  const [usualSharpness, usualSd] = [median(look.sharpness) ?? 0, median(look.sd) ?? 0];
  const contrast = sample.sd / usualSd;
  const detail = sample.sharpness / usualSharpness;
  if (contrast >= CONTRAST_KEPT && detail < DETAIL_BLURRED) return 'blurred';
  if (detail < SHARPNESS_LOST && detail / contrast ** 2 < DETAIL_LOST)
    return contrast < CONTRAST_HIDDEN ? 'covered' : 'blurred';
  if (sample.sd < SMEARED_SD && detail < SMEARED_DETAIL) return 'covered';
  return hasAnotherView(sample, contrast, memory) ? 'moved' : null;
}

function hasAnotherView(sample: PictureSample, contrast: number, memory: PictureMemory): boolean {
  if (sample.sd <= VIEW_SD || contrast > HAZE_LIFTED) return false;
  const usualMean = median(memory.looks[modeOf(sample)]?.mean ?? []) ?? 0;
  if (modeOf(sample) === 'infrared' && contrast < CONTRAST_HIDDEN && sample.mean < usualMean * VIEW_GONE_DARK)
    return true;
  const distance = distanceToUsual(memory, sample) ?? 0;
  return contrast > VIEW_CONTRAST && distance > (contrast >= CLEAR_CONTRAST ? FAR_VIEW : FAR_VIEW_IN_HAZE);
}

function isStill({ fileHash }: PictureSample, change: number | null, { last, changes }: PictureMemory): boolean {
  if (last === null) return false;
  if (last.fileHash === fileHash) return true;
  const usual = median(changes);
  return change !== null && change < STILL && usual !== null && usual > USUALLY_MOVES;
}

function good(sample: PictureSample, change: number | null, memory: PictureMemory): JudgedPicture {
  const usualSd = median(memory.looks[modeOf(sample)]?.sd ?? []) ?? sample.sd;
  const isNear = (distanceToUsual(memory, sample) ?? 0) <= NEAR_VIEW || sample.sd > usualSd * HAZE_LIFTED;
  const looks = learn(memory.looks, sample, isNear);
  const changes = change === null ? memory.changes : learnChange(memory.changes, change);
  const goodInARow = memory.goodInARow + 1;
  const learnt = {
    ...memory,
    looks,
    changes,
    goodInARow,
    suspicion: goodInARow < GOOD_IN_A_ROW ? memory.suspicion : null,
  };
  const evidence = evidenceOf(sample, change, memory);
  // Taken back after two: in between the fault stands, and is looked at again soon.
  if (memory.suspicion !== null && goodInARow < GOOD_IN_A_ROW)
    return {
      memory: learnt,
      verdict: { state: 'unknown', reason: 'looking_again', evidence, faults: {}, next: 'suspect' },
    };
  const faults = Object.fromEntries(PICTURE_TROUBLES.map((trouble) => [FAULT[trouble], false]));
  const isLearning = (looks[modeOf(sample)]?.hashes.length ?? 0) < PICTURES_TO_LEARN;
  if (isLearning)
    return {
      memory: learnt,
      verdict: { state: 'unknown', reason: 'picture_learning', evidence, faults: {}, next: 'suspect' },
    };
  return { memory: learnt, verdict: { state: 'ok', reason: 'picture_good', evidence, faults, next: 'settled' } };
}

function suspicious(
  trouble: PictureTrouble,
  sample: PictureSample,
  change: number | null,
  memory: PictureMemory,
  now: EpochMs,
): JudgedPicture {
  const same = memory.suspicion?.trouble === trouble ? memory.suspicion : null;
  const suspicion = { trouble, inARow: (same?.inARow ?? 0) + 1, since: same?.since ?? now };
  const evidence = { ...evidenceOf(sample, change, memory), inARow: suspicion.inARow };
  const next: PictureMemory = { ...memory, suspicion, goodInARow: 0 };
  if (suspicion.inARow < IN_A_ROW[trouble]) {
    const verdict = { state: 'unknown', reason: 'looking_again', evidence, faults: {}, next: 'suspect' } as const;
    return { memory: next, verdict };
  }
  const faults = Object.fromEntries(PICTURE_TROUBLES.map((one) => [FAULT[one], one === trouble]));
  return { memory: next, verdict: { state: 'fault', reason: FINDING[trouble], evidence, faults, next: 'suspect' } };
}

const tooSoon = (sample: PictureSample, memory: PictureMemory): JudgedPicture => ({
  memory,
  verdict: {
    ...{ state: 'unknown', reason: 'looking_again', evidence: evidenceOf(sample, null, memory) },
    ...{ faults: {}, next: 'suspect' },
  },
});

const FAULT = {
  black: 'image_black',
  covered: 'image_covered',
  blurred: 'image_blurred',
  frozen: 'image_frozen',
  moved: 'image_moved',
} as const satisfies Record<PictureTrouble, LadderFaultCode>;

const FINDING = {
  black: 'picture_black',
  covered: 'picture_covered',
  blurred: 'picture_blurred',
  frozen: 'picture_frozen',
  moved: 'picture_moved',
} as const satisfies Record<PictureTrouble, RungFinding>;

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);

function evidenceOf(sample: PictureSample, change: number | null, memory: PictureMemory): Record<string, unknown> {
  const look = memory.looks[modeOf(sample)];
  return {
    ...{ mean: round(sample.mean), sd: round(sample.sd), usualSd: round(median(look?.sd ?? [])) },
    ...{ sharpness: round(sample.sharpness), usualSharpness: round(median(look?.sharpness ?? [])) },
    ...{ change: round(change), usualChange: round(median(memory.changes)) },
    ...{ distance: distanceToUsual(memory, sample), mode: modeOf(sample), hash: sample.hash },
    learnt: look?.hashes.length ?? 0,
  };
}
