import type { Cause, DeviceKind, IncidentState, Role, Severity, UnitKind } from '#libs/domain';
import { ACKNOWLEDGE_MINUTES, CAUSES, INCIDENT_STATES } from '#libs/domain';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { PageQuery } from './page.dto.ts';
import { Paragraph } from './text.ts';

export class IncidentsQuery extends PageQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** `unresolved`: open or acknowledged. */
  @IsOptional()
  @IsIn([...INCIDENT_STATES, 'unresolved'])
  state?: IncidentState | 'unresolved';

  /** `shared`: every cause but single devices. */
  @IsOptional()
  @IsIn([...CAUSES, 'shared'])
  cause?: Cause | 'shared';

  /** Known at or after this moment. */
  @IsOptional()
  @IsISO8601({ strict: true })
  openedFrom?: string;

  /** Known before this moment. */
  @IsOptional()
  @IsISO8601({ strict: true })
  openedBefore?: string;

  @IsOptional()
  @IsUUID()
  deviceId?: string;

  /** Those that this incident explains or explained. */
  @IsOptional()
  @IsUUID()
  parentId?: string;

  /** Also those that another incident of the list speaks for. */
  @IsOptional()
  @IsIn(['true', 'false'])
  includeExplained?: 'true' | 'false';
}

export class IncidentComment {
  @Paragraph()
  text: string;
}

export class IncidentTaking {
  /** For the others who were told. */
  @IsOptional()
  @Paragraph(500)
  note?: string;

  /** How long, in minutes; else as long as the unit's policy says. */
  @IsOptional()
  @IsInt()
  @Min(ACKNOWLEDGE_MINUTES.minimum)
  @Max(ACKNOWLEDGE_MINUTES.maximum)
  untilMinutes?: number;
}

/** "I am going to check". Who has it already prolongs it so. */
export class IncidentAcknowledgement extends IncidentTaking {
  /** I go instead of whoever has it. */
  @IsOptional()
  @IsBoolean()
  takeOver?: boolean;
}

/** Handed to somebody of the list of people; who has it loses it. */
export class IncidentAssignment extends IncidentTaking {
  @IsUUID()
  userId: string;
}

/** Somebody who may act there, of the caller's own territory. */
export class IncidentPerson {
  id: string;
  name: string;
  role: Role;
  unitName: string;
  /** Where one is stored. */
  phone: string | null;
}

export class IncidentPeople {
  items: IncidentPerson[];
}

export class IncidentResolution {
  /** Why it is closed by hand. */
  @IsOptional()
  @Paragraph()
  text?: string;
}

export class IncidentDevice {
  id: string;
  code: string;
  kind: DeviceKind;
  name: string;
  siteCode: string;
  landmark: string | null;
  /** Of the pole or wall. */
  latitude: number | null;
  longitude: number | null;
}

export class IncidentUplink {
  id: string;
  name: string;
}

export class Acknowledger {
  /** Null: by a link, without login. */
  userId: string | null;
  name: string | null;
}

export class IncidentSummary {
  id: string;
  cause: Cause;
  faultCode?: string;
  severity: Severity;
  state: IncidentState;
  unitId: string;
  unitName: string;
  /** The first fifty, by code. */
  deviceIds: string[];
  devices: IncidentDevice[];
  deviceCount: number;
  /** Of a cause: its devices by kind. */
  counts?: Partial<Record<DeviceKind, number>>;
  /** Of a cause: how many units of each kind its devices belong to, at or below `unitId`. */
  reaches?: Partial<Record<UnitKind, number>>;
  /** Of an uplink: what all of them hang on. */
  uplink?: IncidentUplink;
  /** Of a carrier: whose network. */
  carrier?: string;
  /** Of a cause: nothing could testify for certain. */
  likely?: boolean;
  /** The cause that explains it, or explained it when it ended. */
  parentId?: string;
  /** When it began. */
  startedAt: string;
  /** When we knew. */
  openedAt: string;
  acknowledgedAt?: string;
  acknowledgedBy?: Acknowledger;
  /** Until when that counts; then the incident is open again. */
  acknowledgedUntil?: string;
  /** When it was over. */
  endedAt?: string;
  resolvedAt?: string;
  reason: string;
}

export class IncidentEvent {
  id: string;
  at: string;
  kind: string;
  reason: string;
  rule: string | null;
  actorKind: 'engine' | 'user' | 'api_key' | 'link' | 'channel';
  actorName: string | null;
  /** What a person wrote. */
  text: string | null;
  detail: Record<string, unknown>;
}

export class IncidentDetail extends IncidentSummary {
  resolvedReason?: string;
  /** How many incidents it explains or explained; `?parentId=` lists them. */
  explainedCount: number;
  /** Oldest first. */
  timeline: IncidentEvent[];
}
