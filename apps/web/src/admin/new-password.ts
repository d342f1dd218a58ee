/** Without letters and digits that are mistaken for each other on paper and on the phone. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four times four signs, easily read out. `random`: sixteen numbers from a secure source. */
export function newPassword(random: Uint32Array): string {
  const signs = Array.from(random, (number) => SIGNS[number % SIGNS.length]);
  return [0, 4, 8, 12].map((start) => signs.slice(start, start + 4).join('')).join('-');
}
