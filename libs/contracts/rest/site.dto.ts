import { CODE } from '#libs/domain';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { SearchQuery } from './page.dto.ts';
import { Position } from './position.dto.ts';
import { Line } from './text.ts';

export const BBOX = /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/;

export class SiteFields extends Position {
  @IsOptional()
  @Line()
  name?: string | null;

  /** Where it is, in words: "cổng đình", "ngã ba đầu xóm". */
  @IsOptional()
  @Line(300)
  landmark?: string | null;
}

export class NewSite extends SiteFields {
  @IsUUID()
  unitId: string;

  /** Made up when left out; unique for ever. */
  @IsOptional()
  @Matches(CODE)
  code?: string;
}

export class SiteChanges extends SiteFields {
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class SitesQuery extends SearchQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** `west,south,east,north` in degrees. */
  @IsOptional()
  @Matches(BBOX)
  bbox?: string;
}

export class Site {
  id: string;
  code: string;
  unitId: string;
  unitName: string;
  name: string | null;
  landmark: string | null;
  latitude: number | null;
  longitude: number | null;
  /** The code of the printed sticker that leads here; null: none, or a label without one. */
  sticker: string | null;
  /** Devices in service here. */
  devices: number;
  /** When its photo was last taken or replaced; null: it has none. */
  photoAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** What happened at this place, newest first; devices and hardware come and go, the place stays. */
export class SiteEvent {
  at: string;
  kind: string;
  deviceId: string;
  deviceName: string;
  from: string | null;
  to: string | null;
  faultCode: string | null;
  reason: string;
}
