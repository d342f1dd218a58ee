import { IsBoolean, IsInt, IsISO8601, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { DAY } from './local-time.ts';
import { MOST_DONG } from './residents.dto.ts';
import { Line } from './text.ts';

class RepairFields {
  /** The thing that was mended; nothing: the place, its wires, its box. */
  @IsOptional()
  @IsUUID()
  deviceId?: string | null;

  /** In whole đồng. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DONG)
  costDong?: number | null;

  /** Who mended it, in words. */
  @IsOptional()
  @Line(200)
  doneBy?: string | null;

  /** Who paid, in words. */
  @IsOptional()
  @Line(200)
  paidBy?: string | null;

  /** Paid with what was given for the places: it lessens what is left of the gifts. */
  @IsOptional()
  @IsBoolean()
  fromGifts?: boolean;

  /** Those who did and paid it agreed to be named to everybody. */
  @IsOptional()
  @IsBoolean()
  isPublic?: boolean;
}

export class NewRepair extends RepairFields {
  /** Shown to everybody at the pole: no names in it. */
  @Line(300)
  what: string;

  @IsISO8601({ strict: true })
  @Matches(DAY)
  doneOn: string;
}

export class RepairChanges extends RepairFields {
  @IsOptional()
  @Line(300)
  what?: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  doneOn?: string;
}

export class Repair {
  id: string;
  siteId: string;
  deviceId: string | null;
  deviceName: string | null;
  doneOn: string;
  what: string;
  costDong: number | null;
  doneBy: string | null;
  paidBy: string | null;
  fromGifts: boolean;
  isPublic: boolean;
  version: number;
  createdAt: string;
  updatedAt: string;
}
