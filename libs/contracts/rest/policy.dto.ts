import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { TIME_OF_DAY } from './local-time.ts';
import { ACKNOWLEDGE_MINUTES } from '#libs/domain';

/** Local time of the unit, `HH:MM`. `from` later than `to` runs over midnight; both alike: no quiet hours. */
export class QuietHours {
  @Matches(TIME_OF_DAY)
  from: string;

  @Matches(TIME_OF_DAY)
  to: string;
}

export class EscalationStep {
  @IsInt()
  @Min(1)
  @Max(10_080)
  afterMinutes: number;

  @IsUUID()
  unitId: string;
}

export class MessageBudget {
  /** Messages per target and hour; more than 11 are never sent. */
  @IsInt()
  @Min(1)
  @Max(1000)
  perHour: number;
}

/** A message every month that says it is a drill, to see who is reached and who answers. Local time of the unit. */
export class DrillTime {
  /** 1–28; 0: no drill here, whatever the units above say. */
  @IsInt()
  @Min(0)
  @Max(28)
  day: number;

  @Matches(TIME_OF_DAY)
  at: string;
}

/** What is left out or null is inherited from above. */
export class Policy {
  /** How long to wait so that several outages become one message. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(600)
  groupWaitSeconds?: number | null;

  /** What nobody has taken is told again this often. Null above all: never. */
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(10_080)
  repeatMinutes?: number | null;

  /** How long "I am going to check" holds when the person says no time (standard: 120). */
  @IsOptional()
  @IsInt()
  @Min(ACKNOWLEDGE_MINUTES.minimum)
  @Max(ACKNOWLEDGE_MINUTES.maximum)
  acknowledgeMinutes?: number | null;

  /** Who is told when nobody takes it, counted from the moment the first message got through; empty: nobody. */

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => EscalationStep)
  escalation?: EscalationStep[] | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => QuietHours)
  quietHours?: QuietHours | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => MessageBudget)
  budget?: MessageBudget | null;

  /** May households get summaries? */
  @IsOptional()
  @IsBoolean()
  householdsEnabled?: boolean | null;

  /** May the public page show whether a camera works? */
  @IsOptional()
  @IsBoolean()
  showCameraState?: boolean | null;

  /** When the daily digest is sent, `HH:MM` local time, or `off`. */
  @IsOptional()
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|off)$/)
  digestAt?: string | null;

  /** Null above all: no drills. */
  @IsOptional()
  @ValidateNested()
  @Type(() => DrillTime)
  drill?: DrillTime | null;
}

export type PolicyField = keyof Policy;

export class PolicyView {
  unitId: string;
  /** What this unit itself says; null: nothing. */
  own: Policy;
  /** What holds here. */
  effective: Required<Policy>;
  /** The unit each value comes from; null: the built-in value. */
  from: Record<PolicyField, string | null>;
  version: number;
}
