import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PictureTrouble } from '#libs/domain';
import type { Episode } from './album.ts';

/** Somebody else's eyes: filters of ffmpeg that know nothing of our rules, on the very same pictures. */

export const hasFfmpeg = (): boolean => spawnSync('ffmpeg', ['-version']).status === 0;

/** Of an out-of-focus picture; ffmpeg's own measure, larger is more blurred. */
const BLURRED_FROM = 8;

/** What ffmpeg's filters say of an episode, and how blurred they find its last picture; frames a second apart. */
export function askFfmpeg({ pictures }: Episode): {
  readonly said: ReadonlySet<PictureTrouble>;
  readonly blur: number;
} {
  const folder = mkdtempSync(join(tmpdir(), 'canh-pictures-'));
  try {
    pictures.forEach(({ jpeg }, number) => writeFileSync(join(folder, `${number}.jpg`), jpeg));
    // Without the band in which the camera writes its clock, as our own rules look.
    const filters = 'crop=iw:ih*0.76,blackdetect=d=1:pix_th=0.10,freezedetect=n=0.0005:d=2,blurdetect,metadata=print';
    const input = ['-framerate', '1', '-i', join(folder, '%d.jpg')];
    const { stderr } = spawnSync('ffmpeg', ['-hide_banner', ...input, '-vf', filters, '-f', 'null', '-'], {
      encoding: 'utf8',
    });
    const blur = Number([...stderr.matchAll(/lavfi\.blur=([\d.]+)/g)].at(-1)?.[1] ?? Number.NaN);
    const said = new Set<PictureTrouble>();
    if (/black_start/.test(stderr)) said.add('black');
    else if (/freeze_start/.test(stderr)) said.add('frozen');
    else if (blur >= BLURRED_FROM) said.add('blurred');
    return { said, blur };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
