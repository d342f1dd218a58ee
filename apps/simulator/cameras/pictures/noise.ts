import { Random } from '../../random.ts';

/** Around 0, standard deviation 1, near enough to normal. */
export const normal = (random: Random): number =>
  (random.next() + random.next() + random.next() + random.next() - 2) * Math.sqrt(3);

/** Noise of a whole picture for the price of one look each. */
const NOISE = ((): Float32Array => {
  const random = new Random('noise');
  return Float32Array.from({ length: 65_536 }, () => normal(random));
})();

export const noiseAt = (index: number): number => NOISE[index & 65_535] ?? 0;
