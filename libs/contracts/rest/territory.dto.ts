import type { UnitKind } from '#libs/domain';
import { UNIT_KINDS } from '#libs/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsUUID,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DAY } from './local-time.ts';
import { Line } from './text.ts';

const MOST_THINGS = 5_000;

/** A unit that exists (`unitId`), or a new one beside the old one (`name`). */
export class SuccessorUnit {
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @ValidateIf((part: SuccessorUnit) => part.unitId === undefined || part.unitId === null)
  @Line()
  name?: string;

  /** Its official code from that day on. */
  @IsOptional()
  @Line(40)
  code?: string;

  /** As the old one unless given. */
  @IsOptional()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind;
}

/** What one successor gets of what hangs directly below the old unit; villages take along all that is below them. */
export class SplitPart extends SuccessorUnit {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_THINGS)
  @IsUUID(undefined, { each: true })
  units?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_THINGS)
  @IsUUID(undefined, { each: true })
  sites?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_THINGS)
  @IsUUID(undefined, { each: true })
  devices?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_THINGS)
  @IsUUID(undefined, { each: true })
  targets?: string[];

  /** Gets whatever no part names, and what there is only once: keys, the residents' page. Otherwise the first part. */
  @IsOptional()
  @IsBoolean()
  rest?: boolean;
}

class OnADay {
  /** The first day of the new units, `YYYY-MM-DD`: today or past. */
  @IsISO8601({ strict: true })
  @Matches(DAY)
  effectiveOn: string;

  /** True: nothing is changed, the answer says what would. */
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;
}

export class UnitSplit extends OnADay {
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SplitPart)
  parts: SplitPart[];
}

export class UnitsMerge extends OnADay {
  /** Those that end. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  unitIds: string[];

  @ValidateNested()
  @Type(() => SuccessorUnit)
  into: SuccessorUnit;
}

/** What came to a successor, directly. */
export class CameAlong {
  units: number;
  sites: number;
  devices: number;
  targets: number;
}

export class ChangedUnit {
  /** Of a new unit in a dry run: an id that is not given out. */
  unitId: string;
  name: string;
  came: CameAlong;
  /** In service, with all that lies below. */
  devices: number;
  openIncidents: number;
  /** Who is told of troubles that no group below it is told of: a target here, one above, nobody. */
  told: 'here' | 'above' | 'nobody';
}

export class EndedUnit {
  unitId: string;
  name: string;
}

/** A contact whose stand-in went to another part. */
export class CutFallback {
  targetId: string;
  name: string;
  unitName: string;
  /** Who would have been told instead. */
  from: string;
  /** Who is told instead now: the next of the chain that is above; null: nobody. */
  to: string | null;
}

export class TerritoryChange {
  dryRun: boolean;
  effectiveOn: string;
  parts: ChangedUnit[];
  /** They stay for what is past, empty, with this day as `validTo`; their names find the successors. */
  ended: EndedUnit[];
  /** Rights of people in the old units; each holds in every successor now. */
  grants: number;
  fallbacks: CutFallback[];
}

export class SuccessionLine {
  unitId: string;
  name: string;
  code: string | null;
  kind: 'split' | 'merge';
  effectiveOn: string;
}

/** From which units this one took over, and which took over from it. */
export class UnitSuccession {
  before: SuccessionLine[];
  after: SuccessionLine[];
}
