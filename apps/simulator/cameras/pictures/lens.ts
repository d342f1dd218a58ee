import type { Random } from '../../random.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Out of focus: two box blurs one after the other, each way. */
export function defocus(rgb: Uint8ClampedArray, size: Size, radius: number): void {
  for (let round = 0; round < 2; round += 1) {
    blurLines(rgb, size.height, size.width, size.width * 3, 3, radius);
    blurLines(rgb, size.width, size.height, 3, size.width * 3, radius);
  }
}

function blurLines(
  rgb: Uint8ClampedArray,
  lines: number,
  length: number,
  line: number,
  step: number,
  radius: number,
): void {
  const copy = new Float32Array(length);
  for (let row = 0; row < lines; row += 1)
    for (let channel = 0; channel < 3; channel += 1) {
      const start = row * line + channel;
      const value = (at: number): number => copy[Math.max(0, Math.min(length - 1, at))]!;
      for (let at = 0; at < length; at += 1) copy[at] = rgb[start + at * step]!;
      let sum = 0;
      for (let at = -radius; at <= radius; at += 1) sum += value(at);
      for (let at = 0; at < length; at += 1) {
        rgb[start + at * step] = sum / (2 * radius + 1);
        sum += value(at + radius + 1) - value(at - radius);
      }
    }
}

/** Drops stay on the glass and show what lies behind them upside down and smeared. */
export function rainOnLens(rgb: Uint8ClampedArray, size: Size, drops: number, random: Random): void {
  const before = rgb.slice();
  for (let drop = 0; drop < drops; drop += 1) {
    const [middleX, middleY, radius] = [random.whole(0, size.width), random.whole(0, size.height), random.whole(8, 26)];
    for (let y = -radius; y <= radius; y += 1)
      for (let x = -radius; x <= radius; x += 1) {
        const [toX, toY] = [middleX + x, middleY + y];
        if (x * x + y * y > radius * radius || toX < 0 || toY < 0 || toX >= size.width || toY >= size.height) continue;
        const fromX = clamp(middleX - Math.round(x / 4) * 2, size.width);
        const fromY = clamp(middleY - Math.round(y / 4) * 2, size.height);
        const [from, to] = [(fromY * size.width + fromX) * 3, (toY * size.width + toX) * 3];
        for (let channel = 0; channel < 3; channel += 1) rgb[to + channel] = before[from + channel]! * 0.8 + 30;
      }
  }
}

/** A hand, a bag, paint, a leaf stuck on: hardly any light, or light without a picture. */
export function cover(rgb: Uint8ClampedArray, size: Size, random: Random, isNight: boolean): void {
  const kind = random.next();
  if (kind < 0.35) {
    // Something thin: what is behind it is a smear.
    defocus(rgb, size, 24);
    const base = isNight ? 150 : 120;
    for (let at = 0; at < rgb.length; at += 1) rgb[at] = base + (rgb[at]! - base) * 0.12;
    return;
  }
  // By its own lamps a near thing glows in the middle.
  const [level, glow] = isNight ? [random.between(60, 180), 14] : [random.between(25, 150), 3];
  const tint = isNight ? [1, 1, 1] : [random.between(0.8, 1.1), random.between(0.8, 1.1), random.between(0.7, 1)];
  for (let at = 0; at < rgb.length; at += 3) {
    const [x, y] = [((at / 3) % size.width) / size.width - 0.5, Math.floor(at / 3 / size.width) / size.height - 0.5];
    for (let channel = 0; channel < 3; channel += 1)
      rgb[at + channel] = level * (tint[channel] ?? 1) + glow * (1 - 3 * (x * x + y * y));
  }
}

const clamp = (value: number, length: number): number => Math.max(0, Math.min(length - 1, value));
