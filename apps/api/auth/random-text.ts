import { randomBytes, randomInt } from 'node:crypto';

/** Letters and digits nobody mistakes for another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `kx7m-a2pq-…`: 79 random bits that a person can type once. */
export const typeablePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  );

/** 256 random bits, for programs. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');
