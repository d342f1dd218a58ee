import { measureJpeg } from '#apps/poller';
import {
  changeBetween,
  judgePicture,
  NO_PICTURES,
  type PictureMemory,
  PICTURE_TROUBLES,
  type PictureTrouble,
  type Sketch,
} from '#libs/domain';
import { CameraAlbum, type Climate, type Episode, type Kind, KINDS, type Picture } from './album.ts';

export interface Row {
  planted: number;
  found: number;
  raised: number;
  right: number;
}

export interface StudyResult {
  readonly rows: ReadonlyMap<PictureTrouble, Row>;
  readonly images: number;
  /** Ordinary pictures of ordinary days, and faults said of them. */
  readonly ordinary: { pictures: number; falsely: number };
  /** What was said wrongly, in words. */
  readonly mistakes: readonly string[];
  readonly cpuMsAPicture: number;
  readonly episodes: readonly (Episode & { readonly camera: string; readonly said: readonly PictureTrouble[] })[];
}

const START = Date.UTC(2026, 10, 1);
const DAYS = 3;
const NIGHT_TOO: readonly Kind[] = ['black', 'covered', 'blurred', 'frozen', 'moved'];

/** Every camera first learns three ordinary days; each episode then begins from what it had learnt. */
export async function study(climate: Climate, cameras: number): Promise<StudyResult> {
  const rows = new Map(
    PICTURE_TROUBLES.map((trouble): [PictureTrouble, Row] => [trouble, { planted: 0, found: 0, raised: 0, right: 0 }]),
  );
  const ordinary = { pictures: 0, falsely: 0 };
  const mistakes: string[] = [];
  const episodes: StudyResult['episodes'][number][] = [];
  let [images, cpu] = [0, 0];
  for (let number = 0; number < cameras; number += 1) {
    const album = new CameraAlbum(String(number), climate);
    const watcher = new Watcher();
    for (const picture of await album.ordinaryDays(DAYS, START)) {
      ordinary.pictures += 1;
      const said = await watcher.look(picture);
      if (said !== null) {
        ordinary.falsely += 1;
        mistakes.push(`${climate.seed} camera ${number}, an ordinary day: ${said}`);
      }
    }
    for (const [kind, light] of KINDS.flatMap(lightsOf)) {
      const episode = await album.episode(kind, light, START + (DAYS + 1) * 86_400_000);
      const said = new Set<PictureTrouble>();
      const own = watcher.copy();
      for (const picture of episode.pictures) {
        const trouble = await own.look(picture);
        if (trouble !== null) said.add(trouble);
      }
      images += episode.pictures.length;
      cpu += own.cpuMs;
      count(rows, episode, said);
      if (said.size !== (episode.trouble === null ? 0 : 1) || (episode.trouble !== null && !said.has(episode.trouble)))
        mistakes.push(
          `${climate.seed} camera ${number}, ${light} ${kind}: ${[...said].join(', ') || 'nothing said'}  ${own.shown}`,
        );
      episodes.push({ ...episode, camera: album.name, said: [...said] });
    }
  }
  return { rows, images: images + ordinary.pictures, ordinary, mistakes, cpuMsAPicture: cpu / images, episodes };
}

function lightsOf(kind: Kind): (readonly [Kind, 'day' | 'infrared'])[] {
  if (NIGHT_TOO.includes(kind))
    return [
      [kind, 'day'],
      [kind, 'infrared'],
    ];
  return [[kind, kind.startsWith('night') ? 'infrared' : 'day']];
}

function count(rows: StudyResult['rows'], { trouble }: Episode, said: ReadonlySet<PictureTrouble>): void {
  for (const [name, row] of rows) {
    if (name === trouble) row.planted += 1;
    if (said.has(name)) row.raised += 1;
    if (name === trouble && said.has(name)) {
      row.found += 1;
      row.right += 1;
    }
  }
}

/** What a poller does with the pictures of one camera. */
class Watcher {
  #memory: PictureMemory = NO_PICTURES;
  #sketch: Sketch | null = null;
  cpuMs = 0;
  shown = '';

  copy(): Watcher {
    const other = new Watcher();
    other.#memory = this.#memory;
    other.#sketch = this.#sketch;
    return other;
  }

  /** The fault that stands after this picture; null: none. */
  async look({ jpeg, at }: Picture): Promise<PictureTrouble | null> {
    const before = process.cpuUsage();
    const measured = await measureJpeg(jpeg);
    const { user, system } = process.cpuUsage(before);
    this.cpuMs += (user + system) / 1000;
    if (measured === null) throw new Error('a drawn picture could not be read');
    const { sample, sketch } = measured;
    const change = this.#sketch === null ? null : changeBetween(this.#sketch, sketch);
    const { verdict, memory } = judgePicture(sample, change, this.#memory, at);
    this.#memory = memory;
    this.#sketch = sketch;
    const { mean, sd, usualSd, sharpness, usualSharpness, distance, change: moved } = verdict.evidence;
    this.shown = JSON.stringify({ mean, sd, usualSd, sharpness, usualSharpness, distance, moved });
    return verdict.state === 'fault' ? (memory.suspicion?.trouble ?? null) : null;
  }
}
