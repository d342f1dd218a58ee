import type { Site } from '#libs/contracts';
import type { SiteRow } from '#libs/database';
import { iso, isoOrNull } from '../http/page.ts';

export const siteView = (row: SiteRow): Site => ({
  ...row,
  photoAt: isoOrNull(row.photoAt),
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});
