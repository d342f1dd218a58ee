import {
  drawPicture,
  encodeJpeg,
  type PictureFault,
  type PictureWish,
  Random,
  Scene,
  type Weather,
  withClock,
} from '#apps/simulator';
import { MINUTE, type PictureTrouble } from '#libs/domain';

/** Pictures with their labels, all drawn by the project: what is wrong with them is known because we did it. */

export interface Climate {
  readonly seed: string;
  /** Sensor noise, from the best to the worst of its cameras. */
  readonly noise: readonly [number, number];
  readonly jpegQuality: number;
  readonly fogMetres: readonly [number, number];
  readonly drops: readonly [number, number];
}

/** Rules were tuned on this one. */
export const TUNING: Climate = {
  seed: 'song-phuong',
  noise: [1.5, 3.5],
  jpegQuality: 80,
  fogMetres: [45, 140],
  drops: [12, 30],
};
/** Never looked at while tuning: other villages, worse sensors, stronger compression, thicker fog. */
export const HELD_OUT: Climate = {
  seed: 'lac-thuy',
  noise: [2, 5],
  jpegQuality: 65,
  fogMetres: [35, 160],
  drops: [10, 36],
};

/** `dusk`: the camera changes from colour to infrared light in the middle. */
export const KINDS = [
  'day',
  'night',
  'dusk',
  'fog',
  'night fog',
  'rain',
  'night rain',
  'black',
  'covered',
  'blurred',
  'frozen',
  'moved',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Picture {
  readonly jpeg: Buffer;
  readonly at: number;
}

export interface Episode {
  readonly kind: Kind;
  readonly light: 'day' | 'infrared';
  /** What people should be told; null: nothing. */
  readonly trouble: PictureTrouble | null;
  readonly pictures: readonly Picture[];
}

const CHECK_EVERY = 120 * MINUTE;
const RECHECK_EVERY = 3 * MINUTE;
const PICTURES = 6;
const TROUBLES: Partial<Readonly<Record<Kind, PictureTrouble>>> = {
  black: 'black',
  covered: 'covered',
  blurred: 'blurred',
  frozen: 'frozen',
  moved: 'moved',
};

export class CameraAlbum {
  readonly #scene: Scene;
  readonly #random: Random;
  readonly #noise: number;

  constructor(
    readonly name: string,
    private readonly climate: Climate,
  ) {
    this.#scene = new Scene(`${climate.seed} ${name}`);
    this.#random = new Random(`${climate.seed} ${name} album`);
    this.#noise = this.#random.between(...climate.noise);
  }

  /** Ordinary days, a picture every two hours: what the camera is usually like, with its fog and rain. */
  async ordinaryDays(days: number, from: number): Promise<Picture[]> {
    const pictures: Picture[] = [];
    for (let check = 0; check < days * 12; check += 1) {
      const hour = (check * 2 + 1) % 24;
      const isDay = hour >= 6 && hour < 18;
      const weather = this.#random.next();
      const wish = this.#wish(
        isDay ? 'day' : 'infrared',
        weather < 0.06 ? 'fog' : weather < 0.12 ? 'rain' : 'day',
        hour,
      );
      pictures.push({ jpeg: await this.#picture(wish, from + check), at: from + check * CHECK_EVERY });
    }
    return pictures;
  }

  async episode(kind: Kind, light: 'day' | 'infrared', from: number): Promise<Episode> {
    const trouble = TROUBLES[kind] ?? null;
    const pictures: Picture[] = [];
    const turned = this.#turn();
    const still = drawPicture(this.#scene, { ...this.#wish(light, kind, 13), overlay: null }, this.#random);
    const clockRuns = this.#random.next() < 0.6;
    for (let number = 0; number < PICTURES; number += 1) {
      const at = from + number * RECHECK_EVERY;
      const now = kind === 'dusk' ? (number < PICTURES / 2 ? 'day' : 'infrared') : light;
      const hour = kind === 'dusk' ? 17.9 : 13;
      const wish = { ...this.#wish(now, kind, hour), turned };
      const jpeg =
        kind === 'frozen'
          ? await encodeJpeg(withClock(still, clockRuns ? at : from), this.climate.jpegQuality)
          : await this.#picture(wish, at);
      pictures.push({ jpeg, at });
    }
    return { kind, light, trouble, pictures };
  }

  #wish(light: 'day' | 'infrared', kind: Kind, hour: number): PictureWish {
    const height = Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI));
    const sky: Weather = {
      light,
      brightness: height * this.#random.between(0.75, 1),
      fogMetres: kind.endsWith('fog') ? this.#random.between(...this.climate.fogMetres) : null,
      drops: kind.endsWith('rain') ? this.#random.whole(...this.climate.drops) : 0,
    };
    const faults: readonly string[] = ['black', 'covered', 'blurred', 'moved'] satisfies PictureFault[];
    const fault = faults.includes(kind) ? (kind as PictureFault) : null;
    return { sky, fault, noise: this.#noise, overlay: 0 };
  }

  /** Far enough that a person would say so: a quarter of the picture or more. */
  #turn(): { readonly right: number; readonly up: number } {
    const sign = this.#random.next() < 0.5 ? -1 : 1;
    const isAside = this.#random.next() < 0.75;
    return isAside
      ? { right: sign * this.#random.between(130, 340), up: this.#random.between(-30, 30) }
      : { right: this.#random.between(-60, 60), up: sign * this.#random.between(85, 135) };
  }

  async #picture(wish: PictureWish, clock: number): Promise<Buffer> {
    return encodeJpeg(drawPicture(this.#scene, { ...wish, overlay: clock }, this.#random), this.climate.jpegQuality);
  }
}
