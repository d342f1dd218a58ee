import type { Request } from 'express';
import type { Sticker } from '#libs/contracts';
import type { StickerRow } from '#libs/database';
import { isoOrNull } from '../http/page.ts';
import type { PublicAddresses } from './public-address.ts';

export const stickerView = (
  { token, replacedAt, ...row }: StickerRow,
  addresses: PublicAddresses,
  request: Request,
): Sticker => ({
  ...row,
  ...addresses.of(`/p/${token}`, request),
  replacedAt: isoOrNull(replacedAt),
});
