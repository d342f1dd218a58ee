import { IsInt, IsUUID, Max, Min } from 'class-validator';
import type { DeviceSummary } from './device-view.dto.ts';
import type { Site } from './site.dto.ts';

export class NewStickerRoll {
  @IsInt()
  @Min(1)
  @Max(1000)
  count: number;
}

/** Stickers that were printed together, before anybody knew where they would be stuck. */
export class StickerRoll {
  id: string;
  unitId: string;
  unitName: string;
  /** Stickers printed. */
  count: number;
  /** Of these: stuck somewhere, now or once. */
  used: number;
  /** Of these: lost or damaged before they were stuck. */
  lost: number;
  /** A4 pages of its sheet. */
  pages: number;
  /** False: nobody set `PUBLIC_URL`, so the codes lead to the address this call came by. Do not print it. */
  isLasting: boolean;
  createdAt: string;
}

export type StickerState = 'free' | 'bound' | 'replaced' | 'void';

export class StickerSite {
  id: string;
  code: string;
  name: string | null;
  landmark: string | null;
}

export class PrintedSticker {
  code: string;
  /** Its place in the roll, from 1. */
  number: number;
  /** `replaced`: another label hangs at its place now. `void`: lost or damaged. */
  state: StickerState;
  boundAt: string | null;
  /** Where it is or was stuck; null too when that place is not for you. */
  site: StickerSite | null;
}

/** What a scanned sticker leads to. */
export class ScannedSticker {
  /** Null: a label that was made for its place, not from a roll. */
  code: string | null;
  state: StickerState;
  /** Whose roll it is from, or whose place it hangs at. */
  unitId: string;
  unitName: string;
  /** Its public page. */
  url: string;
  boundAt: string | null;
  /** Null: stuck nowhere, or in another territory. */
  site: Site | null;
  /** In service at that place. */
  devices: DeviceSummary[];
}

export class StickerBinding {
  @IsUUID()
  siteId: string;
}
