import { BATTERY_CHEMISTRIES, type BatteryChemistry } from '#libs/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from './page.dto.ts';
import { Line } from './text.ts';

/** From so many minutes after it went on, the lamp shines at so many percent of its power. */
export class DimmingStep {
  @IsInt()
  @Min(1)
  @Max(960)
  afterMinutes: number;

  @IsInt()
  @Min(0)
  @Max(100)
  percent: number;
}

/** What may be left out: it is then as such lamps usually are. */
class MeasuresOfLight {
  /** V of the battery: 12 stands for 12.8 of LiFePO4 and 11.1 of Li-ion too. */
  @IsOptional()
  @IsNumber()
  @Min(3)
  @Max(96)
  nominalVolts?: number;

  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(2_000)
  capacityAh?: number;

  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(5_000)
  panelWatts?: number;

  /** Empty: full power all night. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(8)
  @ValidateNested({ each: true })
  @Type(() => DimmingStep)
  dimming?: DimmingStep[];

  /** A lamp on the mains with a sensor: nothing is said of batteries and panels. */
  @IsOptional()
  @IsBoolean()
  sensorOnly?: boolean;
}

export class NewLightProfile extends MeasuresOfLight {
  /** Whose it is; every unit below may give it to its lights. */
  @IsUUID()
  unitId: string;

  @Line(100)
  name: string;

  @IsIn(BATTERY_CHEMISTRIES)
  chemistry: BatteryChemistry;

  @IsNumber()
  @Min(1)
  @Max(2_000)
  lampWatts: number;
}

/** Only what is given changes. */
export class LightProfileChanges extends MeasuresOfLight {
  @IsOptional()
  @Line(100)
  name?: string;

  @IsOptional()
  @IsIn(BATTERY_CHEMISTRIES)
  chemistry?: BatteryChemistry;

  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(2_000)
  lampWatts?: number;
}

/** What hangs on the poles of one make of lamp. */
export class LightProfileView {
  id: string;
  unitId: string;
  name: string;
  chemistry: BatteryChemistry;
  nominalVolts: number;
  capacityAh: number;
  panelWatts: number;
  lampWatts: number;
  dimming: DimmingStep[];
  sensorOnly: boolean;
  /** Lights of the caller's units that have it. */
  lights: number;
  /** It belongs to one of the caller's units, who may change it. */
  mine: boolean;
  version: number;
}

/** These lights, or else all of the unit (everything, without one) that have no profile yet. */
export class LightsOfProfile {
  @ValidateIf(({ unitId, deviceIds }: LightsOfProfile) => unitId === undefined || deviceIds !== undefined)
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1_000)
  @IsUUID(undefined, { each: true })
  deviceIds?: string[];

  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class LightsAssigned {
  /** Lights that have it now because of this call. */
  assigned: number;
}

export const LIGHT_PARTS = ['battery', 'panel'] as const;

export class LightPlanQuery extends PageQuery {
  /** What is to be replaced or wiped. */
  @IsIn(LIGHT_PARTS)
  part: (typeof LIGHT_PARTS)[number];

  @IsOptional()
  @IsUUID()
  unitId?: string;
}

/** A light whose battery is old or whose panel is dirty. */
export class PlannedLight {
  deviceId: string;
  code: string;
  name: string;
  unitId: string;
  unitName: string;
  landmark: string | null;
  /** 0 (new, clean) to 1 (gone). */
  wear: number;
  /** `holds_little`, `empties_though_charged`, `gives_little`, `gets_worse`. */
  reasons: string[];
  /** Percent of what a new or clean one shows, night by night or day by day, oldest first; may be empty. */
  trend: number[];
}
