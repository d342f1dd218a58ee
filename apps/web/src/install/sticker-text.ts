import { readSticker } from '#libs/domain/sticker-code';

/** A sticker as it was read: what is sent, and how it is called on the screen. */
export type StickerText =
  | { readonly kind: 'sticker'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly why: 'misread' | 'notOurs' };

/** Its check sign finds a wrong one here, without network; whether there is such a sticker the server says. */
export function stickerText(given: string): StickerText {
  const read = readSticker(given);
  if (read.kind === 'code') return { kind: 'sticker', text: read.code };
  if (read.kind === 'token') return { kind: 'sticker', text: given.trim() };
  return { kind: 'unreadable', why: read.reason === 'no_sticker' ? 'notOurs' : 'misread' };
}
