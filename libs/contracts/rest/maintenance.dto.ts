import {
  type ImportProblem,
  MAINTENANCE_KINDS,
  type MaintenanceKind,
  type MaintenanceSource,
  type Weekday,
} from '#libs/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { DAY, TIME_OF_DAY } from './local-time.ts';
import { PageQuery } from './page.dto.ts';
import { Line } from './text.ts';

const YES_NO = ['true', 'false'] as const;

/** Every week, in the time of the unit. */
export class WeeklyTimes {
  /** 1 Monday … 7 Sunday. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays: Weekday[];

  @Matches(TIME_OF_DAY)
  from: string;

  /** Not later than `from`: on the next day. */
  @Matches(TIME_OF_DAY)
  to: string;

  /** The last day that begins one, `YYYY-MM-DD`; left out: for ever. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  lastDay?: string | null;
}

/** Exactly one of `unitId`, `siteId`, `deviceId`; either `from` and `until` or `weekly`. */
export class NewMaintenance {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsUUID()
  siteId?: string;

  @IsOptional()
  @IsUUID()
  deviceId?: string;

  /** `work` covers every trouble (standard); `power_outage` the silence of devices on the mains. */
  @IsOptional()
  @IsIn(MAINTENANCE_KINDS)
  kind?: MaintenanceKind;

  /** With its zone: `2026-11-21T19:00:00+07:00`. */
  @IsOptional()
  @Line(40)
  from?: string;

  @IsOptional()
  @Line(40)
  until?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => WeeklyTimes)
  weekly?: WeeklyTimes;

  /** In words, for everybody who asks why nothing was told. */
  @Line(300)
  reason: string;
}

export class MaintenanceQuery extends PageQuery {
  /** Of this unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** Those that cover this device, also of its site and of the units above. */
  @IsOptional()
  @IsUUID()
  deviceId?: string;

  /** Left out: all; false: those that run or will; true: those that are over. */
  @IsOptional()
  @IsIn(YES_NO)
  over?: 'true' | 'false';
}

export class MaintenancePlace {
  kind: 'unit' | 'site' | 'device';
  id: string;
  name: string;
}

export class Maintenance {
  id: string;
  kind: MaintenanceKind;
  /** Who or what made it. */
  source: MaintenanceSource;
  place: MaintenancePlace;
  unitId: string;
  unitName: string;
  /** Of one that comes once. */
  from: string | null;
  until: string | null;
  weekly: (WeeklyTimes & { timeZone: string }) | null;
  reason: string;
  madeBy: string | null;
  createdAt: string;
  /** When somebody ended it before its time. */
  endedAt: string | null;
  endedBy: string | null;
  state: 'running' | 'coming' | 'over';
  /** When it runs, or runs next. A planned power outage holds messages back 15 minutes longer. */
  next: { from: string; until: string } | null;
}

export class MaintenanceImportQuery {
  /** Only look at the lines. */
  @IsOptional()
  @IsIn(YES_NO)
  dryRun?: 'true' | 'false';
}

/** Sent as `text/csv`, or as JSON with the text in `csv`. */
export class MaintenanceImportRequest {
  /** Lines of `unit code or name, from, until, reason`; times in the time of the unit. */
  @IsString()
  @MinLength(1)
  @MaxLength(200_000)
  csv: string;
}

export class ImportedOutage {
  /** In the file, from 1. */
  line: number;
  unit: string;
  from: string;
  until: string;
  reason: string;
  /** `made` (in a dry run: would be), `exists` already, or `refused`. */
  state: 'made' | 'exists' | 'refused';
  unitId: string | null;
  unitName: string | null;
  fromAt: string | null;
  untilAt: string | null;
  problems: { code: ImportProblem; message: string }[];
}

export class MaintenanceImportResult {
  dryRun: boolean;
  made: number;
  exists: number;
  refused: number;
  lines: ImportedOutage[];
}
