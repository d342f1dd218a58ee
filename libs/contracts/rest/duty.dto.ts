import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { DAY, TIME_OF_DAY } from './local-time.ts';

/** Local time of the unit, `HH:MM`; `to` not later than `from` runs into the next day, both alike last 24 hours. */
export class DutyHours {
  /** One of the unit's own targets. */
  @IsUUID()
  targetId: string;

  @Matches(TIME_OF_DAY)
  from: string;

  @Matches(TIME_OF_DAY)
  to: string;
}

/** Every week. */
export class DutyShift extends DutyHours {
  /** The day it begins: 1 Monday … 7 Sunday. */
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number;
}

/** On one day, instead of the weekly shifts. */
export class DutyOverride extends DutyHours {
  /** The day it begins, `YYYY-MM-DD`. */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  date: string;
}

/** Who is told at once during quiet hours. Several may be on duty together. */
export class Duty {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => DutyShift)
  shifts?: DutyShift[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => DutyOverride)
  overrides?: DutyOverride[];
}

export class DutyView {
  unitId: string;
  shifts: DutyShift[];
  overrides: DutyOverride[];
  /** Targets on duty at this moment. */
  onDuty: string[];
  version: number;
}
