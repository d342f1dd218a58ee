import { MINUTE } from '../time.ts';

/** How long a code links a chat (ms). */
export const LINK_CODE_LIFE = 15 * MINUTE;
/** Wrong codes that one chat may type within the life of a code; beyond, none is looked at. */
export const WRONG_CODES_AT_MOST = 5;

/**
 * The code in what somebody typed: `LIENKET 482913`, with the bot's mention before it, with marks, small, or with spaces
 * inside the number. Null: these words link nothing. Six digits alone are no wish to link.
 */
export function linkCodeIn(text: string): string | null {
  const words = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const found = /(?:^|\s)lien\s?ket[\s:]+(\d[\d\s]{4,10}\d)\s*[.!]?\s*$/u.exec(words)?.[1];
  const digits = found?.replace(/\s/g, '');
  return digits?.length === 6 ? digits : null;
}
