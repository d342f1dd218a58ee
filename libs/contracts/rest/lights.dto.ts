import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { PageQuery } from './page.dto.ts';

export class DarkTonightQuery extends PageQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

/** A lamp that will be dark before morning, as far as can be known. Numbers of the battery in percent. */
export class DarkLamp {
  deviceId: string;
  code: string;
  name: string;
  unitId: string;
  unitName: string;
  landmark: string | null;
  /** The local day on which the sun sets. */
  night: string;
  decidedAt: string;
  /** 0 to 1. */
  likelihood: number;
  reason: string;
  leftNow: number | null;
  leftAtDusk: number | null;
  need: number | null;
  uncertainty: number | null;
  /** When it was looked at once more at sunset; null: not yet. */
  correctedAt: string | null;
}

export class DarkScoreQuery {
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** Nights looked back on; 30 unless given. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(365)
  days?: number;
}

/** How good "dark tonight" was: what was said before sunset against what the morning knew. */
export class DarkScore {
  days: number;
  /** Nights of lamps that were known in the morning. */
  nights: number;
  listed: number;
  dark: number;
  right: number;
  /** Of the listed ones, the share that was dark; null: none was listed. */
  precision: number | null;
  /** Of the dark ones, the share that was listed; null: none was dark. */
  recall: number | null;
}
