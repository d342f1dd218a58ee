// `bench pictures`: what the rules say of pictures whose trouble is known because we drew it. Drawn, not real, pictures.
import { PICTURE_TROUBLES, type PictureTrouble } from '#libs/domain';
import type { Figure } from '../figures.ts';
import type { BenchOptions, BenchSettings } from '../options.ts';
import { type Climate, HELD_OUT, TUNING } from './album.ts';
import { askFfmpeg, hasFfmpeg } from './oracle.ts';
import { study, type StudyResult } from './study.ts';

export const PICTURES: BenchSettings = {
  what: 'pictures drawn with a known fault: found and falsely said, with ffmpeg as a second opinion',
  numbers: { devices: 14 },
  systems: ['tuning', 'held-out'],
};

/** What ffmpeg has a filter for. */
const SEEN_BY_FFMPEG: readonly PictureTrouble[] = ['black', 'frozen', 'blurred'];

export async function benchPictures({ devices, only, progress }: BenchOptions): Promise<readonly Figure[]> {
  const runs: readonly (readonly [string, Climate])[] = [
    ['tuning', TUNING],
    ['held-out', HELD_OUT],
  ];
  const figures: Figure[] = [];
  for (const [name, climate] of runs) {
    if (only.length > 0 && !only.includes(name)) continue;
    progress(`${name}: ${devices} drawn cameras, seed "${climate.seed}"`);
    const result = await study(climate, devices);
    for (const line of table(result)) progress(line);
    figures.push(...figuresOf(name, result));
    if (hasFfmpeg()) figures.push(...secondOpinion(name, result, progress));
    else progress('ffmpeg is not installed: no second opinion (apt-get install ffmpeg)');
  }
  return figures;
}

const percent = (part: number, whole: number) =>
  (whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`).padStart(8);

function table({ rows, images, ordinary, mistakes }: StudyResult): string[] {
  return [
    ...[...rows].map(
      ([trouble, row]) =>
        `${trouble.padEnd(8)} planted ${String(row.planted).padStart(3)}  found ${percent(row.found, row.planted)}  said ${String(row.raised).padStart(3)}  right ${percent(row.right, row.raised)}`,
    ),
    `${images} pictures; ${ordinary.pictures} of ordinary days with fog and rain, ${ordinary.falsely} of them called faulty`,
    ...mistakes.map((mistake) => `mistake: ${mistake}`),
  ];
}

function figuresOf(run: string, { rows, images, ordinary, cpuMsAPicture }: StudyResult): Figure[] {
  const one = (metric: string, value: number, unit = ''): Figure => ({
    ...{ bench: 'pictures', metric: `${run.replace('-', '_')}_${metric}`, value: Number(value.toFixed(3)), unit },
  });
  return [
    ...PICTURE_TROUBLES.flatMap((trouble) => {
      const row = rows.get(trouble)!;
      const precision = row.raised === 0 ? [] : [one(`${trouble}_precision`, row.right / row.raised)];
      return [...precision, one(`${trouble}_recall`, row.found / row.planted)];
    }),
    one('pictures', images),
    one('ordinary_falsely', ordinary.falsely),
    one('cpu_a_picture', cpuMsAPicture, 'ms'),
  ];
}

/** Where both have an eye for it: how often ffmpeg's filters and our rules say the same of the same pictures. */
function secondOpinion(run: string, { episodes }: StudyResult, progress: (line: string) => void): Figure[] {
  const opinions = episodes.map((episode) => ({ episode, said: askFfmpeg(episode).said }));
  return SEEN_BY_FFMPEG.map((trouble) => {
    const agree = opinions.filter(({ episode, said }) => said.has(trouble) === episode.said.includes(trouble)).length;
    const planted = opinions.filter(({ episode }) => episode.trouble === trouble);
    const found = planted.filter(({ said }) => said.has(trouble)).length;
    progress(
      `ffmpeg, ${trouble}: finds ${percent(found, planted.length)}, says the same as we do in ${percent(agree, episodes.length)}`,
    );
    const metric = `${run.replace('-', '_')}_${trouble}_same_as_ffmpeg`;
    return { bench: 'pictures', metric, value: Number((agree / episodes.length).toFixed(3)), unit: '' };
  });
}
