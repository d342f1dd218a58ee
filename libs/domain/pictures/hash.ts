/**
 * What a view looks like in 64 signs: is a part of the picture brighter than the part to its right? And in 64 more,
 * which of these are sure: in fog and in an even sky a sign is chance. 16 + 16 hexadecimal digits.
 */

const ACROSS = 9;
const DOWN = 8;
/** Steps of brightness; less than this may be noise or haze. */
const SURE_FROM = 3;
/** So many signs that are sure in both pictures make them comparable. */
const FEWEST_SURE = 14;
const SIGNS = 64;
const DIGITS = 16;

/** @param cellMean mean brightness of a cell of a grid of 9 × 8 over the picture */
export function hashOf(cellMean: (column: number, row: number) => number): string {
  let [signs, sure] = ['', ''];
  for (let row = 0; row < DOWN; row += 1) {
    let [signBits, sureBits] = [0, 0];
    for (let column = 0; column < ACROSS - 1; column += 1) {
      const step = cellMean(column, row) - cellMean(column + 1, row);
      signBits = signBits * 2 + (step > 0 ? 1 : 0);
      sureBits = sureBits * 2 + (Math.abs(step) >= SURE_FROM ? 1 : 0);
    }
    signs += signBits.toString(16).padStart(2, '0');
    sure += sureBits.toString(16).padStart(2, '0');
  }
  return signs + sure;
}

/** How many of 64 signs differ, judged by those that are sure in both; null: too few are. */
export function distanceOf(one: string, other: string): number | null {
  let [both, differ] = [0, 0];
  for (let at = 0; at < DIGITS; at += 1) {
    const sure = digitOf(one, DIGITS + at) & digitOf(other, DIGITS + at);
    both += bitsIn(sure);
    differ += bitsIn(sure & (digitOf(one, at) ^ digitOf(other, at)));
  }
  return both < FEWEST_SURE ? null : Math.round((differ * SIGNS) / both);
}

const digitOf = (hash: string, at: number): number => Number.parseInt(hash[at] ?? '0', 16);

function bitsIn(number: number): number {
  let bits = 0;
  for (let rest = number; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}
