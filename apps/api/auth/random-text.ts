import { randomBytes, randomInt } from 'node:crypto';

/** Letters and digits nobody mistakes for another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `kx7m-a2pq`: groups of four letters, each group nearly 20 random bits. */
export const groupedLetters = (groups: number): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');

/** 79 random bits that a person can type once. */
export const typeablePassword = (): string => groupedLetters(4);

/** 256 random bits, for programs. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');
