import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '../time.ts';
import { distanceOf, hashOf } from './hash.ts';
import { judgePicture } from './judge-picture.ts';
import { changeBetween, measure, type PictureSample } from './measure.ts';
import { NO_PICTURES, type PictureMemory } from './picture-memory.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const SURE = 'f'.repeat(16);
const VIEW = `0123456789abcdef${SURE}`;
const OTHER_VIEW = `fedcba9876543210${SURE}`;
let file = 0;
const picture = (more: Partial<PictureSample> = {}): PictureSample => ({
  ...{ mean: 110, sd: 50, sharpness: 440, chroma: 30, hash: VIEW, fileHash: `file ${(file += 1)}` },
  ...more,
});
const infrared = (more: Partial<PictureSample> = {}): PictureSample =>
  picture({ chroma: 0, mean: 60, sharpness: 300, ...more });

/** Shows pictures three minutes apart; says what is held true after each. */
function show(samples: readonly PictureSample[], before: PictureMemory = NO_PICTURES, change: number | null = 2) {
  let memory = before;
  const said = samples.map((sample, number) => {
    const at = Math.max(NOW, memory.last?.at ?? 0) + (number + 1) * 3 * MINUTE;
    const judged = judgePicture(sample, change, memory, at);
    memory = judged.memory;
    return judged.verdict;
  });
  return { said, memory, last: said.at(-1)! };
}
const many = (count: number, make: () => PictureSample): PictureSample[] => Array.from({ length: count }, make);
/** Another file each time, unless it is the file that is the same. */
const anew = (sample: PictureSample) => (): PictureSample =>
  sample.fileHash === 'same' ? sample : { ...sample, fileHash: `file ${(file += 1)}` };
const USUAL = show([...many(6, picture), ...many(6, infrared)]).memory;

describe('a picture in a row', () => {
  it.each<[string, PictureSample, number, string, string]>([
    ['black', picture({ mean: 3, sd: 2, sharpness: 1, chroma: 0 }), 3, 'picture_black', 'image_black'],
    ['a bag over it', picture({ sd: 3, sharpness: 4 }), 3, 'picture_covered', 'image_covered'],
    ['a wet cloth over it', picture({ sd: 7, sharpness: 9 }), 3, 'picture_covered', 'image_covered'],
    ['a hand before it by night', infrared({ sd: 12, sharpness: 6 }), 3, 'picture_covered', 'image_covered'],
    ['out of focus', picture({ sd: 45, sharpness: 7 }), 3, 'picture_blurred', 'image_blurred'],
    ['out of focus by night', infrared({ sd: 46, sharpness: 60 }), 3, 'picture_blurred', 'image_blurred'],
    ['the same file', picture({ fileHash: 'same' }), 4, 'picture_frozen', 'image_frozen'],
    ['looks elsewhere', picture({ hash: OTHER_VIEW }), 4, 'picture_moved', 'image_moved'],
    ['looks into the dark', infrared({ mean: 10, sd: 15, sharpness: 80 }), 4, 'picture_moved', 'image_moved'],
  ])('%s is a fault, but not at first', (_what, sample, times, reason, code) => {
    const { said } = show(many(times, anew(sample)), USUAL);
    expect(
      said
        .slice(0, times - 1)
        .every(
          ({ state, next, faults }) => state !== 'fault' && next !== undefined && !Object.values(faults).includes(true),
        ),
    ).toBe(true);
    expect(said.at(-1)).toMatchObject({ state: 'fault', reason, faults: { [code]: true } });
  });

  it('hardly changing is frozen where it usually changes, and nothing where it never does', () => {
    expect(show(many(3, picture), USUAL, 0.01).last).toMatchObject({ reason: 'picture_frozen' });
    const still = show(many(8, picture), NO_PICTURES, 0.03).memory;
    expect(show(many(3, picture), still, 0.01).last).toMatchObject({ state: 'ok' });
  });

  it.each<[string, PictureSample[]]>([
    [
      'fog by day',
      many(6, () => picture({ sd: 18, sharpness: 50, mean: 170, hash: `0123456789abcdef00ff00ff00ff0000` })),
    ],
    ['fog by night', many(6, () => infrared({ sd: 14, sharpness: 40, mean: 90 }))],
    ['rain on the lens', many(6, () => picture({ sharpness: 230, hash: `0123456789abffff${SURE}` }))],
    ['dusk', [...many(3, () => picture({ mean: 50, sd: 22, sharpness: 90 })), ...many(3, infrared)]],
    ['a lorry before it, twice', [...many(2, () => picture({ hash: OTHER_VIEW })), picture(), picture()]],
    ['somebody who wipes it', [...many(2, () => picture({ sd: 3, sharpness: 3 })), picture(), picture()]],
  ])('%s is none', (_what, samples) => {
    const { said } = show(samples, USUAL);
    expect(said.filter(({ state }) => state === 'fault')).toEqual([]);
  });

  it('is well again after two good ones, and every fault of pictures with it', () => {
    const covered = show(
      many(3, () => picture({ sd: 3, sharpness: 3 })),
      USUAL,
    ).memory;
    const { said } = show(many(2, picture), covered);
    expect(said.map(({ state }) => state)).toEqual(['unknown', 'ok']);
    expect(Object.values(said[1]!.faults)).toEqual([false, false, false, false, false]);
  });

  it('of a camera just seen for the first time is unknown, not good, and one of bad ones teaches nothing', () => {
    expect(show(many(2, picture)).last).toMatchObject({ state: 'unknown', reason: 'picture_learning' });
    const { memory } = show(
      many(5, () => picture({ sd: 45, sharpness: 7 })),
      USUAL,
    );
    expect(memory.looks).toEqual(USUAL.looks);
  });

  it('learnt in fog is no measure for the first clear night', () => {
    const foggy = show(many(4, () => infrared({ sd: 17, hash: OTHER_VIEW }))).memory;
    expect(show(many(8, infrared), foggy).said.filter(({ state }) => state === 'fault')).toEqual([]);
  });

  it('that came a moment ago proves nothing', () => {
    const at = (USUAL.last?.at ?? 0) + 5_000;
    expect(judgePicture(picture({ fileHash: USUAL.last!.fileHash }), 0, USUAL, at).verdict.state).toBe('unknown');
  });

  it('that stays turned for a week is what the camera shows now', () => {
    const turned = show(
      many(4, () => picture({ hash: OTHER_VIEW })),
      USUAL,
    ).memory;
    const later = { ...turned, suspicion: { ...turned.suspicion!, since: NOW - 8 * DAY } };
    expect(
      show(
        many(3, () => picture({ hash: OTHER_VIEW })),
        later,
      ).last,
    ).toMatchObject({ state: 'ok' });
  });

  it('fills a memory that never grows', () => {
    const size = JSON.stringify(show(many(200, picture), USUAL).memory).length;
    expect(size).toBeLessThan(3_000);
  });
});

describe('the numbers of a picture', () => {
  const drawn = (brightness: (x: number, y: number) => number) => {
    const [width, height] = [240, 135];
    const rgb = new Uint8Array(width * height * 3);
    for (let at = 0; at < width * height; at += 1)
      rgb.fill(brightness(at % width, Math.floor(at / width)), at * 3, at * 3 + 3);
    return measure({ width, height, rgb }, 'x');
  };

  it('leave the clock out', () => {
    const { sample } = drawn((_x, y) => (y < 16 ? 255 : 10));
    expect(sample).toMatchObject({ mean: 10, sd: 0, sharpness: 0, chroma: 0 });
  });

  it('tell sharp from smooth, and how much changed', () => {
    const [stripes, slope] = [drawn((x) => (x % 8 < 4 ? 200 : 40)), drawn((x) => x)];
    expect(stripes.sample.sharpness).toBeGreaterThan(100 * slope.sample.sharpness);
    expect(changeBetween(stripes.sketch, stripes.sketch)).toBe(0);
    expect(changeBetween(drawn(() => 100).sketch, drawn(() => 103).sketch)).toBe(3);
  });

  it('compare views by what is sure in both', () => {
    const view = hashOf((column, row) => 40 * ((column * 7 + row * 3) % 5));
    expect(distanceOf(view, view)).toBe(0);
    expect(distanceOf(VIEW, OTHER_VIEW)).toBe(64);
    expect(
      distanceOf(
        VIEW,
        hashOf(() => 100),
      ),
    ).toBeNull();
  });
});
