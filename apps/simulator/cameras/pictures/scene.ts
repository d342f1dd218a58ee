import { Random } from '../../random.ts';
import { noiseAt } from './noise.ts';

/** What a camera shows, and the larger world around it into which it can be turned. Pixels. */
export const VIEW = { width: 480, height: 270 } as const;
const WORLD = { width: 1_200, height: 560 } as const;
/** Where the camera looks when nobody turned it. */
const USUAL = { left: 360, top: 150 } as const;

type Colour = readonly [number, number, number];

/** One place in a village: colours and distances, drawn once. */
export class Scene {
  readonly #rgb = new Uint8ClampedArray(WORLD.width * WORLD.height * 3);
  readonly #depth = new Float32Array(WORLD.width * WORLD.height);
  readonly #random: Random;
  readonly #horizon: number;
  readonly #grain: number;

  constructor(seed: string) {
    this.#random = new Random(`scene ${seed}`);
    this.#horizon = Math.round(WORLD.height * this.#random.between(0.42, 0.52));
    this.#grain = this.#random.whole(0, 65_535);
    this.#drawSkyAndGround();
    this.#drawRoad();
    const things = Array.from({ length: this.#random.whole(20, 28) }, () => this.#random.between(0.04, 0.55)).sort(
      (a, b) => a - b,
    );
    for (const near of things) this.#drawThing(Math.round(this.#horizon + near * (WORLD.height - this.#horizon)));
  }

  /** @returns colour and distance (metres) of the pixels of a view, turned by so many pixels */
  view(turnedRight = 0, turnedUp = 0): { readonly rgb: Uint8ClampedArray; readonly depth: Float32Array } {
    const rgb = new Uint8ClampedArray(VIEW.width * VIEW.height * 3);
    const depth = new Float32Array(VIEW.width * VIEW.height);
    const left = within(USUAL.left + Math.round(turnedRight), WORLD.width - VIEW.width);
    const top = within(USUAL.top - Math.round(turnedUp), WORLD.height - VIEW.height);
    for (let y = 0; y < VIEW.height; y += 1) {
      const from = (top + y) * WORLD.width + left;
      rgb.set(this.#rgb.subarray(from * 3, (from + VIEW.width) * 3), y * VIEW.width * 3);
      depth.set(this.#depth.subarray(from, from + VIEW.width), y * VIEW.width);
    }
    return { rgb, depth };
  }

  #paint(x: number, y: number, [red, green, blue]: Colour, metres: number, roughness = 0): void {
    if (x < 0 || y < 0 || x >= WORLD.width || y >= WORLD.height) return;
    const at = y * WORLD.width + x;
    const grain = roughness * noiseAt(this.#grain + at * 7 + (at >> 5));
    this.#rgb.set([red + grain, green + grain, blue + grain], at * 3);
    this.#depth[at] = metres;
  }

  #metres(y: number): number {
    return Math.min(400, (6 * WORLD.height) / Math.max(1, y - this.#horizon) / 2);
  }

  #drawSkyAndGround(): void {
    const grass: Colour = [this.#random.between(70, 120), this.#random.between(90, 130), this.#random.between(50, 80)];
    const [cloudX, cloudY] = [this.#random.between(40, 90), this.#random.between(14, 30)];
    for (let y = 0; y < WORLD.height; y += 1) {
      for (let x = 0; x < WORLD.width; x += 1) {
        if (y < this.#horizon) {
          const height = y / this.#horizon;
          const cloud = 14 * Math.sin(x / cloudX + 2 * Math.sin(y / cloudY)) * Math.sin(y / cloudY + x / 170);
          this.#paint(
            x,
            y,
            [150 + 60 * height + cloud, 175 + 45 * height + cloud, 215 + 20 * height + cloud / 2],
            2_000,
          );
        } else this.#paint(x, y, grass, this.#metres(y), 16);
      }
    }
  }

  #drawRoad(): void {
    const [start, lean] = [this.#random.between(0.35, 0.65) * WORLD.width, this.#random.between(-1.2, 1.2)];
    for (let y = this.#horizon; y < WORLD.height; y += 1) {
      const down = y - this.#horizon;
      const [middle, half] = [start + lean * down, 4 + down * 0.55];
      for (let x = Math.round(middle - half); x < middle + half; x += 1) {
        const isLine = Math.abs(x - middle) < 1 + down * 0.012 && Math.floor(2_000 / (down + 8)) % 2 === 0;
        this.#paint(x, y, isLine ? [220, 220, 210] : [112, 110, 108], this.#metres(y), 7);
      }
    }
  }

  #drawThing(foot: number): void {
    const size = 0.35 + (foot - this.#horizon) / 110;
    const x = this.#random.whole(-40, WORLD.width);
    const kind = this.#random.next();
    if (kind < 0.45) this.#drawHouse(x, foot, size);
    else if (kind < 0.85) this.#drawTree(x, foot, size);
    else this.#drawPole(x, foot, size);
  }

  #drawHouse(left: number, foot: number, size: number): void {
    const [wide, high] = [
      Math.round(size * this.#random.between(60, 120)),
      Math.round(size * this.#random.between(45, 90)),
    ];
    const wall: Colour = [
      this.#random.between(120, 235),
      this.#random.between(110, 215),
      this.#random.between(90, 190),
    ];
    const roof: Colour = [this.#random.between(110, 180), this.#random.between(50, 90), this.#random.between(40, 70)];
    const metres = this.#metres(foot);
    const pane = Math.max(4, Math.round(size * 14));
    for (let y = foot - high; y < foot; y += 1) {
      for (let x = left; x < left + wide; x += 1) {
        const isWindow = (x - left) % (2 * pane) > pane && (y - foot + high) % (2 * pane) > pane;
        this.#paint(x, y, isWindow ? [45, 55, 65] : wall, metres, isWindow ? 4 : 10);
      }
    }
    for (let row = 0; row < high * 0.35; row += 1) {
      const out = Math.round(6 * size - row * 0.8);
      for (let x = left - out; x < left + wide + out; x += 1) this.#paint(x, foot - high - row, roof, metres, 12);
    }
  }

  #drawTree(middle: number, foot: number, size: number): void {
    const [radius, trunk] = [
      Math.round(size * this.#random.between(14, 34)),
      Math.round(size * this.#random.between(12, 30)),
    ];
    const leaves: Colour = [this.#random.between(30, 80), this.#random.between(80, 130), this.#random.between(25, 60)];
    const metres = this.#metres(foot);
    for (let y = foot - trunk; y < foot; y += 1)
      for (let x = -Math.ceil(size * 2); x <= size * 2; x += 1) this.#paint(middle + x, y, [80, 60, 45], metres, 10);
    for (let y = -radius; y <= radius; y += 1)
      for (let x = -radius; x <= radius; x += 1) {
        const edge = Math.hypot(x, y) + 3 * noiseAt(this.#grain + x * 31 + y * 17);
        if (edge < radius) this.#paint(middle + x, foot - trunk - radius + y, leaves, metres, 30);
      }
  }

  #drawPole(x: number, foot: number, size: number): void {
    const metres = this.#metres(foot);
    const high = Math.round(size * 110);
    for (let y = foot - high; y < foot; y += 1)
      for (let across = 0; across < Math.max(2, size * 4); across += 1)
        this.#paint(x + across, y, [140, 138, 132], metres, 6);
    for (let along = 0; along < WORLD.width; along += 1) {
      const sag = Math.round(foot - high + 6 + 18 * Math.sin((along / WORLD.width) * Math.PI));
      this.#paint(along, sag, [40, 40, 45], metres);
    }
  }
}

const within = (value: number, most: number): number => Math.max(0, Math.min(most, value));
